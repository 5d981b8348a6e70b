"""Own pay figures, what pay is shown for, and newer pay files in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from nextrung.salary import own_bands
from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.salary.own_bands import OwnGroup
from nextrung.store import sqlite
from nextrung.store.connection import things
from nextrung.store.database import writing
from nextrung.store.stored_values import StoredValues

_FIGURES = StoredValues(OwnFigure, "own_figure")
_GROUP = "role, country, ifnull(place, ''), currency"


def own_figures(connection: sqlite.Connection, person: str) -> tuple[KeptFigure, ...]:
    """The own figures of a person, in the order they were added."""
    return _read(connection, "person = ?", person)


def has_more_own_figures(connection: sqlite.Connection, person: str, than: int) -> bool:
    """Whether a person has more own figures than so many; no more of them are counted."""
    # Counted by SQLite, in one row: before each row Python's sqlite3 gives the interpreter's lock to other threads, and
    # the window would wait for it once a figure while one of them reads.
    counted = "SELECT count(*) FROM (SELECT 1 FROM own_figure WHERE person = ? LIMIT ?)"
    (many,) = connection.execute(counted, (person, than + 1)).fetchone()
    return int(many) > than


def lone_figures(connection: sqlite.Connection, person: str) -> tuple[KeptFigure, ...]:
    """The own figures of a person that stand in no group, in the order they were added."""
    which = (
        "person = ? AND (percentile IS NOT NULL OR rowid IN (SELECT number FROM (SELECT rowid AS number, count(*)"
        f" OVER (PARTITION BY {_GROUP}) AS alike FROM own_figure WHERE person = ? AND percentile IS NULL)"
        " WHERE alike < ?))"
    )
    return _read(connection, which, person, person, own_bands.FEWEST)


def _read(connection: sqlite.Connection, which: str, *values: Any) -> tuple[KeptFigure, ...]:
    found = _FIGURES.read_keyed(connection, "id", f"WHERE {which} ORDER BY rowid", *values)
    return tuple(KeptFigure(one, figure) for one, figure in found)


def own_groups(connection: sqlite.Connection, person: str) -> tuple[OwnGroup, ...]:
    """Single offers of one role, place and currency, where there are enough of them, in the order they were added.

    SQLite sorts and counts: rows of a whole survey in Python would keep every other thread of the program waiting.
    """
    # The quartiles of these very figures (the inclusive ones), which never lie beyond the lowest and the highest: the
    # figure at a quarter of the way, and the next one where the way ends between two.
    quarters = ", ".join(
        f"max(amount) FILTER (WHERE at = {quarter} * (alike - 1) / 4 + {more})"
        for quarter in (1, 2, 3)
        for more in (0, 1)
    )
    rows = connection.execute(
        "SELECT role, country, place, currency, max(alike), max(date), count(DISTINCT source), min(source),"
        f" {quarters} FROM (SELECT role, country, ifnull(place, '') AS place, currency, amount, date, source,"
        f" rowid AS number, row_number() OVER (PARTITION BY {_GROUP} ORDER BY amount) - 1 AS at,"
        f" count(*) OVER (PARTITION BY {_GROUP}) AS alike FROM own_figure WHERE person = ? AND percentile IS NULL)"
        " WHERE alike >= ? GROUP BY role, country, place, currency ORDER BY min(number)",
        (person, own_bands.FEWEST),
    )
    return things(_group, "ttttitit" + "rR" * 3, rows)


def add_own_figures(connection: sqlite.Connection, person: str, figures: Iterable[KeptFigure], added_at: str) -> None:
    """Keep own figures: all of them, or none when it fails."""
    with writing(connection):
        insert_own_figures(connection, person, figures, added_at)


def insert_own_figures(
    connection: sqlite.Connection, person: str, figures: Iterable[KeptFigure], added_at: str
) -> None:
    """As ``add_own_figures``, within a transaction that the caller holds."""
    connection.executemany(
        _FIGURES.insert("id", "person", "added_at"),
        [(kept.id, person, added_at, *_FIGURES.row(kept.figure)) for kept in figures],
    )


def remove_own_figures(connection: sqlite.Connection, person: str, figures: Iterable[str]) -> None:
    """Remove own figures of a person: all of them, or none when it fails."""
    with writing(connection):
        rows = [(figure, person) for figure in figures]
        connection.executemany("DELETE FROM own_figure WHERE id = ? AND person = ?", rows)


def choice(connection: sqlite.Connection, person: str) -> str | None:
    """What pay is shown for, as it was kept for a person; None before the first choice."""
    row = connection.execute("SELECT choice FROM pay_choice WHERE person = ?", (person,)).fetchone()
    return None if row is None else str(row[0])


def keep_choice(connection: sqlite.Connection, person: str, choice: str) -> None:
    """Keep what pay is shown for, replacing an earlier choice."""
    with writing(connection):
        connection.execute(
            "INSERT INTO pay_choice (person, choice) VALUES (?, ?)"
            " ON CONFLICT (person) DO UPDATE SET choice = excluded.choice",
            (person, choice),
        )


def files(connection: sqlite.Connection) -> dict[str, str]:
    """The newer pay files that were dropped in, by name."""
    return {str(name): str(text) for name, text in connection.execute("SELECT name, content FROM pay_file")}


def keep_files(connection: sqlite.Connection, contents: dict[str, str], kept_at: str) -> None:
    """Keep newer pay files, replacing earlier ones of the same name: all of them, or none when it fails."""
    with writing(connection):
        connection.executemany(
            "INSERT INTO pay_file (name, content, kept_at) VALUES (?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at",
            [(name, text, kept_at) for name, text in contents.items()],
        )


def remove_files(connection: sqlite.Connection) -> None:
    """Go back to the pay files that came with the program."""
    with writing(connection):
        connection.execute("DELETE FROM pay_file")


def _group(*row: Any) -> OwnGroup:
    role, country, place, currency, count, newest, sources, source, *around = row
    quartiles = []
    for quarter, lower, upper in zip((1, 2, 3), around[::2], around[1::2], strict=True):
        part = quarter * (count - 1) % 4
        quartiles.append((lower * (4 - part) + upper * part) / 4 if part else lower)
    day = date.fromisoformat(newest)
    return OwnGroup(role, country, place, currency, count, day, sources, source, tuple(quartiles))
