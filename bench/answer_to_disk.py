"""From an answer to the disk, against a bare SQLite commit of the same bytes under the same pragmas."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measuring import Measurement, compare
from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace import Workspace

COLUMNS = "assessment, item, value, choice, confidence, evidence, note, no_chance, skipped, seconds, at"
VALUES = (1.0, 2.0, 3.0, 4.0, 5.0, 2.0, 1.0)
AT = "2026-11-23T09:41:07Z"


def bare(path: Path, assessment: str) -> sqlite3.Connection:
    """A database with two tables of the same columns, the same key and the same durability, and nothing else."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE answer (assessment TEXT NOT NULL, item TEXT NOT NULL, value REAL, choice TEXT, confidence TEXT,"
        " evidence TEXT NOT NULL, note TEXT NOT NULL, no_chance INTEGER NOT NULL, skipped INTEGER NOT NULL,"
        " seconds REAL, at TEXT NOT NULL, PRIMARY KEY (assessment, item)) STRICT, WITHOUT ROWID"
    )
    connection.execute("CREATE TABLE assessment (id TEXT PRIMARY KEY, position TEXT) STRICT")
    connection.execute("INSERT INTO assessment VALUES (?, NULL)", (assessment,))
    return connection


def measure() -> Iterator[Measurement]:
    yield measured("answer to disk", "at most 1.5 x")


def measured(name: str, limit: str, change: Callable[[Workspace], object] = lambda _: None) -> Measurement:
    """An answer to data that were changed before, against the same bare commit to a plain file."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(
            Path(folder) / "nextrung.db", resources.questionnaire_folders(), resources.assets("salary")
        )
        change(workspace)
        assessment = workspace.start("full")
        record = assessment.record.id
        items = [item.id for item in assessment.content.form_items("full") if "-B" in item.id]
        floor = bare(Path(folder) / "bare.db", record)
        given, written = (zip(itertools.cycle(items), itertools.cycle(VALUES), strict=False) for _ in range(2))

        def thing() -> None:
            item, value = next(given)
            workspace.answer(assessment, Answer(item, value=value, seconds=21.5))

        def commit() -> None:
            item, value = next(written)
            floor.execute("BEGIN IMMEDIATE")
            floor.execute(
                f"INSERT OR REPLACE INTO answer ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (record, item, value, None, None, "", "", 0, 0, 21.5, AT),
            )
            floor.execute("UPDATE assessment SET position = ? WHERE id = ?", (item, record))
            floor.execute("COMMIT")

        found = compare(name, thing, "a bare commit of the same bytes", commit, rounds=600, limit=limit)
        workspace.close()
        floor.close()
    return found
