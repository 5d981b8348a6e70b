"""A connection to SQLite that says every failure as DatabaseError, and rows that are checked before they are used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from nextrung.errors import DamagedError, DatabaseError, DiskFullError
from nextrung.store import sqlite

T = TypeVar("T")


class _WrongShapeError(TypeError):
    """A row has a value of a kind that the program never writes there."""


FAILURES = (sqlite.Error, UnicodeError, OverflowError)
"""What running a statement raises: SQLite's own errors, and values that it cannot keep."""
# NOTADB: the file does not begin as a database does; CORRUPT: a page in it cannot be right.
_DAMAGE = (sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB)
# SQLite has one code for all of these (SQLITE_ERROR), so only the beginning of its message tells.
_OTHER_SCHEMA = ("no such table", "no such column", "table ", "index ", "duplicate column")
"""How SQLite says that the schema is not what the program made it."""
PRIMARY = 0xFF
"""The part of an error code that says the kind of error; the rest says where it arose."""
_BAD_TEXT = "Could not decode to UTF-8"
"""How Python says that a text in the file is no UTF-8; the rest of its message quotes the text."""
_UNFIT = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
_ALLOWED: dict[str, tuple[type, ...]] = {"t": (str,), "i": (int,), "r": (float, int)}


class Cursor(sqlite.Cursor):
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


class Connection(sqlite.Connection):
    """A connection whose queries fail with DatabaseError, never with an error of SQLite."""

    only_to_look = ""
    """Why nothing can be saved through this connection, in one sentence; empty when all can."""
    name_in_memory = ""
    """How it is called where it lies in memory; empty for a file."""
    _file: tuple[Path, int, int] | None = None

    def watch(self, path: Path) -> None:
        """Remember which file this is a connection to. Raises OSError."""
        found = path.stat()
        # On Windows st_ino is the file index of the volume, so the same comparison holds there.
        self._file = (path.absolute(), found.st_dev, found.st_ino)

    def require_writable(self) -> None:
        """Raise DatabaseError when this is only to be looked at, or SQLite would write where nobody finds it.

        That is so when the file was removed or replaced: SQLite would go on in the one that has no name any more.
        """
        if self.only_to_look:
            raise DiskFullError(self.only_to_look)
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


def is_only_to_look(connection: sqlite.Connection) -> bool:
    """Whether nothing can be saved through a connection, of whichever kind it is."""
    return bool(getattr(connection, "only_to_look", ""))


def failure(error: Exception) -> DatabaseError:
    """What a failed query means, in one sentence: a damaged file, or anything else."""
    if is_damage(error):
        return DamagedError(f"The data file is damaged: {reason(error)}.")
    return DatabaseError(f"The data file cannot be used: {reason(error)}.")


def reason(error: BaseException) -> str:
    """What SQLite or the system says of a failure, in one line without an end, and without what a person wrote."""
    if is_bad_text(error):
        return "a text in it cannot be read"
    # One line without its full stop: it becomes part of a sentence.
    return " ".join(str(getattr(error, "strerror", None) or error).split()).removesuffix(".")


def is_bad_text(error: BaseException) -> bool:
    """Whether an error says that a text is no UTF-8, which the program never writes; SQLite itself does not look."""
    decoding = isinstance(error, sqlite.OperationalError) and str(error).startswith(_BAD_TEXT)
    return decoding or isinstance(error, UnicodeDecodeError)


def is_damage(error: BaseException) -> bool:
    """Whether an error of SQLite says that the file is damaged; a text that is no UTF-8 is damage too."""
    return is_bad_text(error) or getattr(error, "sqlite_errorcode", 0) & PRIMARY in _DAMAGE


def is_other_schema(error: BaseException | None) -> bool:
    """Whether a statement of the program did not fit the schema: something is not there, or there already."""
    return isinstance(error, sqlite.OperationalError) and str(error).startswith(_OTHER_SCHEMA)


def things(make: Callable[..., T], kinds: str, rows: Iterable[Sequence[Any]]) -> tuple[T, ...]:
    """What ``make`` makes of the columns of each row.

    ``kinds`` has a letter for each column: t text, i whole number, r number; where NULL may be, a capital one.
    Raises DamagedError when a row holds what the program never writes, which only a damaged file does.
    """
    fitting: set[tuple[type, ...]] = set()
    made: list[T] = []
    try:
        for row in rows:
            # Rows of one query mostly have the same types: checking each set of types once makes the check all but
            # free.
            shape = tuple(map(type, row))
            if shape not in fitting:
                _require_shape(shape, kinds)
                fitting.add(shape)
            made.append(make(*row))
    except _UNFIT as error:
        raise DamagedError(f"A row of the data file is damaged: {_unfit(error)}.") from error
    return tuple(made)


def _unfit(error: Exception) -> str:
    """What is wrong with a row; of an error that is not ours only the kind, for its message may quote the row."""
    return str(error) if isinstance(error, _WrongShapeError) else f"a value in it is not one ({type(error).__name__})"


def _require_shape(shape: tuple[type, ...], kinds: str) -> None:
    for column, (kind, found) in enumerate(zip(kinds, shape, strict=True), start=1):
        allowed = _ALLOWED[kind.lower()]
        if found not in allowed and not (found is type(None) and kind.isupper()):
            raise _WrongShapeError(f"value {column} is {found.__name__}, not {allowed[0].__name__}")
