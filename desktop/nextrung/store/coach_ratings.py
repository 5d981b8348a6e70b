"""Rounds of ratings by the coach in the database."""

from __future__ import annotations

import sqlite3

from msgspec.structs import replace

from nextrung.people.rating import CoachRating
from nextrung.store.connection import things
from nextrung.store.database import writing

_RATING = "id, person, questionnaire, position, started_at, completed_at"
_RATING_KINDS = "tttTtT"


def add(connection: sqlite3.Connection, rating: CoachRating) -> None:
    """Keep a new round."""
    with writing(connection):
        connection.execute(
            f"INSERT INTO coach_rating ({_RATING}) VALUES (?, ?, ?, ?, ?, ?)",
            (
                rating.id,
                rating.person,
                rating.questionnaire,
                rating.position,
                rating.started_at,
                rating.completed_at,
            ),
        )


def of_person(connection: sqlite3.Connection, person: str) -> tuple[CoachRating, ...]:
    """All rounds about a person with what was given, the oldest first."""
    rows = connection.execute(
        f"SELECT {_RATING} FROM coach_rating WHERE person = ? ORDER BY started_at, rowid", (person,)
    )
    return tuple(replace(one, given=_given(connection, one.id)) for one in things(CoachRating, _RATING_KINDS, rows))


def save(connection: sqlite3.Connection, rating: str, item: str, value: float | None, at: str) -> None:
    """Keep a rating from 1 to 5, None for *not seen*, and that the coach stands there; on disk when this returns."""
    with writing(connection):
        connection.execute(
            "INSERT INTO coach_rating_answer (rating, item, value, not_seen, at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (rating, item) DO UPDATE"
            " SET value = excluded.value, not_seen = excluded.not_seen, at = excluded.at",
            (rating, item, value, int(value is None), at),
        )
        connection.execute("UPDATE coach_rating SET position = ? WHERE id = ?", (item, rating))


def take_back(connection: sqlite3.Connection, rating: str, item: str) -> None:
    """Remove the rating of an item."""
    with writing(connection):
        connection.execute("DELETE FROM coach_rating_answer WHERE rating = ? AND item = ?", (rating, item))


def save_position(connection: sqlite3.Connection, rating: str, item: str) -> None:
    """Keep the item on screen."""
    with writing(connection):
        connection.execute("UPDATE coach_rating SET position = ? WHERE id = ?", (item, rating))


def complete(connection: sqlite3.Connection, rating: str, at: str) -> None:
    """Close a round."""
    with writing(connection):
        connection.execute("UPDATE coach_rating SET completed_at = ? WHERE id = ?", (at, rating))


def _given(connection: sqlite3.Connection, rating: str) -> dict[str, float | None]:
    return dict(connection.execute("SELECT item, value FROM coach_rating_answer WHERE rating = ?", (rating,)))
