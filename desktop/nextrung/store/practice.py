"""Sittings of practice in the database."""

from __future__ import annotations

import json

from msgspec.structs import replace

from nextrung.evidence.practice import PracticeAnswer, PracticeSitting
from nextrung.store import sqlite
from nextrung.store.database import writing
from nextrung.store.stored_values import FieldForm, StoredValues

_POINTS = FieldForm(lambda points: json.dumps(points, ensure_ascii=False), lambda text: tuple(json.loads(text)))
_SITTINGS = StoredValues(PracticeSitting, "practice_sitting", elsewhere=("answers",))
_ANSWERS = StoredValues(PracticeAnswer, "practice_answer", {"good": _POINTS, "missing": _POINTS})


def of_person(connection: sqlite.Connection, person: str) -> tuple[PracticeSitting, ...]:
    """All sittings of a person with their answers, as they were begun."""
    found = _SITTINGS.read(connection, "WHERE person = ? ORDER BY rowid", person)
    return tuple(replace(one, answers=_answers(connection, one.id)) for one in found)


def _answers(connection: sqlite.Connection, sitting: str) -> tuple[PracticeAnswer, ...]:
    return _ANSWERS.read(connection, "WHERE sitting = ? ORDER BY place, question", sitting)


def save(connection: sqlite.Connection, sitting: PracticeSitting, answer: PracticeAnswer) -> None:
    """Keep an answer, and its sitting with the first one; on disk when this returns. Raises DatabaseError."""
    with writing(connection):
        connection.execute(_SITTINGS.upsert(), _SITTINGS.row(sitting))
        connection.execute(_ANSWERS.upsert(), _ANSWERS.row(answer))
