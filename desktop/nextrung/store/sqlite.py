"""The SQLite of the program: every other module takes connections, errors and constants from here."""

from __future__ import annotations

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
    connect,
    sqlite_version,
)

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
    "OperationalError",
    "ProgrammingError",
    "connect",
    "sqlite_version",
)
