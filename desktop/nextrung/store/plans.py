"""Plan steps and the evidence they leave in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import get_args

from msgspec import json

from nextrung.plan.step import ChecklistItem, KeptEvidence, PlanStep, State
from nextrung.store import sqlite
from nextrung.store.database import writing
from nextrung.store.stored_values import FieldForm, StoredValues, one_of

_STEPS = StoredValues(
    PlanStep,
    "plan_step",
    {
        "ticks": FieldForm(
            lambda ticks: json.encode([[tick.text, tick.done] for tick in ticks]).decode(),
            lambda kept: tuple(ChecklistItem(str(text), bool(done)) for text, done in json.decode(kept)),
        ),
        "state": one_of(get_args(State), "state"),
    },
)
_EVIDENCE = StoredValues(KeptEvidence, "evidence")
_LIVE = "state IN ('planned', 'doing')"


def of_person(connection: sqlite.Connection, person: str) -> tuple[PlanStep, ...]:
    """All steps of a person, in the order they were added."""
    return _STEPS.read(connection, "WHERE person = ? ORDER BY sequence, rowid", person)


def step(connection: sqlite.Connection, step_id: str) -> PlanStep | None:
    """The step with this id, or None."""
    return next(iter(_STEPS.read(connection, "WHERE id = ?", step_id)), None)


def save(connection: sqlite.Connection, changed: PlanStep, evidence: Iterable[KeptEvidence]) -> None:
    """Keep a step with exactly this evidence, replacing what was kept of it; on disk when this returns."""
    with writing(connection):
        connection.execute(_STEPS.upsert(), _STEPS.row(changed))
        # Replaced as a whole: undoing hands in the evidence as it was, and what came since must go.
        connection.execute("DELETE FROM evidence WHERE step = ?", (changed.id,))
        connection.executemany(_EVIDENCE.insert(), map(_EVIDENCE.row, evidence))


def remove(connection: sqlite.Connection, step_id: str) -> None:
    """Remove a step with its evidence."""
    with writing(connection):
        connection.execute("DELETE FROM plan_step WHERE id = ?", (step_id,))


def live_count(connection: sqlite.Connection, person: str) -> int:
    """How many steps of a person are live."""
    return int(
        connection.execute(f"SELECT count(*) FROM plan_step WHERE person = ? AND {_LIVE}", (person,)).fetchone()[0]
    )


def live_by_person(connection: sqlite.Connection) -> dict[str, int]:
    """How many live steps each person who has some has."""
    return dict(connection.execute(f"SELECT person, count(*) FROM plan_step WHERE {_LIVE} GROUP BY person"))


def due_count(connection: sqlite.Connection, person: str, by: date) -> int:
    """How many live steps of a person are due on a day or before."""
    found = connection.execute(
        f"SELECT count(*) FROM plan_step WHERE person = ? AND {_LIVE} AND due <= ?", (person, by.isoformat())
    )
    return int(found.fetchone()[0])


def evidence_of_facet(connection: sqlite.Connection, person: str, facet: str) -> tuple[KeptEvidence, ...]:
    """The evidence a person has kept for a facet, the newest first."""
    return _EVIDENCE.read(
        connection, "WHERE person = ? AND facet = ? ORDER BY sequence DESC, rowid DESC", person, facet
    )


def evidence_of_person(connection: sqlite.Connection, person: str) -> tuple[KeptEvidence, ...]:
    """All the evidence of a person, the oldest first."""
    return _EVIDENCE.read(connection, "WHERE person = ? ORDER BY sequence, rowid", person)


def evidence_of_step(connection: sqlite.Connection, step_id: str) -> tuple[KeptEvidence, ...]:
    """The evidence that a step left."""
    return _EVIDENCE.read(connection, "WHERE step = ? ORDER BY sequence, rowid", step_id)
