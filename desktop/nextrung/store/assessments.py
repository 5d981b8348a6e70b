"""Assessments and their answers in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from nextrung.assessment.answer import Answer
from nextrung.assessment.sitting import Sitting
from nextrung.store.database import writing

_COLUMNS = "id, person, questionnaire, form, position, started_at, completed_at, deepens"
_ANSWER = "item, value, choice, confidence, evidence, note, no_chance, skipped, seconds, at"
_SAVE = f"""
    INSERT INTO answer (assessment, {_ANSWER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (assessment, item) DO UPDATE SET
        value = excluded.value, choice = excluded.choice, confidence = excluded.confidence,
        evidence = excluded.evidence, note = excluded.note, no_chance = excluded.no_chance,
        skipped = excluded.skipped, seconds = excluded.seconds, at = excluded.at
"""


def add(connection: sqlite3.Connection, sitting: Sitting, answers: Iterable[Answer] = ()) -> None:
    """Keep a new assessment, with answers it starts from."""
    with writing(connection):
        connection.execute(
            f"INSERT INTO assessment ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sitting.id,
                sitting.person,
                sitting.questionnaire,
                sitting.form,
                sitting.position,
                sitting.started_at,
                sitting.completed_at,
                sitting.deepens,
            ),
        )
        connection.executemany(_SAVE, [_row(sitting.id, answer) for answer in answers])


def of_person(connection: sqlite3.Connection, person: str) -> tuple[Sitting, ...]:
    """All assessments of a person, the oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM assessment WHERE person = ? ORDER BY started_at, rowid",
        (person,),
    )
    return tuple(Sitting(*row) for row in rows)


def answers(connection: sqlite3.Connection, assessment: str) -> dict[str, Answer]:
    """All answers of an assessment by item id."""
    rows = connection.execute(f"SELECT {_ANSWER} FROM answer WHERE assessment = ?", (assessment,))
    return {row[0]: _answer(row) for row in rows}


def save_answer(connection: sqlite3.Connection, assessment: str, answer: Answer, position: str | None) -> None:
    """Keep one answer, replacing an earlier one, and where the person stands; on disk when this returns."""
    with writing(connection):
        connection.execute(_SAVE, _row(assessment, answer))
        connection.execute("UPDATE assessment SET position = ? WHERE id = ?", (position, assessment))


def remove_answer(connection: sqlite3.Connection, assessment: str, item: str) -> None:
    """Take an answer back."""
    with writing(connection):
        connection.execute("DELETE FROM answer WHERE assessment = ? AND item = ?", (assessment, item))


def save_position(connection: sqlite3.Connection, assessment: str, position: str | None) -> None:
    """Keep the item a person looks at, so that a later start lands there."""
    with writing(connection):
        connection.execute("UPDATE assessment SET position = ? WHERE id = ?", (position, assessment))


def complete(connection: sqlite3.Connection, assessment: str, completed_at: str) -> None:
    """Close an assessment."""
    with writing(connection):
        connection.execute("UPDATE assessment SET completed_at = ? WHERE id = ?", (completed_at, assessment))


def _row(assessment: str, answer: Answer) -> tuple[Any, ...]:
    return (
        assessment,
        answer.item,
        answer.value,
        answer.choice,
        answer.confidence,
        " ".join(answer.evidence),
        answer.note,
        int(answer.no_chance),
        int(answer.skipped),
        answer.seconds,
        answer.at or "",
    )


def _answer(row: tuple[Any, ...]) -> Answer:
    item, value, choice, confidence, evidence, note, no_chance, skipped, seconds, at = row
    kinds = tuple(evidence.split())
    return Answer(item, value, choice, confidence, kinds, note, bool(no_chance), bool(skipped), seconds, at or None)
