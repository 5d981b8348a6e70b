"""Erases a person wholly: rows, free pages, write-ahead log, and on request every backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from msgspec import Struct

from nextrung.errors import DatabaseError
from nextrung.store import contents
from nextrung.store.backups import snapshot
from nextrung.store.backups.shelf import Backup, Shelf
from nextrung.store.backups.snapshot import row_counts
from nextrung.store.database import open_database, writing
from nextrung.store.unfinished import UNCLEAN


class Receipt(Struct, frozen=True):
    """What went: rows by table, how many backups were rewritten, and how many still hold the person.

    ``set_aside`` counts damaged files that were set aside, which may hold anybody. ``left_at`` is the folder that the
    data was moved from, if it still holds files. ``traces`` says why old places in the file could not be cleaned.
    """

    name: str
    at: str
    rows: dict[str, int]
    rewritten: int
    still_held: int
    set_aside: int
    left_at: Path | None = None
    traces: str = ""


def erase(connection: sqlite3.Connection, person: str) -> dict[str, int]:
    """Erase a person from the database; returns the rows that went, by table. ``clean`` takes their traces away.

    Raises DatabaseError, and nothing is erased.
    """
    connection.execute("PRAGMA secure_delete = ON")
    with writing(connection):
        before = row_counts(connection)
        _delete(connection, person)
        after = row_counts(connection)
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, 'yes')", (UNCLEAN,))
    return {table: before[table] - after[table] for table in before if before[table] != after[table]}


def _delete(connection: sqlite3.Connection, person: str) -> None:
    """The row of the person takes all others along; the bin may hold more, and the settings name whose turn it is."""
    connection.execute("DELETE FROM person WHERE id = ?", (person,))
    if _has_bin(connection):
        connection.execute("DELETE FROM bin WHERE person = ?", (person,))
    connection.execute("DELETE FROM setting WHERE value = ?", (person,))


def _has_bin(connection: sqlite3.Connection) -> bool:
    """A backup of an older version has none."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'bin'").fetchone() is not None


def finish(connection: sqlite3.Connection) -> str:
    """Clean a database that somebody was erased from, if that is still to do; returns why it failed, else nothing.

    It is tried again at every start: the program may have been killed, or the disk full.
    """
    try:
        if contents.setting(connection, UNCLEAN) is not None:
            clean(connection)
            with writing(connection):
                connection.execute("DELETE FROM setting WHERE name = ?", (UNCLEAN,))
    except DatabaseError as error:
        return str(error)
    return ""


def finish_file(database: Path) -> str:
    """``finish`` with a connection of its own, in another thread."""
    try:
        with closing(open_database(database)) as connection:
            return finish(connection)
    except DatabaseError as error:
        return str(error)


def clean(connection: sqlite3.Connection) -> None:
    """Write the database anew without free pages and empty its write-ahead log. Raises DatabaseError."""
    try:
        connection.execute("PRAGMA temp_store = MEMORY")  # nothing of it in a temporary file
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except (sqlite3.Error, DatabaseError) as error:
        raise DatabaseError(f"Old places in the data file could not be cleaned: {error}") from error
    if busy:
        raise DatabaseError("Old places in the data file could not be cleaned: they are still in use.")


def holders(shelf: Shelf, person: str) -> tuple[Backup, ...]:
    """The backups of a shelf that hold a person, or cannot be read to find out."""
    return tuple(backup for backup in shelf.backups() if _holds(backup.path, person))


def _holds(path: Path, person: str) -> bool:
    try:
        with closing(snapshot.closed(path)) as copy:
            binned = " UNION ALL SELECT 1 FROM bin WHERE person = ?1" if _has_bin(copy) else ""
            return copy.execute(f"SELECT 1 FROM person WHERE id = ?1{binned}", (person,)).fetchone() is not None
    except (sqlite3.Error, UnicodeError):
        return True


def erase_from(shelf: Shelf, backup: Backup, person: str) -> None:
    """Rewrite a backup without a person, and prove it again. Raises DatabaseError, and the backup is as it was."""

    def change(copy: sqlite3.Connection) -> None:
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("PRAGMA temp_store = MEMORY")
        _delete(copy, person)
        copy.commit()
        copy.execute("VACUUM")

    shelf.rewrite(backup, change)


def erase_from_all(shelf: Shelf, person: str) -> int:
    """Rewrite every backup of a shelf that can be rewritten; returns how many. One that cannot stays as it was."""
    rewritten = 0
    for backup in holders(shelf, person):
        with suppress(DatabaseError):  # it is among those that still hold the person, which are counted afterwards
            erase_from(shelf, backup, person)
            rewritten += 1
    return rewritten
