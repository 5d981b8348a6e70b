"""Opens the SQLite file: durable writes, foreign keys, and the newest schema."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nextrung.errors import DatabaseError
from nextrung.store import migrations

OWNER_ONLY = 0o600


def open_database(path: Path) -> sqlite3.Connection:
    """Open or create the database with write-ahead log, full synchronisation and foreign keys, at the newest schema.

    Raises DatabaseError in one sentence when the file is no database, comes from a newer version or cannot be written.
    """
    try:
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
        connection = sqlite3.connect(path)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DatabaseError(f"The data file {path} cannot be opened: {reason}.") from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 2000")
        newer = migrations.applied(connection) - set(migrations.STEPS)
        if not newer and migrations.pending(connection):
            migrations.apply(connection)
    except sqlite3.Error as error:
        connection.close()
        raise DatabaseError(f"The data file {path} cannot be read: {error}. Nothing in it was changed.") from error
    if newer:
        connection.close()
        raise DatabaseError(f"The data file {path} was written by a newer Next Rung; open it with that version.")
    return connection


def file_of(connection: sqlite3.Connection) -> Path:
    """The file behind an open database."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def open_reading(path: Path) -> sqlite3.Connection:
    """Open a second connection that only reads, for work in another thread. Raises DatabaseError."""
    try:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise DatabaseError(f"The data file {path} cannot be read: {error}.") from error


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction: on disk when the block ends, undone when it raises. Raises DatabaseError if it fails."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.rollback()
        raise DatabaseError(f"This could not be saved: {error}. Everything saved before is still there.") from error
