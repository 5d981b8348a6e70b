"""What taking a data file in would change, and doing it: rows of two sides meet by their ids, in one transaction.

The rows of the file lie in ``main`` and the data kept here are attached as ``here``. Each row of the file gets one
state:

* *new*: it is not here, so it is added;
* *same*: it is here with the same values;
* *newer*: the file knows more, so the row here follows it: an answer that was given later, or an assessment that was
  finished in the meantime;
* *older*: what is here is further on, so it stays;
* *differs*: nothing tells which side is right; what is here stays, unless the person asks for the file's side.

Nothing is ever taken away from what is here, except the evidence of a plan step whose other side was asked for.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nextrung.shown import clip
from nextrung.store import sqlite
from nextrung.store.tables import BY_NAME, TABLES, StoredTable
from nextrung.store.transfer.refusals import TransferError

State = Literal["new", "same", "newer", "older", "differs"]
Side = Literal["here", "file"]
"""Whose side counts where nothing tells which is right."""
MERGED = tuple(table for table in TABLES if table.name not in ("questionnaire", "pay_file"))
"""The tables that meet row by row; contents and pay data only ever come along when they are not here."""
_FINAL = "(SELECT 1 FROM {side}.{table} WHERE id = f.{column} AND {closed} IS NOT NULL)"


class Tally(Struct, frozen=True):
    """How many rows of a table are in which state."""

    new: int = 0
    same: int = 0
    newer: int = 0
    older: int = 0
    differs: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.new + other.new,
            self.same + other.same,
            self.newer + other.newer,
            self.older + other.older,
            self.differs + other.differs,
        )

    @property
    def total(self) -> int:
        """Rows in all states together."""
        return self.new + self.same + self.newer + self.older + self.differs


def classify(connection: sqlite.Connection) -> dict[tuple[str, str], Tally]:
    """Give every row its state, in temporary tables; the tallies by person and table. Raises TransferError.

    A file that says something else of what never changes in the life of a row (whose assessment it is, say) is refused.
    """
    found: dict[tuple[str, str], Tally] = {}
    for table in MERGED:
        _require_identity(connection, table)
        keys = ", ".join(f"f.{key} AS {key}" for key in table.key)
        # What an earlier look has left in the temporary tables.
        connection.execute(f"DROP TABLE IF EXISTS temp.{_states(table)}")
        connection.execute(
            f"CREATE TEMP TABLE {_states(table)} AS SELECT {keys}, {table.person} AS owner, {_state(table)} AS state"
            f" FROM main.{table.name} AS f LEFT JOIN here.{table.name} AS h ON {_same_key(table)}"
        )
        counted = f"SELECT owner, state, count(*) FROM temp.{_states(table)} GROUP BY owner, state"
        for owner, state, count in connection.execute(counted):
            before = found.get((owner, table.name), Tally())
            found[owner, table.name] = before + Tally(**{state: count})
    return found


def merge(connection: sqlite.Connection, side: Side) -> Tally:
    """Take the rows in, inside the transaction of the caller; what was added and changed. Raises TransferError."""
    taken = Tally()
    for tally in classify(connection).values():
        taken += tally
    # Contents come first, for the assessments name them.
    for name in ("questionnaire", "pay_file"):
        _add_missing(connection, BY_NAME[name])
    wanted = ("new", "newer", "differs") if side == "file" else ("new", "newer")
    # A step and its evidence are one decision: what only the side not chosen had goes with it.
    if side == "file":
        differing = f"SELECT id FROM temp.{_states(BY_NAME['plan_step'])} WHERE state = 'differs'"
        gone = "id NOT IN (SELECT id FROM main.evidence)"
        connection.execute(f"DELETE FROM here.evidence WHERE step IN ({differing}) AND {gone}")
    for table in MERGED:
        _take(connection, table, wanted)
    return taken


def new_keys(connection: sqlite.Connection, table: StoredTable) -> list[str]:
    """The keys of the rows of a table with one key that were not here when ``classify`` last looked."""
    rows = connection.execute(f"SELECT {table.key[0]} FROM temp.{_states(table)} WHERE state = 'new'")
    return [str(one) for (one,) in rows]


def _take(connection: sqlite.Connection, table: StoredTable, wanted: tuple[str, ...]) -> None:
    names = ", ".join(table.names)
    fields = ", ".join(f"f.{name}" for name in table.names)
    same = " AND ".join(f"s.{key} = f.{key}" for key in table.key)
    follow = [column.name for column in table.columns if column.follows]
    sets = ", ".join(f"{name} = excluded.{name}" for name in _compared(table) + follow)
    # In the order of the file, since new rows get their number by it and some lists go by that.
    order = ", ".join(f"f.{name}" for name in table.order.split(", "))
    update = f"UPDATE SET {sets}" if sets else "NOTHING"
    places = ", ".join("?" for _ in wanted)
    connection.execute(
        f"INSERT INTO here.{table.name} ({names}) SELECT {fields} FROM main.{table.name} AS f"
        f" JOIN temp.{_states(table)} AS s ON {same} WHERE s.state IN ({places}) ORDER BY {order}"
        f" ON CONFLICT ({', '.join(table.key)}) DO {update}",
        wanted,
    )


def _add_missing(connection: sqlite.Connection, table: StoredTable) -> None:
    names = ", ".join(table.names)
    connection.execute(
        # "WHERE true" keeps the parser from reading ON CONFLICT as the condition of a join (SQLite, UPSERT).
        f"INSERT INTO here.{table.name} ({names}) SELECT {names} FROM main.{table.name} WHERE true"
        f" ORDER BY {table.order} ON CONFLICT DO NOTHING"
    )


def _require_identity(connection: sqlite.Connection, table: StoredTable) -> None:
    if not table.identity:
        return
    other = " OR ".join(f"f.{name} IS NOT h.{name}" for name in table.identity)
    row = connection.execute(
        f"SELECT f.{table.key[0]} FROM main.{table.name} AS f JOIN here.{table.name} AS h"
        f" ON {_same_key(table)} WHERE {other}"
    ).fetchone()
    if row is not None:
        message = f"in “{table.name}”, {clip(str(row[0]))} belongs to something else there than here"
        raise TransferError(f"This file does not fit what is kept here: {message}. Nothing was changed.")


def _compared(table: StoredTable) -> list[str]:
    return [column.name for column in table.columns if column.compared and column.name not in table.key]


def _states(table: StoredTable) -> str:
    return f"state_of_{table.name}"


def _same_key(table: StoredTable) -> str:
    return " AND ".join(f"h.{key} = f.{key}" for key in table.key)


def _state(table: StoredTable) -> str:
    """SQL for the state of a row ``f`` of the file beside the row ``h`` here."""
    compared = _compared(table)
    # IS, not =: NULL equals NULL here, where = would say neither yes nor no.
    equal = " AND ".join(f"f.{name} IS h.{name}" for name in compared) or "1"
    # A key is never NULL by itself: it is where the join found no row.
    missing = f"h.{table.key[-1]} IS NULL"
    parent = BY_NAME.get(table.parent_table)
    # The order of the cases is the rule: the first that fits counts.
    cases = [f"WHEN NOT ({missing}) AND {equal} THEN 'same'"]
    # Rows alike but for the moment that closes them: the side that is closed is further on.
    if table.closed:
        rest = [name for name in compared if name != table.closed]
        alike = " AND ".join(f"f.{name} IS h.{name}" for name in rest)
        cases += [
            f"WHEN {alike} AND h.{table.closed} IS NULL THEN 'newer'",
            f"WHEN {alike} AND f.{table.closed} IS NULL THEN 'older'",
        ]
    if parent is not None and parent.closed:
        final = {side: _final(side, table, parent) for side in ("here", "main")}
        cases += [
            f"WHEN EXISTS {final['here']} AND EXISTS {final['main']} THEN 'differs'",
            f"WHEN EXISTS {final['here']} THEN 'older'",
        ]
    elif parent is not None:
        held = f"(SELECT 1 FROM temp.{_states(parent)} WHERE id = f.{table.parent} AND state = 'differs')"
        cases.append(f"WHEN EXISTS {held} THEN 'differs'")
    cases.append(f"WHEN {missing} THEN 'new'")
    if table.newer:
        cases += [
            f"WHEN f.{table.newer} > h.{table.newer} THEN 'newer'",
            f"WHEN f.{table.newer} < h.{table.newer} THEN 'older'",
        ]
    return f"CASE {' '.join(cases)} ELSE 'differs' END"


def _final(side: str, table: StoredTable, parent: StoredTable) -> str:
    return _FINAL.format(side=side, table=parent.name, column=table.parent, closed=parent.closed)
