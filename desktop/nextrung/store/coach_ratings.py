"""Rounds of ratings by the coach in the database."""

from __future__ import annotations

from msgspec.structs import replace

from nextrung.people.rating import CoachRating
from nextrung.store import sqlite
from nextrung.store.database import writing
from nextrung.store.sequence import next_number
from nextrung.store.stored_values import StoredValues

_RATINGS = StoredValues(CoachRating, "coach_rating", elsewhere=("given",))


def add(connection: sqlite.Connection, rating: CoachRating) -> CoachRating:
    """Keep a new round; comes back as the latest."""
    with writing(connection):
        number = next_number(connection, rating.person, rating.completed_at or rating.started_at)
        kept = replace(rating, sequence=number)
        connection.execute(_RATINGS.insert(), _RATINGS.row(kept))
    return kept


def of_person(connection: sqlite.Connection, person: str) -> tuple[CoachRating, ...]:
    """All rounds about a person with what was given; the latest is the last."""
    found = _RATINGS.read(connection, "WHERE person = ? ORDER BY sequence, rowid", person)
    return tuple(replace(one, given=_given(connection, one.id)) for one in found)


def save(connection: sqlite.Connection, rating: str, item: str, value: float | None, at: str) -> None:
    """Keep a rating from 1 to 5, None for *not seen*, and that the coach stands there; on disk when this returns."""
    with writing(connection):
        connection.execute(
            # Both columns, though one follows from the other: a CHECK holds them together, so NULL is no lost value.
            "INSERT INTO coach_rating_answer (rating, item, value, not_seen, at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (rating, item) DO UPDATE"
            " SET value = excluded.value, not_seen = excluded.not_seen, at = excluded.at",
            (rating, item, value, int(value is None), at),
        )
        connection.execute("UPDATE coach_rating SET position = ? WHERE id = ?", (item, rating))


def take_back(connection: sqlite.Connection, rating: str, item: str) -> None:
    """Remove the rating of an item."""
    with writing(connection):
        connection.execute("DELETE FROM coach_rating_answer WHERE rating = ? AND item = ?", (rating, item))


def save_position(connection: sqlite.Connection, rating: str, item: str) -> None:
    """Keep the item on screen."""
    with writing(connection):
        connection.execute("UPDATE coach_rating SET position = ? WHERE id = ?", (item, rating))


def complete(connection: sqlite.Connection, rating: CoachRating, at: str) -> CoachRating:
    """Close a round; comes back as the latest."""
    with writing(connection):
        number = next_number(connection, rating.person, at)
        connection.execute(
            "UPDATE coach_rating SET completed_at = ?, sequence = ? WHERE id = ?", (at, number, rating.id)
        )
    return replace(rating, completed_at=at, sequence=number)


def _given(connection: sqlite.Connection, rating: str) -> dict[str, float | None]:
    return dict(connection.execute("SELECT item, value FROM coach_rating_answer WHERE rating = ?", (rating,)))
