"""Examples of work in the database, and the notes and evidence that others are gathered from."""

from __future__ import annotations

from typing import Any

from nextrung.evidence.example import WorkExample
from nextrung.evidence.gathering import NotedAnswer
from nextrung.store import sqlite
from nextrung.store.connection import things
from nextrung.store.database import writing
from nextrung.store.stored_values import StoredValues

_EXAMPLES = StoredValues(WorkExample, "work_example")


def of_person(connection: sqlite.Connection, person: str) -> tuple[WorkExample, ...]:
    """All examples that a person saved, as they were added."""
    return _EXAMPLES.read(connection, "WHERE person = ? ORDER BY rowid", person)


def save(connection: sqlite.Connection, example: WorkExample) -> None:
    """Keep an example, replacing an earlier state of it; on disk when this returns. Raises DatabaseError."""
    with writing(connection):
        connection.execute(_EXAMPLES.upsert(), _EXAMPLES.row(example))


def noted_answers(connection: sqlite.Connection, person: str) -> tuple[NotedAnswer, ...]:
    """The answers of a person that have a note, in the order of their assessments."""
    rows = connection.execute(
        "SELECT assessment, item, value, answer.evidence, note, at FROM answer JOIN assessment ON assessment.id ="
        " answer.assessment WHERE person = ? AND note <> '' ORDER BY sequence, assessment.rowid, item",
        (person,),
    )
    return things(_noted, "ttRttt", rows)


def _noted(*row: Any) -> NotedAnswer:
    assessment, item, value, evidence, note, at = row
    return NotedAnswer(assessment, item, value, tuple(evidence.split()), note, at)
