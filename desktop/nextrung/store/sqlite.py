"""The SQLite of the program: every other module takes connections, errors and constants from here."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from sqlite3 import (
    SQLITE_CANTOPEN,
    SQLITE_CORRUPT,
    SQLITE_FULL,
    SQLITE_INTERRUPT,
    SQLITE_IOERR,
    SQLITE_LIMIT_LENGTH,
    SQLITE_NOTADB,
    SQLITE_READONLY,
    Connection,
    Cursor,
    Error,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    sqlite_version,
)
from typing import Literal, TypeVar, overload

__all__ = (
    "SQLITE_CANTOPEN",
    "SQLITE_CORRUPT",
    "SQLITE_FULL",
    "SQLITE_INTERRUPT",
    "SQLITE_IOERR",
    "SQLITE_LIMIT_LENGTH",
    "SQLITE_NOTADB",
    "SQLITE_READONLY",
    "Connection",
    "Cursor",
    "Error",
    "IntegrityError",
    "Mode",
    "OperationalError",
    "ProgrammingError",
    "address",
    "connect",
    "in_memory",
    "keep_aside_in_memory",
    "sqlite_version",
    "temporary",
)

Mode = Literal["ro", "rw", "rwc"]
"""What a connection may do with its file: only read, write what is there, or make it as well."""
C = TypeVar("C", bound=Connection)


@overload
def connect(
    path: Path, mode: Mode = "rwc", *, immutable: bool = False, isolation_level: Literal["DEFERRED"] | None = "DEFERRED"
) -> Connection: ...
@overload
def connect(path: Path, mode: Mode = "rwc", *, factory: type[C]) -> C: ...
def connect(
    path: Path,
    mode: Mode = "rwc",
    *,
    immutable: bool = False,
    isolation_level: Literal["DEFERRED"] | None = "DEFERRED",
    factory: type[Connection] = Connection,
) -> Connection:
    """A connection to a database file. Raises Error.

    ``immutable``: nobody writes to the file, so that nothing is locked, and no log or index is made beside it. Without
    an ``isolation_level`` no transaction begins by itself.
    """
    if mode == "rwc":
        return sqlite3.connect(path, isolation_level=isolation_level, factory=factory)
    uri = address(path, mode) + ("&immutable=1" if immutable else "")
    return sqlite3.connect(uri, uri=True, isolation_level=isolation_level, factory=factory)


@overload
def in_memory(name: str = "", *, only_read: bool = False) -> Connection: ...
@overload
def in_memory(name: str = "", *, factory: type[C]) -> C: ...
def in_memory(name: str = "", *, only_read: bool = False, factory: type[Connection] = Connection) -> Connection:
    """A connection to a database that lies in memory; all connections of the process share one that has a ``name``."""
    uri = f"file:/{name}?vfs=memdb{'&mode=ro' if only_read else ''}" if name else ":memory:"
    return sqlite3.connect(uri, uri=True, factory=factory)


def temporary(*, on_disk: bool = True) -> Connection:
    """A connection to a database that goes with it, for two threads one after the other.

    It may go to the ``disk`` when it grows, or stays in memory with all that SQLite puts aside for it. No transaction
    begins by itself, and files can be attached by ``address``.
    """
    # Python's own transactions would be in the way: inside one nothing can be attached.
    place = "" if on_disk else ":memory:"
    connection = sqlite3.connect(place, isolation_level=None, check_same_thread=False, uri=True)
    if not on_disk:
        keep_aside_in_memory(connection)
    return connection


def keep_aside_in_memory(connection: Connection) -> None:
    """Have what SQLite puts aside while it works, such as rows to be sorted, never go to the disk."""
    connection.execute("PRAGMA temp_store = MEMORY")


def address(path: Path, mode: Mode) -> str:
    """How a file is named to ATTACH."""
    return f"{path.absolute().as_uri()}?mode={mode}"
