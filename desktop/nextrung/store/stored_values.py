"""How values lie in the rows of a table: a column for each field, named as it, by the definition of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from msgspec import Struct

from nextrung.store import sqlite
from nextrung.store.connection import things
from nextrung.store.tables import BY_NAME

T = TypeVar("T", bound=Struct)


class FieldForm(Struct, frozen=True):
    """How a field that no column can hold as it is becomes the value of one, and back."""

    kept: Callable[[Any], Any]
    read: Callable[[Any], Any]


FLAG = FieldForm(int, bool)
DAY = FieldForm(lambda day: day.isoformat() if day else None, lambda text: date.fromisoformat(text) if text else None)
_FORMS = {"flag": FLAG, "day": DAY}


class StoredValues(Generic[T]):
    """The columns of a table that hold the fields of one type, and the statements that read and write them.

    Columns that are no field are left to whoever writes them ``beside``.
    """

    def __init__(
        self,
        make: type[T],
        table: str,
        forms: Mapping[str, FieldForm] | None = None,
        *,
        filled: Sequence[str] = (),
        elsewhere: Sequence[str] = (),
    ) -> None:
        """``forms`` are those of single fields; flags and days have theirs already.

        The database itself fills the columns ``filled``; fields that are kept ``elsewhere`` are left to their defaults.
        Raises KeyError for any other field without a column: it would be lost unseen.
        """
        self._table = BY_NAME[table]
        columns = {column.name: column for column in self._table.columns}
        self.names = tuple(name for name in make.__struct_fields__ if name not in elsewhere)
        self._make = make
        # By place as long as no field without a column lies between: that is faster, and there are many answers.
        self._by_place = self.names == make.__struct_fields__[: len(self.names)]
        letters = [columns[name].letter for name in self.names]
        self._kinds = "".join(
            letter.lower() if name in filled else letter for letter, name in zip(letters, self.names, strict=True)
        )
        chosen = {name: _FORMS[columns[name].kind] for name in self.names if columns[name].kind in _FORMS}
        chosen |= forms or {}
        self._read = [(at, chosen[name].read) for at, name in enumerate(self.names) if name in chosen]
        self._written = tuple(name for name in self.names if name not in filled)
        self._kept = [(at, chosen[name].kept) for at, name in enumerate(self._written) if name in chosen]

    @property
    def columns(self) -> str:
        """Its columns as a SELECT names them."""
        return ", ".join(self.names)

    def read(self, connection: sqlite.Connection, which: str, *values: Any) -> tuple[T, ...]:
        """The values in the rows that the end of a SELECT names, such as WHERE and ORDER BY with its ``values``."""
        return self.values(connection.execute(f"SELECT {self.columns} FROM {self._table.name} {which}", values))

    def values(self, rows: Iterable[Sequence[Any]]) -> tuple[T, ...]:
        """The values of rows of these columns. Raises DamagedError where one holds what the program never writes."""
        return things(self._value, self._kinds, rows)

    def read_keyed(
        self, connection: sqlite.Connection, key: str, which: str, *values: Any
    ) -> tuple[tuple[str, T], ...]:
        """The same, each with the text in one more column."""
        rows = connection.execute(f"SELECT {key}, {self.columns} FROM {self._table.name} {which}", values)
        return things(lambda first, *row: (first, self._value(*row)), "t" + self._kinds, rows)

    def row(self, value: T) -> tuple[Any, ...]:
        """What its columns hold of a value."""
        row = [getattr(value, name) for name in self._written]
        for at, kept in self._kept:
            row[at] = kept(row[at])
        return tuple(row)

    def insert(self, *beside: str) -> str:
        """SQL that adds a row; it takes the values of the columns ``beside`` first."""
        columns = (*beside, *self._written)
        places = ", ".join("?" for _ in columns)
        return f"INSERT INTO {self._table.name} ({', '.join(columns)}) VALUES ({places})"

    def upsert(self, *beside: str) -> str:
        """The same for a row that may be there: all that may change in the life of a row is replaced."""
        # Not REPLACE: that deletes the row first, and everything that names it goes by cascade.
        fixed = (*self._table.key, *self._table.identity, *beside)
        sets = ", ".join(f"{name} = excluded.{name}" for name in self._written if name not in fixed)
        return f"{self.insert(*beside)} ON CONFLICT ({', '.join(self._table.key)}) DO UPDATE SET {sets}"

    def update(self, connection: sqlite.Connection, value: T) -> None:
        """Replace all that may change of a row that is there, in the transaction of the caller."""
        fixed = (*self._table.key, *self._table.identity)
        changed = {name: kept for name, kept in zip(self._written, self.row(value), strict=True) if name not in fixed}
        key = [getattr(value, name) for name in self._table.key]
        sets, where = ", ".join(f"{one} = ?" for one in changed), " AND ".join(f"{one} = ?" for one in self._table.key)
        connection.execute(f"UPDATE {self._table.name} SET {sets} WHERE {where}", (*changed.values(), *key))

    def _value(self, *row: Any) -> T:
        values = list(row)
        for at, read in self._read:
            values[at] = read(values[at])
        return self._make(*values) if self._by_place else self._make(**dict(zip(self.names, values, strict=True)))


def one_of(allowed: tuple[str, ...], name: str) -> FieldForm:
    """A text of which there are only a few: anything else in its place is damage.

    The tables are STRICT, which checks types; which words there are only the program knows.
    """

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"there is no {name} “{text}”")
        return text

    return FieldForm(str, read)
