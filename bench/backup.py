"""A proven backup of a database of 100,000 answers, against SQLite's bare backup of the same file."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bench.measuring import Measurement, compare
from nextrung import app, paths
from nextrung.store.backups.shelf import Shelf

ANSWERS = 100_000


def fill(database: Path) -> None:
    """Copies of the sample assessment until there are enough answers."""
    with closing(sqlite3.connect(database)) as connection:
        (sitting,) = connection.execute("SELECT id FROM assessment").fetchone()
        columns = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for table in ("assessment", "answer")
        }
        (each,) = connection.execute("SELECT count(*) FROM answer").fetchone()
        for number in range(ANSWERS // each):
            for table, key in (("assessment", "id"), ("answer", "assessment")):
                wanted = ", ".join(f"'copy {number}'" if name == key else name for name in columns[table])
                copied = f"INSERT INTO {table} SELECT {wanted} FROM {table} WHERE {key} = ?"  # noqa: S608
                connection.execute(copied, (sitting,))
        connection.commit()


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = app.open_workspace(folder)
        app.add_sample(workspace)
        workspace.close()
        database = folder / paths.DATABASE
        fill(database)
        numbers = count()

        def back_up() -> None:
            shelf = Shelf(folder / f"backups {next(numbers)}")
            shelf.add(database, "asked", datetime.now(UTC))

        def bare() -> None:
            target = folder / f"bare {next(numbers)}.db"
            with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
                source.backup(copy)

        yield compare(
            "proven backup of 100,000 answers",
            back_up,
            "a bare backup by SQLite",
            bare,
            rounds=8,
            limit="runs in the background; it copies, checks every page, counts and hashes",
        )
