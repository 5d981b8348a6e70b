"""The bin: what was deleted, with every row that belongs to it, until it is put back or goes for good.

A deleted thing leaves its tables, so that no page, count, report or file can show it; its rows lie as JSON in one row
of the bin. What belongs to it is read from the foreign keys of the schema: rows that would be deleted along with it
come into the bin with it, and references that would be emptied are noted, to be set again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.store import drafts, sqlite
from nextrung.store.connection import things
from nextrung.store.database import writing
from nextrung.store.migrations import NUMBERED

if TYPE_CHECKING:
    import json
else:
    json = lazy("json")

Kind = Literal[
    "person",
    "assessment",
    "plan_step",
    "coaching_session",
    "work_example",
    "practice_sitting",
    "prediction",
    "view_round",
]
"""The table of what was deleted."""
_ENTRY = "id, kind, thing, person, deleted_at, counted_at, due_on, root, length(root) + length(rows)"
_ENTRY_KINDS = "itttttTti"
_ROWID = "rowid"


class BinError(NextRungError):
    """Something that cannot be put back, in one sentence."""


class BinEntry(Struct, frozen=True):
    """One deleted thing. ``root`` is its own row by column; ``size`` is what it takes in the data file, in characters.

    ``counted_at`` is the moment from which its days in the bin count, ``due_on`` the local day on which they were first
    found to be over, None before.
    """

    id: int
    kind: Kind
    thing: str
    person: str
    deleted_at: str
    counted_at: str
    due_on: str | None
    root: dict[str, Any]
    size: int


class _Table(Struct, frozen=True):
    """Rows of one table as they were, in the order they were kept in."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class _Child(Struct, frozen=True):
    """A column of a table that names rows of another."""

    table: str
    column: str
    cascades: bool


# looking


def entries(connection: sqlite.Connection, person: str | None = None) -> tuple[BinEntry, ...]:
    """What lies in the bin, of everybody or of one person, what was deleted last first."""
    where, values = ("WHERE person = ?", (person,)) if person is not None else ("", ())
    # By number, not by moment: the clock may have been set back between two deletions.
    rows = connection.execute(f"SELECT {_ENTRY} FROM bin {where} ORDER BY id DESC", values)
    return things(_entry, _ENTRY_KINDS, rows)


def size(connection: sqlite.Connection) -> tuple[int, int]:
    """How many things lie in the bin, and what they take, in characters."""
    count, total = connection.execute("SELECT count(*), sum(length(root) + length(rows)) FROM bin").fetchone()
    return int(count), int(total or 0)


# in and out


def put_in(connection: sqlite.Connection, kind: Kind, thing: str, moment: str) -> int:
    """Delete a thing with all that belongs to it into the bin; returns the number of its entry. Raises KeyError."""
    _overwrite(connection)
    with writing(connection):
        tables, links = _belongings(connection, kind, thing)
        own = dict(zip(tables[0].columns, tables[0].rows[0], strict=True))
        person = str(own["id"] if kind == "person" else own["person"])
        raw = {"tables": [[one.name, one.columns, one.rows] for one in tables], "links": links}
        # The highest number in it comes along, so that nothing else is given it meanwhile.
        entry = connection.execute(
            "INSERT INTO bin (kind, thing, person, deleted_at, counted_at, sequence, root, rows)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, thing, person, moment, moment, _highest(tables), _json(own), _json(raw)),
        ).lastrowid
        connection.execute(f"DELETE FROM {kind} WHERE id = ?", (thing,))
        drafts.drop_about(connection, thing)
    return int(entry or 0)


def put_back(connection: sqlite.Connection, entry: int) -> BinEntry:
    """Put a deleted thing back as it was, all of it or nothing. Raises BinError, DatabaseError."""
    with writing(connection):
        row = connection.execute(f"SELECT {_ENTRY}, rows FROM bin WHERE id = ?", (entry,)).fetchone()
        if row is None:
            raise BinError("This is no longer among what was deleted.")
        (found,) = things(_entry, _ENTRY_KINDS, [row[:-1]])
        raw = json.loads(row[-1])
        _require_room(connection, found)
        connection.execute("PRAGMA defer_foreign_keys = ON")  # until the commit: rows of one table may name each other
        for name, columns, rows in raw["tables"]:
            _insert(connection, _Table(name, tuple(columns), rows))
        for name, columns, rows in raw["tables"]:
            _loosen(connection, _Table(name, tuple(columns), rows))
        # Rows that were emptied of this thing stayed outside; they name it again only if nothing else took its place.
        for table, column, holder in raw["links"]:
            _link(connection, table, column, holder, found.thing)
        connection.execute("DELETE FROM bin WHERE id = ?", (entry,))
    return found


def remove(connection: sqlite.Connection, gone: Sequence[int]) -> int:
    """Let things in the bin go for good, overwriting where they lay; returns how many. Raises DatabaseError."""
    _overwrite(connection)
    with writing(connection):
        deleted = connection.executemany("DELETE FROM bin WHERE id = ?", [(one,) for one in gone])
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # the log holds pages as they were before
    return int(deleted.rowcount)


def count_from(connection: sqlite.Connection, entry: int, moment: str) -> None:
    """Count the days in the bin anew from a moment, because the clock was ahead when it was deleted."""
    with writing(connection):
        connection.execute("UPDATE bin SET counted_at = ?, due_on = NULL WHERE id = ?", (moment, entry))


def set_due(connection: sqlite.Connection, entry: int, day: str | None) -> None:
    """Note the day on which the days in the bin were found to be over; None when they are not after all."""
    with writing(connection):
        connection.execute("UPDATE bin SET due_on = ? WHERE id = ?", (day, entry))


# inside


def _overwrite(connection: sqlite.Connection) -> None:
    """What goes for good is to be nowhere in the file: neither where it lay in the bin, nor where it was before."""
    connection.execute("PRAGMA secure_delete = ON")


def _entry(*row: Any) -> BinEntry:
    number, kind, thing, person, deleted_at, counted_at, due_on, root, length = row
    if kind not in get_args(Kind):
        raise ValueError(f"there is no kind “{kind}”")
    return BinEntry(number, kind, thing, person, deleted_at, counted_at, due_on, dict(json.loads(root)), length)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _belongings(connection: sqlite.Connection, kind: str, thing: str) -> tuple[list[_Table], list[list[str]]]:
    """The row of a thing and all that goes with it, parents first, and the references to be set again."""
    children = _children(connection)
    found = {kind: _rows(connection, kind, "id", [thing])}
    if not found[kind].rows:
        raise KeyError(thing)
    loose: list[tuple[str, str, str]] = []
    waiting = [kind]
    while waiting:
        # Breadth first, so that rows stand behind those they name, which is the order they are put back in.
        parent = waiting.pop(0)
        ids = _ids(found[parent])
        for child in children.get(parent, ()):
            more = _rows(connection, child.table, child.column, ids)
            if not child.cascades:
                loose += [(child.table, child.column, holder) for holder in _ids(more)]
            elif more.rows:
                _join(found, more)
                waiting.append(child.table)
    gone = {(name, one) for name, table in found.items() for one in _ids(table)}
    links = [[table, column, holder] for table, column, holder in loose if (table, holder) not in gone]
    return list(found.values()), links


def _join(found: dict[str, _Table], more: _Table) -> None:
    """Add rows that are not there yet: evidence belongs to a step and to a person."""
    before = found.get(more.name)
    if before is None:
        found[more.name] = more
    else:
        before.rows.extend(row for row in more.rows if row not in before.rows)


def _children(connection: sqlite.Connection) -> dict[str, list[_Child]]:
    """By table, the columns of all tables that name its rows."""
    found: dict[str, list[_Child]] = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        for _, _, parent, column, _, _, on_delete, _ in connection.execute(f"PRAGMA foreign_key_list('{table}')"):
            # Other references keep what they name from being deleted at all (questionnaires): nothing goes along there.
            if on_delete in ("CASCADE", "SET NULL"):
                found.setdefault(parent, []).append(_Child(table, column, on_delete == "CASCADE"))
    return found


def _rows(connection: sqlite.Connection, table: str, column: str, values: Sequence[str]) -> _Table:
    """Whole rows, with their number where the table has one: it is the order in which some are shown."""
    # A table without rowid is kept in the order of its key, and asking for its rowid is an error.
    (without_rowid,) = connection.execute("SELECT wr FROM pragma_table_list WHERE name = ?", (table,)).fetchone()
    what, order = ("*", "1") if without_rowid else (f"{_ROWID}, *", _ROWID)
    places = ", ".join("?" for _ in values)
    cursor = connection.execute(f"SELECT {what} FROM {table} WHERE {column} IN ({places}) ORDER BY {order}", values)
    return _Table(table, tuple(column[0] for column in cursor.description), list(cursor.fetchall()))


def _ids(table: _Table) -> list[str]:
    """The ids of rows; none of a table whose rows have none of their own."""
    if "id" not in table.columns:
        return []
    at = table.columns.index("id")
    return [str(row[at]) for row in table.rows]


def _highest(tables: Sequence[_Table]) -> int:
    """The highest number that says what came later, of all in these rows."""
    numbered = {(table, column) for table, column, _ in NUMBERED}
    numbers = (
        row[at]
        for one in tables
        for at, column in enumerate(one.columns)
        if (one.name, column) in numbered
        for row in one.rows
    )
    return max(numbers, default=0)


def _require_room(connection: sqlite.Connection, entry: BinEntry) -> None:
    """Raise BinError when a thing is here again, or whoever it belongs to is not here."""
    if connection.execute(f"SELECT 1 FROM {entry.kind} WHERE id = ?", (entry.thing,)).fetchone():
        raise BinError("This is here again already: it came with a file or a backup.")
    if entry.kind != "person" and not _is_here(connection, entry.person):
        raise BinError("The person it belongs to is deleted too; put the person back first.")


def _is_here(connection: sqlite.Connection, person: str) -> bool:
    return connection.execute("SELECT 1 FROM person WHERE id = ?", (person,)).fetchone() is not None


def _insert(connection: sqlite.Connection, table: _Table) -> None:
    for row in table.rows:
        given = dict(zip(table.columns, row, strict=True))
        number = given.pop(_ROWID, None)
        # Another row may have been given the number in the meantime; then this one goes to the end.
        free = number is not None and not _is_taken(connection, table.name, number)
        values = ({_ROWID: number} if free else {}) | given
        places = ", ".join("?" for _ in values)
        connection.execute(f"INSERT INTO {table.name} ({', '.join(values)}) VALUES ({places})", tuple(values.values()))


def _loosen(connection: sqlite.Connection, table: _Table) -> None:
    """Empty references of rows just put back to what is in the bin itself, which is to set them again."""
    for parent, children in _children(connection).items():
        for column in [child.column for child in children if child.table == table.name and not child.cascades]:
            for holder, target in connection.execute(
                f"SELECT id, {column} FROM {table.name} WHERE {column} NOT IN (SELECT id FROM {parent})"
            ).fetchall():
                connection.execute(f"UPDATE {table.name} SET {column} = NULL WHERE id = ?", (holder,))
                _note_link(connection, parent, target, [table.name, column, holder])


def _note_link(connection: sqlite.Connection, kind: str, thing: str, link: list[str]) -> None:
    for entry, rows in connection.execute("SELECT id, rows FROM bin WHERE kind = ? AND thing = ?", (kind, thing)):
        raw = json.loads(rows)
        if link not in raw["links"]:
            raw["links"].append(link)
            connection.execute("UPDATE bin SET rows = ? WHERE id = ?", (_json(raw), entry))


def _link(connection: sqlite.Connection, table: str, column: str, holder: str, thing: str) -> None:
    """Set a reference again, in the row that held it, or where that row lies in the bin now."""
    # Only where it is empty: somebody may have set it to something else while the thing lay in the bin.
    statement = f"UPDATE {table} SET {column} = ? WHERE id = ? AND {column} IS NULL"
    if connection.execute(statement, (thing, holder)).rowcount:
        return
    for entry, rows in connection.execute("SELECT id, rows FROM bin WHERE kind = ? AND thing = ?", (table, holder)):
        raw = json.loads(rows)
        _, columns, (own, *_) = raw["tables"][0]
        at = columns.index(column)
        own[at] = thing if own[at] is None else own[at]
        connection.execute("UPDATE bin SET rows = ? WHERE id = ?", (_json(raw), entry))


def _is_taken(connection: sqlite.Connection, table: str, number: int) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} WHERE rowid = ?", (number,)).fetchone() is not None
