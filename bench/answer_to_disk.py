"""From an answer to the disk, against a bare SQLite commit of the same bytes under the same pragmas."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Measurement, compare
from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.workspace import Workspace


def bare(path: Path) -> sqlite3.Connection:
    """A database with one table of the same columns and the same durability."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE answer (assessment TEXT, item TEXT, value REAL, seconds REAL, at TEXT,"
        " PRIMARY KEY (assessment, item)) STRICT, WITHOUT ROWID"
    )
    connection.execute("CREATE TABLE assessment (id TEXT PRIMARY KEY, position TEXT) STRICT")
    connection.execute("INSERT INTO assessment VALUES ('a', NULL)")
    connection.commit()
    return connection


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(
            Path(folder) / "nextrung.db", resources.questionnaire_folders(), resources.assets("salary")
        )
        taken = workspace.start("full")
        items = itertools.cycle(item.id for item in taken.questionnaire.form_items("full") if "-B" in item.id)
        values = itertools.cycle((1.0, 2.0, 3.0, 4.0, 5.0, 2.0, 1.0))
        floor = bare(Path(folder) / "bare.db")
        other_items = itertools.cycle(item.id for item in taken.questionnaire.form_items("full") if "-B" in item.id)

        def thing() -> None:
            workspace.answer(taken, Answer(next(items), value=next(values), seconds=21.5))

        def commit() -> None:
            floor.execute(
                "INSERT INTO answer VALUES ('a', ?, ?, 21.5, '2026-11-23T09:41:07Z') ON CONFLICT (assessment, item)"
                " DO UPDATE SET value = excluded.value, at = excluded.at",
                (next(other_items), next(values)),
            )
            floor.execute("UPDATE assessment SET position = ? WHERE id = 'a'", (next(other_items),))
            floor.commit()

        yield compare(
            "answer to disk", thing, "a bare commit of the same bytes", commit, rounds=600, limit="at most 1.5 x"
        )
        workspace.close()
        floor.close()
