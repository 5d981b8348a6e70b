"""The SQLite of the program: every other module takes connections, errors and constants from here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, overload

from nextrung.keys import held

if TYPE_CHECKING:
    # Both have the same names and types; only these declare them.
    import sqlite3 as engine
    from sqlite3 import Connection, Cursor, Error, IntegrityError, OperationalError, ProgrammingError

    from nextrung.keys.data_key import DataKey
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
    "attach",
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
    path: Path,
    mode: Mode = "rwc",
    *,
    immutable: bool = False,
    isolation_level: Literal["DEFERRED"] | None = "DEFERRED",
    like: Path | None = None,
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
    like: Path | None = None,
) -> Connection:
    """A connection to a database file, with its key where it is encrypted. Raises Error.

    A new file is encrypted as its folder is, or as the file ``like`` is.
    ``immutable``: nobody writes to the file, so that nothing is locked, and no log or index is made beside it. Without
    an ``isolation_level`` no transaction begins by itself.
    """
    key = held.of_file(like or path)
    uri = address(path, mode) + ("&immutable=1" if immutable else "")
    if mode == "rwc":
        connection = engine.connect(path, isolation_level=isolation_level, factory=factory)
    else:
        connection = engine.connect(uri, uri=True, isolation_level=isolation_level, factory=factory)
    if key is not None:
        _give_key(connection, key)
    return connection


def _give_key(connection: Connection, key: DataKey) -> None:
    """Have a connection encrypt and decrypt with a key, and put nothing aside on the disk."""
    # SQLCipher would write of every damaged page to the error stream; what is damaged is said in sentences of our own.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{_literal(key)}"')
    connection.execute("PRAGMA cipher_compatibility = 4")
    keep_aside_in_memory(connection)


def _literal(key: DataKey) -> str:
    """A key as SQLCipher takes one that needs no stretching."""
    return f"x'{key.raw.hex()}'"


def attach(connection: Connection, path: Path, mode: Mode, name: str, key: DataKey | None) -> None:
    """Attach a database file to a connection under a name; ``key`` is that of the file, None for a plain one."""
    if CAN_ENCRYPT:
        # An empty key says plain: without any, the file would be taken to have the key of the connection.
        connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (address(path, mode), _literal(key) if key else ""))
    else:
        connection.execute(f"ATTACH DATABASE ? AS {name}", (address(path, mode),))


@overload
def in_memory(name: str = "", *, only_read: bool = False) -> Connection: ...
@overload
def in_memory(name: str = "", *, factory: type[C], like: Path | None = None) -> C: ...
def in_memory(
    name: str = "", *, only_read: bool = False, factory: type[Connection] = Connection, like: Path | None = None
) -> Connection:
    """A connection to a database that lies in memory; all connections of the process share one that has a ``name``.

    ``like`` names a file that can be copied into it, which only one with the same kind of pages can.
    """
    connection = engine.connect(
        f"file:{name}?mode=memory&cache=shared" if name else ":memory:", uri=True, factory=factory
    )
    key = held.of_file(like) if like is not None else None
    if key is not None:
        _give_key(connection, key)
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
