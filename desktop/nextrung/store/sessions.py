"""Coaching sessions and the marks on findings in the database."""

from __future__ import annotations

from msgspec import json
from msgspec.structs import astuple

from nextrung.people.session import AgendaPoint, CoachingSession, FindingMark
from nextrung.store import sqlite
from nextrung.store.database import writing
from nextrung.store.stored_values import FieldForm, StoredValues

_SESSIONS = StoredValues(
    CoachingSession,
    "coaching_session",
    {
        "agenda": FieldForm(
            lambda agenda: json.encode([astuple(point) for point in agenda]).decode(),
            lambda kept: tuple(AgendaPoint(*point) for point in json.decode(kept)),
        )
    },
)
_MARKS = StoredValues(FindingMark, "finding_mark")


def of_person(connection: sqlite.Connection, person: str) -> tuple[CoachingSession, ...]:
    """All sessions of a person: those that have begun in their order, then those to come by their planned moment."""
    # 0 before 1: what has begun stands before what is planned, each by what tells its order.
    order = "started_at IS NULL, started_sequence, planned_at, rowid"
    return _SESSIONS.read(connection, f"WHERE person = ? ORDER BY {order}", person)


def session(connection: sqlite.Connection, session_id: str) -> CoachingSession | None:
    """The session with this id, or None."""
    return next(iter(_SESSIONS.read(connection, "WHERE id = ?", session_id)), None)


def save(connection: sqlite.Connection, changed: CoachingSession) -> None:
    """Keep a session, replacing an earlier state of it; on disk when this returns."""
    with writing(connection):
        connection.execute(_SESSIONS.upsert(), _SESSIONS.row(changed))


def marks(connection: sqlite.Connection, session_id: str) -> tuple[FindingMark, ...]:
    """The marks of a session, in the order they were made."""
    return _MARKS.read(connection, "WHERE session = ? ORDER BY at, finding", session_id)


def save_mark(connection: sqlite.Connection, mark: FindingMark) -> None:
    """Keep a mark, replacing an earlier one on the same finding in the same session."""
    with writing(connection):
        connection.execute(_MARKS.upsert(), _MARKS.row(mark))


def remove_mark(connection: sqlite.Connection, session_id: str, finding: str) -> None:
    """Delete the mark on a finding in a session; nothing happens without one. Raises DatabaseError."""
    with writing(connection):
        connection.execute("DELETE FROM finding_mark WHERE session = ? AND finding = ?", (session_id, finding))


def next_planned(connection: sqlite.Connection) -> dict[str, str]:
    """When the next session of each person who has one is planned."""
    rows = connection.execute(
        "SELECT person, min(planned_at) FROM coaching_session"
        " WHERE started_at IS NULL AND ended_at IS NULL AND planned_at IS NOT NULL GROUP BY person"
    )
    return dict(rows)


def coming(connection: sqlite.Connection) -> list[tuple[str, str, str]]:
    """Every session that is planned with somebody who is not archived: its id, the person and the moment, in order."""
    rows = connection.execute(
        "SELECT coaching_session.id, person, planned_at FROM coaching_session JOIN person ON person.id = person"
        " WHERE archived_at IS NULL AND started_at IS NULL AND ended_at IS NULL AND planned_at IS NOT NULL"
        " ORDER BY planned_at, coaching_session.id"
    )
    return [(str(session), str(person), str(moment)) for session, person, moment in rows]


def planned_between(connection: sqlite.Connection, first: str, last: str) -> int:
    """How many sessions are planned or were started from one moment up to another."""
    found = connection.execute(
        "SELECT count(*) FROM coaching_session JOIN person ON person.id = person"
        " WHERE archived_at IS NULL AND coalesce(started_at, planned_at) >= ? AND coalesce(started_at, planned_at) < ?",
        (first, last),
    )
    return int(found.fetchone()[0])
