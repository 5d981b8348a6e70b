"""Opens the SQLite file: durable writes, foreign keys, and the newest schema."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from nextrung.errors import DamagedError, DatabaseError
from nextrung.store import migrations
from nextrung.store.connection import FAILURES, PRIMARY, Connection, is_damage

OWNER_ONLY = 0o600


def open_database(path: Path) -> Connection:
    """Open or create the database with write-ahead log, full synchronisation and foreign keys, at the newest schema.

    Raises DatabaseError in one sentence when the file is no database, comes from a newer version or cannot be written,
    DamagedError when it is damaged. A refused file and its log keep every byte.
    """
    try:
        new = not path.exists()
        if new:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
            path.chmod(OWNER_ONLY)  # whatever the umask takes away
    except OSError as error:
        raise DatabaseError(f"The data file {path} cannot be opened: {error.strerror or error}.") from error
    try:
        if not new:
            _look_into(path)
        connection = sqlite3.connect(path, factory=Connection)
    except sqlite3.Error as error:
        raise _refused(path, error) from error
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 2000"):
            connection.execute(f"PRAGMA {pragma}")
        if migrations.pending(connection):
            migrations.apply(connection)
    except Exception as error:  # the migration library has errors of its own for a schema that does not fit
        connection.close()
        raise _refused(path, error) from error
    return connection


def _look_into(path: Path) -> None:
    """Read the schema without changing a byte of the file or its log. Raises sqlite3.Error, DatabaseError."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            newer = migrations.applied(connection) - set(migrations.STEPS)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & PRIMARY == sqlite3.SQLITE_READONLY:
            return  # a transaction waits to be undone, for which the file must be opened for writing
        raise
    if newer:
        raise DatabaseError(f"The data file {path} was written by a newer Next Rung; open it with that version.")


def _refused(path: Path, error: Exception) -> DatabaseError:
    cause = error.__cause__ if isinstance(error, DatabaseError) and error.__cause__ else error
    kind = DamagedError if is_damage(cause) else DatabaseError
    return kind(f"The data file {path} cannot be read: {cause}. Nothing in it was changed.")


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
    except (sqlite3.Error, DatabaseError) as error:
        if connection.in_transaction:
            connection.rollback()
        cause = error.__cause__ if isinstance(error, DatabaseError) else error
        if not isinstance(cause, FAILURES):
            raise
        kind = DamagedError if is_damage(cause) else DatabaseError
        raise kind(f"This could not be saved: {cause}. Everything saved before is still there.") from cause
