"""Own pay figures, what pay is shown for, and newer pay files in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.store.database import writing
from nextrung.store.stored_values import StoredValues

_FIGURES = StoredValues(OwnFigure, "own_figure")


def own_figures(connection: sqlite3.Connection, person: str) -> tuple[KeptFigure, ...]:
    """The own figures of a person, in the order they were added."""
    found = _FIGURES.read_keyed(connection, "id", "WHERE person = ? ORDER BY rowid", person)
    return tuple(KeptFigure(one, figure) for one, figure in found)


def add_own_figures(connection: sqlite3.Connection, person: str, figures: Iterable[KeptFigure], added_at: str) -> None:
    """Keep own figures: all of them, or none when it fails."""
    with writing(connection):
        insert_own_figures(connection, person, figures, added_at)


def insert_own_figures(
    connection: sqlite3.Connection, person: str, figures: Iterable[KeptFigure], added_at: str
) -> None:
    """As ``add_own_figures``, within a transaction that the caller holds."""
    connection.executemany(
        _FIGURES.insert("id", "person", "added_at"),
        [(kept.id, person, added_at, *_FIGURES.row(kept.figure)) for kept in figures],
    )


def remove_own_figures(connection: sqlite3.Connection, person: str, figures: Iterable[str]) -> None:
    """Remove own figures of a person: all of them, or none when it fails."""
    with writing(connection):
        rows = [(figure, person) for figure in figures]
        connection.executemany("DELETE FROM own_figure WHERE id = ? AND person = ?", rows)


def choice(connection: sqlite3.Connection, person: str) -> str | None:
    """What pay is shown for, as it was kept for a person; None before the first choice."""
    row = connection.execute("SELECT choice FROM pay_choice WHERE person = ?", (person,)).fetchone()
    return None if row is None else str(row[0])


def keep_choice(connection: sqlite3.Connection, person: str, choice: str) -> None:
    """Keep what pay is shown for, replacing an earlier choice."""
    with writing(connection):
        connection.execute(
            "INSERT INTO pay_choice (person, choice) VALUES (?, ?)"
            " ON CONFLICT (person) DO UPDATE SET choice = excluded.choice",
            (person, choice),
        )


def files(connection: sqlite3.Connection) -> dict[str, str]:
    """The newer pay files that were dropped in, by name."""
    return {str(name): str(text) for name, text in connection.execute("SELECT name, content FROM pay_file")}


def keep_files(connection: sqlite3.Connection, contents: dict[str, str], kept_at: str) -> None:
    """Keep newer pay files, replacing earlier ones of the same name: all of them, or none when it fails."""
    with writing(connection):
        connection.executemany(
            "INSERT INTO pay_file (name, content, kept_at) VALUES (?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at",
            [(name, text, kept_at) for name, text in contents.items()],
        )


def remove_files(connection: sqlite3.Connection) -> None:
    """Go back to the pay files that came with the program."""
    with writing(connection):
        connection.execute("DELETE FROM pay_file")
