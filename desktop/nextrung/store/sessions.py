"""Coaching sessions and the marks on findings in the database."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from nextrung.people.session import AgendaPoint, CoachingSession, FindingMark
from nextrung.store.connection import things
from nextrung.store.database import writing

_SESSION = (
    "id, person, planned_at, started_at, ended_at, agenda, notes, decided, summary, started_sequence, ended_sequence"
)
_SESSION_KINDS = "ttTTTttttii"
_MARK = "session, finding, mark, reason, at"
_MARK_KINDS = "ttttt"


def of_person(connection: sqlite3.Connection, person: str) -> tuple[CoachingSession, ...]:
    """All sessions of a person: those that have begun in their order, then those to come by their planned moment."""
    # 0 before 1: what has begun stands before what is planned, each by what tells its order.
    order = "started_at IS NULL, started_sequence, planned_at, rowid"
    rows = connection.execute(f"SELECT {_SESSION} FROM coaching_session WHERE person = ? ORDER BY {order}", (person,))
    return things(_session, _SESSION_KINDS, rows)


def session(connection: sqlite3.Connection, session_id: str) -> CoachingSession | None:
    """The session with this id, or None."""
    rows = connection.execute(f"SELECT {_SESSION} FROM coaching_session WHERE id = ?", (session_id,))
    return next(iter(things(_session, _SESSION_KINDS, rows)), None)


def save(connection: sqlite3.Connection, changed: CoachingSession) -> None:
    """Keep a session, replacing an earlier state of it; on disk when this returns."""
    columns = _SESSION.split(", ")
    # Id and person of a session never change.
    sets = ", ".join(f"{column} = excluded.{column}" for column in columns[2:])
    places = ", ".join("?" for _ in columns)
    with writing(connection):
        connection.execute(
            f"INSERT INTO coaching_session ({_SESSION}) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {sets}",
            _row(changed),
        )


def marks(connection: sqlite3.Connection, session_id: str) -> tuple[FindingMark, ...]:
    """The marks of a session, in the order they were made."""
    rows = connection.execute(f"SELECT {_MARK} FROM finding_mark WHERE session = ? ORDER BY at, finding", (session_id,))
    return things(FindingMark, _MARK_KINDS, rows)


def save_mark(connection: sqlite3.Connection, mark: FindingMark) -> None:
    """Keep a mark, replacing an earlier one on the same finding in the same session."""
    with writing(connection):
        connection.execute(
            f"INSERT INTO finding_mark ({_MARK}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (session, finding)"
            " DO UPDATE SET mark = excluded.mark, reason = excluded.reason, at = excluded.at",
            (mark.session, mark.finding, mark.mark, mark.reason, mark.at),
        )


def remove_mark(connection: sqlite3.Connection, session_id: str, finding: str) -> None:
    """Delete the mark on a finding in a session; nothing happens without one. Raises DatabaseError."""
    with writing(connection):
        connection.execute("DELETE FROM finding_mark WHERE session = ? AND finding = ?", (session_id, finding))


def next_planned(connection: sqlite3.Connection) -> dict[str, str]:
    """When the next session of each person who has one is planned."""
    rows = connection.execute(
        "SELECT person, min(planned_at) FROM coaching_session"
        " WHERE started_at IS NULL AND ended_at IS NULL AND planned_at IS NOT NULL GROUP BY person"
    )
    return dict(rows)


def coming(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Every session that is planned with somebody who is not archived: its id, the person and the moment, in order."""
    rows = connection.execute(
        "SELECT coaching_session.id, person, planned_at FROM coaching_session JOIN person ON person.id = person"
        " WHERE archived_at IS NULL AND started_at IS NULL AND ended_at IS NULL AND planned_at IS NOT NULL"
        " ORDER BY planned_at, coaching_session.id"
    )
    return [(str(session), str(person), str(moment)) for session, person, moment in rows]


def planned_between(connection: sqlite3.Connection, first: str, last: str) -> int:
    """How many sessions are planned or were started from one moment up to another."""
    found = connection.execute(
        "SELECT count(*) FROM coaching_session JOIN person ON person.id = person"
        " WHERE archived_at IS NULL AND coalesce(started_at, planned_at) >= ? AND coalesce(started_at, planned_at) < ?",
        (first, last),
    )
    return int(found.fetchone()[0])


def _row(one: CoachingSession) -> tuple[Any, ...]:
    agenda = [[point.kind, point.subject, point.text, point.value, point.covered] for point in one.agenda]
    kept = json.dumps(agenda, ensure_ascii=False)
    moments = (one.planned_at, one.started_at, one.ended_at)
    texts = (one.notes, one.decided, one.summary)
    return (one.id, one.person, *moments, kept, *texts, one.started_sequence, one.ended_sequence)


def _session(one: str, person: str, *rest: Any) -> CoachingSession:
    planned, started, ended, agenda, *others = rest
    points = tuple(AgendaPoint(*point) for point in json.loads(agenda))
    return CoachingSession(one, person, planned, started, ended, points, *others)
