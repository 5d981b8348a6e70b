"""What of a database goes into a data file: everything, or what belongs to one person, or a part of that."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from nextrung.store import sqlite
from nextrung.store.tables import NEEDED, TABLES, StoredTable, Value

_CONTENT_NAMED_BY = ("assessment", "coach_rating", "view_round")
"""Tables whose rows name the content that they rest on."""
_PROFILES = "own_profile"


class Selection(Struct, frozen=True):
    """The rows of one person in some tables; all of them, unless ``tables`` names fewer.

    ``added`` are rows by table that come on top, as they are. ``blank`` are columns by table that are written as if
    nothing stood there. ``origin`` is the id that the person has in the file, where it is another one than here.
    """

    person: str
    tables: frozenset[str] = frozenset(table.name for table in TABLES if table.person)
    blank: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origin: str = ""
    added: Mapping[str, tuple[tuple[Value, ...], ...]] = field(default_factory=dict)

    def rows(self, connection: sqlite.Connection, table: StoredTable) -> Iterator[tuple[Value, ...]]:
        """The rows of a table, in its order. Raises sqlite.Error."""
        names = ", ".join(table.names)
        if table.name == "questionnaire":
            wanted = self._contents(connection)
            at = table.names.index("fingerprint")
            everything = connection.execute(f"SELECT {names} FROM {table.name} ORDER BY {table.order}")
            yield from (row for row in everything if row[at] in wanted)
        elif table.name in self.tables:
            statement = f"SELECT {names} FROM main.{table.name} AS f WHERE {table.person} = ? ORDER BY {table.order}"
            for row in connection.execute(statement, (self.person,)):
                yield self._written(row, table)
        yield from self.added.get(table.name, ())

    def count(self, connection: sqlite.Connection) -> int:
        """About how many rows there are. Raises sqlite.Error."""
        return sum(
            int(
                connection.execute(
                    f"SELECT count(*) FROM main.{one.name} AS f WHERE {one.person} = ?", (self.person,)
                ).fetchone()[0]
            )
            for one in TABLES
            if one.name in self.tables
        )

    def _written(self, row: tuple[Value, ...], table: StoredTable) -> tuple[Value, ...]:
        blank = self.blank.get(table.name, ())
        named = "id" if table.name == "person" else "person"
        values: list[Any] = list(row)
        for at, column in enumerate(table.columns):
            if column.name in blank and column.default is not NEEDED:
                values[at] = column.default
            elif column.name == named and self.origin:
                values[at] = self.origin
        return tuple(values)

    def _contents(self, connection: sqlite.Connection) -> frozenset[str]:
        """The fingerprints of the contents that the rows rest on, and of one for each profile of the person's own."""
        found = {
            str(name)
            for table in _CONTENT_NAMED_BY
            if table in self.tables
            for (name,) in connection.execute(f"SELECT questionnaire FROM {table} WHERE person = ?", (self.person,))
        }
        if _PROFILES in self.tables:
            profiles = connection.execute(f"SELECT basis, targets FROM {_PROFILES} WHERE person = ?", (self.person,))
            for basis, targets in profiles.fetchall():
                found |= _content_for(connection, basis, json.loads(targets).keys(), found)
        return frozenset(found)


def _content_for(connection: sqlite.Connection, basis: str, asked: Any, found: set[str]) -> set[str]:
    """A content with the role that a profile was made from: one that comes along anyway, or else the newest."""
    rows = connection.execute(
        "SELECT fingerprint, content FROM questionnaire WHERE content <> '' ORDER BY kept_at DESC"
    )
    fitting = [
        str(name)
        for name, content in rows
        if any(role["id"] == basis and role["targets"].keys() == asked for role in json.loads(content)["roles"])
    ]
    return set() if found.intersection(fitting) else set(fitting[:1])
