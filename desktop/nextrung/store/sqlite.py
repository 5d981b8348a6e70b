"""The SQLite of the program: every other module takes connections, errors and constants from here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, overload

if TYPE_CHECKING:
    # Both have the same names and types; only these declare them.
    import sqlite3 as engine
    from sqlite3 import Connection, Cursor, Error, IntegrityError, OperationalError, ProgrammingError
else:
    try:
        from sqlcipher3 import dbapi2 as engine
    except ImportError:  # a Python that it is not made for: plain data work all the same
        import sqlite3 as engine
    Connection, Cursor, Error = engine.Connection, engine.Cursor, engine.Error
    IntegrityError, OperationalError = engine.IntegrityError, engine.OperationalError
    ProgrammingError = engine.ProgrammingError

__all__ = (
    "CAN_ENCRYPT",
    "SQLITE_CANTOPEN",
    "SQLITE_CORRUPT",
    "SQLITE_FULL",
    "SQLITE_INTERRUPT",
    "SQLITE_IOERR",
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
    "engine",
    "in_memory",
    "keep_aside_in_memory",
    "sqlite_version",
    "temporary",
)

SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_FULL = engine.SQLITE_CANTOPEN, engine.SQLITE_CORRUPT, engine.SQLITE_FULL
SQLITE_INTERRUPT, SQLITE_IOERR = engine.SQLITE_INTERRUPT, engine.SQLITE_IOERR
SQLITE_NOTADB, SQLITE_READONLY = engine.SQLITE_NOTADB, engine.SQLITE_READONLY
sqlite_version = engine.sqlite_version
CAN_ENCRYPT = engine.__name__.startswith("sqlcipher3")
"""Whether this SQLite can encrypt data files."""
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
        return engine.connect(path, isolation_level=isolation_level, factory=factory)
    uri = address(path, mode) + ("&immutable=1" if immutable else "")
    return engine.connect(uri, uri=True, isolation_level=isolation_level, factory=factory)


@overload
def in_memory(name: str = "", *, only_read: bool = False) -> Connection: ...
@overload
def in_memory(name: str = "", *, factory: type[C]) -> C: ...
def in_memory(name: str = "", *, only_read: bool = False, factory: type[Connection] = Connection) -> Connection:
    """A connection to a database that lies in memory; all connections of the process share one that has a ``name``."""
    connection = engine.connect(
        f"file:{name}?mode=memory&cache=shared" if name else ":memory:", uri=True, factory=factory
    )
    if only_read:
        connection.execute("PRAGMA query_only = ON")
    return connection


def temporary(*, on_disk: bool = True) -> Connection:
    """A connection to a database that goes with it, for two threads one after the other.

    It may go to the ``disk`` when it grows, or stays in memory with all that SQLite puts aside for it. No transaction
    begins by itself, and files can be attached by ``address``.
    """
    # Python's own transactions would be in the way: inside one nothing can be attached.
    place = "" if on_disk else ":memory:"
    connection = engine.connect(place, isolation_level=None, check_same_thread=False, uri=True)
    if not on_disk:
        keep_aside_in_memory(connection)
    return connection


def keep_aside_in_memory(connection: Connection) -> None:
    """Have what SQLite puts aside while it works, such as rows to be sorted, never go to the disk."""
    connection.execute("PRAGMA temp_store = MEMORY")


def address(path: Path, mode: Mode) -> str:
    """How a file is named to ATTACH."""
    return f"{path.absolute().as_uri()}?mode={mode}"
