"""A backup of a database of 100,000 answers, its proof, and bringing it back, against what SQLite does bare."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bench.measuring import Measurement, compare
from nextrung import app, paths
from nextrung.commands.safekeeping import verify
from nextrung.store import restore
from nextrung.store.backups.backup_folder import BackupFolder
from nextrung.store.database import open_database
from nextrung.store.sqlite import engine as sqlite3

ANSWERS = 100_000


def fill(database: Path) -> None:
    """Copies of the sample assessment until there are enough answers."""
    with closing(sqlite3.connect(database)) as connection:
        (record,) = connection.execute("SELECT id FROM assessment").fetchone()
        columns = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for table in ("assessment", "answer")
        }
        (each,) = connection.execute("SELECT count(*) FROM answer").fetchone()
        for number in range(ANSWERS // each):
            for table, key in (("assessment", "id"), ("answer", "assessment")):
                wanted = ", ".join(f"'copy {number}'" if name == key else name for name in columns[table])
                copied = f"INSERT INTO {table} SELECT {wanted} FROM {table} WHERE {key} = ?"  # noqa: S608
                connection.execute(copied, (record,))
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
            backup_folder = BackupFolder(folder / f"backups {next(numbers)}")
            backup_folder.add(database, "asked", datetime.now(UTC))

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
        yield from _measure_back(folder, database)


def _measure_back(folder: Path, database: Path) -> Iterator[Measurement]:
    """Proving a closed backup anew, and putting it in the place of what is there."""
    backup = BackupFolder(folder / "to verify").add(database, "asked", datetime.now(UTC)).path

    def check() -> None:
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("PRAGMA integrity_check").fetchall()

    def verified() -> None:
        if [whole for whole, _ in verify(folder, (backup,))] != [True]:
            raise AssertionError(backup)

    def restored() -> None:
        prepared = restore.prepare(backup, folder)
        try:
            with closing(open_database(database)) as connection:
                restore.restore(connection, prepared)
        finally:
            prepared.discard()

    def bare() -> None:
        with closing(sqlite3.connect(backup)) as source, closing(sqlite3.connect(database)) as live:
            source.backup(live)

    yield compare(
        "verifying a backup of 100,000 answers",
        verified,
        "a whole check by SQLite",
        check,
        rounds=8,
        limit="at most 8 x: layout, pages, every text, counts and a hash of all rows",
    )
    yield compare(
        "restoring 100,000 answers",
        restored,
        "a bare backup by SQLite in its place",
        bare,
        rounds=8,
        limit="runs in the background; the file is copied, checked, looked into and put in place whole",
    )
