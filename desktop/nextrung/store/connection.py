"""A connection to SQLite that says every failure as DatabaseError, and rows that are checked before they are used."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from nextrung.errors import DamagedError, DatabaseError

T = TypeVar("T")

FAILURES = (sqlite3.Error, UnicodeError, OverflowError)
"""What running a statement raises: SQLite's own errors, and values that it cannot keep."""
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
PRIMARY = 0xFF
"""The part of an error code that says the kind of error; the rest says where it arose."""
_UNFIT = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
_ALLOWED: dict[str, tuple[type, ...]] = {"t": (str,), "i": (int,), "r": (float, int)}


class Cursor(sqlite3.Cursor):
    """Rows of a query; whatever goes wrong on the way to them is a DatabaseError."""

    def execute(self, *arguments: Any) -> Cursor:
        """Run a statement. Raises DatabaseError."""
        try:
            super().execute(*arguments)
        except FAILURES as error:
            raise failure(error) from error
        return self

    def executemany(self, *arguments: Any) -> Cursor:
        """Run a statement for many rows. Raises DatabaseError."""
        try:
            super().executemany(*arguments)
        except FAILURES as error:
            raise failure(error) from error
        return self

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]  # all rows at once: one place where it can fail
        return iter(self.fetchall())

    def __next__(self) -> Any:
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def fetchone(self) -> Any:
        """The next row, or None. Raises DatabaseError."""
        try:
            return super().fetchone()
        except FAILURES as error:
            raise failure(error) from error

    def fetchall(self) -> list[Any]:
        """All rows that are left. Raises DatabaseError."""
        try:
            return super().fetchall()
        except FAILURES as error:
            raise failure(error) from error


class Connection(sqlite3.Connection):
    """A connection whose queries fail with DatabaseError, never with an error of SQLite."""

    _file: tuple[Path, int, int] | None = None

    def watch(self, path: Path) -> None:
        """Remember which file this is a connection to. Raises OSError."""
        found = path.stat()
        self._file = (path.absolute(), found.st_dev, found.st_ino)

    def require_file(self) -> None:
        """Raise DatabaseError when the file was removed or replaced: SQLite would go on in one that nobody can find."""
        if self._file is None:
            return
        path, *identity = self._file
        try:
            found = path.stat()
            there = identity == [found.st_dev, found.st_ino]
        except OSError:
            there = False
        if not there:
            raise DatabaseError(f"This could not be saved: {path} was removed or replaced while Next Rung was open.")

    def cursor(self, _factory: object = None) -> Cursor:  # type: ignore[override]  # there is one kind of cursor
        """A cursor that says failures as DatabaseError."""
        return super().cursor(Cursor)

    def execute(self, *arguments: Any) -> Cursor:
        """Run a statement. Raises DatabaseError."""
        return self.cursor().execute(*arguments)

    def executemany(self, *arguments: Any) -> Cursor:
        """Run a statement for many rows. Raises DatabaseError."""
        return self.cursor().executemany(*arguments)


def failure(error: Exception) -> DatabaseError:
    """What a failed query means, in one sentence: a damaged file, or anything else."""
    if isinstance(error, UnicodeDecodeError):
        return DamagedError("The data file is damaged: a text in it cannot be read.")
    if is_damage(error):
        return DamagedError(f"The data file is damaged: {error}.")
    return DatabaseError(f"The data file cannot be used: {error}.")


def is_damage(error: BaseException) -> bool:
    """Whether an error of SQLite says that the file is damaged; so does text that is no UTF-8, as in its messages."""
    return isinstance(error, UnicodeDecodeError) or getattr(error, "sqlite_errorcode", 0) & PRIMARY in _DAMAGE


def things(make: Callable[..., T], kinds: str, rows: Iterable[Sequence[Any]]) -> tuple[T, ...]:
    """What ``make`` makes of the columns of each row.

    ``kinds`` has a letter for each column: t text, i whole number, r number; where NULL may be, a capital one.
    Raises DamagedError when a row holds what the program never writes, which only a damaged file does.
    """
    fitting: set[tuple[type, ...]] = set()
    made: list[T] = []
    try:
        for row in rows:
            shape = tuple(map(type, row))
            if shape not in fitting:
                _require_shape(shape, kinds)
                fitting.add(shape)
            made.append(make(*row))
    except _UNFIT as error:
        raise DamagedError(f"A row of the data file is damaged: {' '.join(str(error).split())}.") from error
    return tuple(made)


def _require_shape(shape: tuple[type, ...], kinds: str) -> None:
    for column, (kind, found) in enumerate(zip(kinds, shape, strict=True), start=1):
        allowed = _ALLOWED[kind.lower()]
        if found not in allowed and not (found is type(None) and kind.isupper()):
            raise TypeError(f"value {column} is {found.__name__}, not {allowed[0].__name__}")
