"""Erases a person wholly: rows, free pages, write-ahead log, and on request every backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from nextrung.errors import DatabaseError
from nextrung.store.backups import snapshot
from nextrung.store.backups.shelf import Backup, Shelf
from nextrung.store.backups.snapshot import row_counts
from nextrung.store.database import writing


@dataclass(frozen=True, slots=True)
class Receipt:
    """What went: rows by table, how many backups were rewritten, and how many still hold the person.

    ``set_aside`` counts damaged files that were set aside, which may hold anybody.
    """

    name: str
    at: str
    rows: dict[str, int]
    rewritten: int
    still_held: int
    set_aside: int


def erase(connection: sqlite3.Connection, person: str) -> dict[str, int]:
    """Erase a person from the database and leave no trace in its file; returns the rows that went, by table.

    Raises DatabaseError; when the rows are gone but the file could not be cleaned, it says so.
    """
    connection.execute("PRAGMA secure_delete = ON")
    with writing(connection):
        before = row_counts(connection)
        connection.execute("DELETE FROM person WHERE id = ?", (person,))
        after = row_counts(connection)
    clean(connection)
    return {table: before[table] - after[table] for table in before if before[table] != after[table]}


def clean(connection: sqlite3.Connection) -> None:
    """Write the database anew without free pages and empty its write-ahead log. Raises DatabaseError."""
    try:
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        message = f"The rows are erased, but their old places in the file could not be cleaned: {error}."
        raise DatabaseError(message) from error
    if busy:
        raise DatabaseError("The rows are erased, but their old places in the file are still in use; erase again.")


def holders(shelf: Shelf, person: str) -> tuple[Backup, ...]:
    """The backups of a shelf that hold a person, or cannot be read to find out."""
    return tuple(backup for backup in shelf.backups() if _holds(backup.path, person))


def _holds(path: Path, person: str) -> bool:
    try:
        with closing(snapshot.closed(path)) as copy:
            return copy.execute("SELECT 1 FROM person WHERE id = ?", (person,)).fetchone() is not None
    except sqlite3.Error:
        return True


def erase_from(shelf: Shelf, backup: Backup, person: str) -> None:
    """Rewrite a backup without a person, and prove it again. Raises DatabaseError, and the backup is as it was."""

    def change(copy: sqlite3.Connection) -> None:
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("DELETE FROM person WHERE id = ?", (person,))
        copy.commit()
        copy.execute("VACUUM")

    shelf.rewrite(backup, change)
