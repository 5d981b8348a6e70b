"""Plan steps and the evidence they leave in the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any, get_args

from nextrung.plan.step import ChecklistItem, KeptEvidence, PlanStep, State
from nextrung.store.connection import things
from nextrung.store.database import writing

_STEP = (
    "id, person, title, added_at, action, competency, facet, chance, start, if_then, due, ticks, effort_hours,"
    " evidence_of_done, notes, state, finished_at, sequence, finished_sequence"
)
_STEP_KINDS = "ttttTttittTtItttTii"
_EVIDENCE = "id, person, step, facet, kind, line, at, sequence"
_EVIDENCE_KINDS = "ttttttti"
_LIVE = "state IN ('planned', 'doing')"


def of_person(connection: sqlite3.Connection, person: str) -> tuple[PlanStep, ...]:
    """All steps of a person, in the order they were added."""
    rows = connection.execute(f"SELECT {_STEP} FROM plan_step WHERE person = ? ORDER BY sequence, rowid", (person,))
    return things(_step, _STEP_KINDS, rows)


def step(connection: sqlite3.Connection, step_id: str) -> PlanStep | None:
    """The step with this id, or None."""
    row = connection.execute(f"SELECT {_STEP} FROM plan_step WHERE id = ?", (step_id,)).fetchone()
    return None if row is None else things(_step, _STEP_KINDS, [row])[0]


def save(connection: sqlite3.Connection, changed: PlanStep, evidence: Iterable[KeptEvidence]) -> None:
    """Keep a step with exactly this evidence, replacing what was kept of it; on disk when this returns."""
    columns = _STEP.split(", ")
    # Id and person of a step never change.
    sets = ", ".join(f"{column} = excluded.{column}" for column in columns[2:])
    places = ", ".join("?" for _ in columns)
    with writing(connection):
        # An upsert, not REPLACE: that deletes the row first, and everything that names it goes by cascade.
        connection.execute(
            f"INSERT INTO plan_step ({_STEP}) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {sets}", _row(changed)
        )
        # Replaced as a whole: undoing hands in the evidence as it was, and what came since must go.
        connection.execute("DELETE FROM evidence WHERE step = ?", (changed.id,))
        connection.executemany(
            f"INSERT INTO evidence ({_EVIDENCE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(one.id, one.person, one.step, one.facet, one.kind, one.line, one.at, one.sequence) for one in evidence],
        )


def remove(connection: sqlite3.Connection, step_id: str) -> None:
    """Remove a step with its evidence."""
    with writing(connection):
        connection.execute("DELETE FROM plan_step WHERE id = ?", (step_id,))


def live_count(connection: sqlite3.Connection, person: str) -> int:
    """How many steps of a person are live."""
    return int(
        connection.execute(f"SELECT count(*) FROM plan_step WHERE person = ? AND {_LIVE}", (person,)).fetchone()[0]
    )


def live_by_person(connection: sqlite3.Connection) -> dict[str, int]:
    """How many live steps each person who has some has."""
    return dict(connection.execute(f"SELECT person, count(*) FROM plan_step WHERE {_LIVE} GROUP BY person"))


def due_count(connection: sqlite3.Connection, person: str, by: date) -> int:
    """How many live steps of a person are due on a day or before."""
    found = connection.execute(
        f"SELECT count(*) FROM plan_step WHERE person = ? AND {_LIVE} AND due <= ?", (person, by.isoformat())
    )
    return int(found.fetchone()[0])


def evidence_of_facet(connection: sqlite3.Connection, person: str, facet: str) -> tuple[KeptEvidence, ...]:
    """The evidence a person has kept for a facet, the newest first."""
    rows = connection.execute(
        f"SELECT {_EVIDENCE} FROM evidence WHERE person = ? AND facet = ? ORDER BY sequence DESC, rowid DESC",
        (person, facet),
    )
    return things(KeptEvidence, _EVIDENCE_KINDS, rows)


def evidence_of_person(connection: sqlite3.Connection, person: str) -> tuple[KeptEvidence, ...]:
    """All the evidence of a person, the oldest first."""
    rows = connection.execute(f"SELECT {_EVIDENCE} FROM evidence WHERE person = ? ORDER BY sequence, rowid", (person,))
    return things(KeptEvidence, _EVIDENCE_KINDS, rows)


def evidence_of_step(connection: sqlite3.Connection, step_id: str) -> tuple[KeptEvidence, ...]:
    """The evidence that a step left."""
    rows = connection.execute(f"SELECT {_EVIDENCE} FROM evidence WHERE step = ? ORDER BY sequence, rowid", (step_id,))
    return things(KeptEvidence, _EVIDENCE_KINDS, rows)


def _row(one: PlanStep) -> tuple[Any, ...]:
    return (
        one.id,
        one.person,
        one.title,
        one.added_at,
        one.action,
        one.competency,
        one.facet,
        int(one.chance),
        one.start,
        one.if_then,
        one.due.isoformat() if one.due else None,
        json.dumps([[tick.text, tick.done] for tick in one.ticks], ensure_ascii=False),
        one.effort_hours,
        one.evidence_of_done,
        one.notes,
        one.state,
        one.finished_at,
        one.sequence,
        one.finished_sequence,
    )


def _step(*row: Any) -> PlanStep:
    one, person, title, added_at, action, competency, facet, chance, start, if_then, due, ticks, *rest = row
    effort_hours, evidence_of_done, notes, state, *finished = rest
    if state not in get_args(State):
        raise ValueError(f"there is no state “{state}”")
    return PlanStep(
        one,
        person,
        title,
        added_at,
        action,
        competency,
        facet,
        bool(chance),
        start,
        if_then,
        date.fromisoformat(due) if due else None,
        tuple(ChecklistItem(str(text), bool(done)) for text, done in json.loads(ticks)),
        effort_hours,
        evidence_of_done,
        notes,
        state,
        *finished,
    )
