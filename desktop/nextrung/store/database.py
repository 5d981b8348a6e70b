"""Opens the SQLite file: durable writes, foreign keys, and the newest schema."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from nextrung import __version__
from nextrung.errors import DamagedError, DatabaseError
from nextrung.store import migrations
from nextrung.store.connection import FAILURES, PRIMARY, Connection, is_damage

OWNER_ONLY = 0o600
NEEDED_VERSION = "needed_version"
"""Setting that names the oldest version of the program that can open the database."""


def open_database(path: Path, before_migration: Callable[[], None] | None = None) -> Connection:
    """Open or create the database with write-ahead log, full synchronisation and foreign keys, at the newest schema.

    ``before_migration`` is called before the schema of an existing database changes; when it raises, nothing changes.
    A database that was not closed cleanly is checked as a whole. Raises DatabaseError in one sentence when the file is
    no database, comes from a newer version or cannot be written, DamagedError when it is damaged. A refused file and
    its log keep every byte.
    """
    unclean = left_unclean(path)
    try:
        new = not path.exists()
        if new:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
            path.chmod(OWNER_ONLY)  # whatever the umask takes away
    except OSError as error:
        raise DatabaseError(f"The data file {path} cannot be opened: {error.strerror or error}.") from error
    try:
        if not new:
            _look_into(path, whole=unclean)
        connection = sqlite3.connect(path, factory=Connection)
        connection.watch(path)
    except (OSError, *FAILURES) as error:
        raise _refused(path, error) from error
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 2000"):
            connection.execute(f"PRAGMA {pragma}")
        if unclean:
            _check_mark(path).unlink(missing_ok=True)
        if migrations.pending(connection):
            if before_migration is not None and migrations.applied(connection):
                before_migration()
            migrations.apply(connection)
            _keep_needed_version(connection)
    except Exception as error:  # whatever stops the opening, the file is closed again and said to be unchanged
        connection.close()
        raise _refused(path, error) from error
    return connection


def left_unclean(path: Path) -> bool:
    """Whether the program that had the database last did not close it, or saw damage in it.

    SQLite removes its log when the last connection closes; a log that is still there was left by a crash.
    """
    log = path.with_name(path.name + "-wal")
    try:
        return _check_mark(path).exists() or (log.exists() and log.stat().st_size > 0)
    except OSError:
        return False


def ask_for_check(path: Path) -> None:
    """Have the database checked as a whole when it is opened next, because damage was seen in it."""
    with suppress(OSError):
        _check_mark(path).touch(mode=OWNER_ONLY)


def _check_mark(path: Path) -> Path:
    return path.with_name(path.name + "-check")


def _require_whole(connection: sqlite3.Connection) -> None:
    faults = [text for (text,) in connection.execute("PRAGMA integrity_check(3)")]
    if faults != ["ok"]:
        raise DamagedError(" ".join(faults[0].split()))


def _keep_needed_version(connection: Connection) -> None:
    """Note which version of the program the new schema needs, for older ones that meet it."""
    with writing(connection):
        connection.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (NEEDED_VERSION, __version__),
        )


def _look_into(path: Path, *, whole: bool) -> None:
    """Read the schema, and check all of it if ``whole``, without changing a byte of the file or its log.

    Raises DatabaseError, and what ``FAILURES`` names.
    """
    if whole and path.stat().st_size == 0:
        raise DamagedError(f"The data file {path} is empty, but something was written to it.")  # SQLite drops the log
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            newer = migrations.applied(connection) - set(migrations.STEPS)
            if whole:
                _require_whole(connection)
            needed = _needed_version(connection) if newer else ""
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_READONLY:
            return  # a transaction waits to be undone, for which the file must be opened for writing
        raise
    if newer:
        version = f"version {needed} or newer" if needed else "that version"
        raise DatabaseError(f"The data file {path} was written by a newer Next Rung; open it with {version}.")


def _needed_version(connection: sqlite3.Connection) -> str:
    try:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (NEEDED_VERSION,)).fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0])[:20] if row else ""


def _refused(path: Path, error: Exception) -> DatabaseError:
    cause = error.__cause__ if isinstance(error, DatabaseError) and error.__cause__ else error
    if isinstance(error, DatabaseError) and isinstance(cause, OSError):
        return error  # the backup before a change of the schema: it says itself what is in the way
    kind = DamagedError if is_damage(cause) or isinstance(error, DamagedError) else DatabaseError
    reason = "a text in it is damaged" if isinstance(cause, UnicodeDecodeError) else " ".join(str(cause).split())
    return kind(f"The data file {path} cannot be read: {reason.removesuffix('.')}. Nothing in it was changed.")


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
    if isinstance(connection, Connection):
        connection.require_file()
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
