"""Assessments and their answers in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from msgspec.structs import replace

from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.questionnaire.constants import FormId
from nextrung.store import sqlite
from nextrung.store.database import writing
from nextrung.store.sequence import next_number
from nextrung.store.stored_values import FieldForm, StoredValues, one_of

_RECORDS = StoredValues(AssessmentRecord, "assessment", {"form": one_of(get_args(FormId), "form")})
_ANSWERS = StoredValues(
    Answer,
    "answer",
    {
        # Ids of kinds of evidence have no spaces (``questionnaire``), so one text holds several.
        "evidence": FieldForm(" ".join, lambda kept: tuple(kept.split())),
        "at": FieldForm(lambda at: at or "", lambda at: at or None),
    },
)
_SAVE = _ANSWERS.upsert("assessment")


def add(connection: sqlite.Connection, record: AssessmentRecord, answers: Iterable[Answer] = ()) -> AssessmentRecord:
    """Keep a new assessment, with answers it starts from; comes back as the latest, unless it has a number already."""
    return add_all(connection, [(record, answers)])[0]


def add_all(
    connection: sqlite.Connection, records: Iterable[tuple[AssessmentRecord, Iterable[Answer]]]
) -> tuple[AssessmentRecord, ...]:
    """Keep new assessments with their answers, all of them or none; as with ``add``."""
    with writing(connection):
        return insert_all(connection, records)


def insert_all(
    connection: sqlite.Connection, records: Iterable[tuple[AssessmentRecord, Iterable[Answer]]]
) -> tuple[AssessmentRecord, ...]:
    """As ``add_all``, within a transaction that the caller holds."""
    kept = []
    for record, answers in records:
        number = record.sequence or next_number(connection, record.person, record.completed_at or record.started_at)
        kept.append(replace(record, sequence=number))
        _insert(connection, kept[-1])
        connection.executemany(_SAVE, [(record.id, *_ANSWERS.row(answer)) for answer in answers])
    return tuple(kept)


def _insert(connection: sqlite.Connection, record: AssessmentRecord) -> None:
    connection.execute(_RECORDS.insert(), _RECORDS.row(record))


def of_person(connection: sqlite.Connection, person: str) -> tuple[AssessmentRecord, ...]:
    """All assessments of a person, each where it was started or, once it is, finished; the latest is the last."""
    # What came from elsewhere is numbered by the second of its moment, so two may share a number: then the order of
    # adding decides.
    return _RECORDS.read(connection, "WHERE person = ? ORDER BY sequence, rowid", person)


def finished_of_all(connection: sqlite.Connection) -> tuple[AssessmentRecord, ...]:
    """Every finished assessment of everybody; of each person in the order they were finished."""
    return _RECORDS.read(connection, "WHERE completed_at IS NOT NULL ORDER BY sequence, rowid")


def newest_of_each(
    connection: sqlite.Connection, questionnaire: str, until: str | None = None
) -> dict[str, AssessmentRecord]:
    """The newest finished assessment on a questionnaire of each person who is not archived, by person.

    With ``until`` (ISO 8601, UTC), the newest of those finished by then. The newest was finished last, as everywhere.
    """
    columns = ", ".join(f"a.{name}" for name in _RECORDS.names)
    rows = connection.execute(
        # One step into the index on person and sequence for each person; grouping would read every assessment there is.
        # An unfinished one has NULL for its moment, and no comparison with NULL is true.
        f"""SELECT {columns} FROM person p JOIN assessment a ON a.rowid = (
            SELECT rowid FROM assessment
            WHERE person = p.id AND completed_at <= ?
            AND questionnaire NOT IN (SELECT fingerprint FROM questionnaire WHERE id NOT IN (?, ''))
            ORDER BY sequence DESC, rowid DESC LIMIT 1)
        WHERE p.archived_at IS NULL""",
        # Moments are texts that begin with a year, so that every one of them sorts before this.
        # Content that was lost has no id, and may be that of any.
        (until or "9999", questionnaire),
    )
    return {record.person: record for record in _RECORDS.values(rows)}


def self_reports(connection: sqlite.Connection, wanted: Sequence[str]) -> dict[str, dict[str, Answer]]:
    """The ratings, frequencies and missing chances of some assessments, by assessment and item id.

    Only what levels are made of is read, which is a third of the work of reading everything.
    """
    # SQLite takes 32,766 values in a statement by default; callers ask for a batch, or for one person's assessments.
    places = ", ".join("?" for _ in wanted)
    rows = connection.execute(
        f"SELECT assessment, item, value, no_chance FROM answer WHERE assessment IN ({places})"
        " AND (value IS NOT NULL OR no_chance = 1)",
        tuple(wanted),
    )
    found: dict[str, dict[str, Answer]] = {one: {} for one in wanted}
    for assessment, item, value, no_chance in rows:
        found[assessment][item] = Answer(item, value, no_chance=bool(no_chance))
    return found


def answers(connection: sqlite.Connection, assessment: str) -> dict[str, Answer]:
    """All answers of an assessment by item id."""
    return {answer.item: answer for answer in _ANSWERS.read(connection, "WHERE assessment = ?", assessment)}


def answers_of_person(connection: sqlite.Connection, person: str) -> dict[str, dict[str, Answer]]:
    """All answers of a person by assessment and item id, in one query; assessments without answers are missing."""
    rows = _ANSWERS.read_keyed(
        connection, "assessment", "WHERE assessment IN (SELECT id FROM assessment WHERE person = ?)", person
    )
    found: dict[str, dict[str, Answer]] = {}
    for assessment, answer in rows:
        found.setdefault(assessment, {})[answer.item] = answer
    return found


def items_asked(connection: sqlite.Connection, wanted: Sequence[str]) -> dict[str, dict[str, bool]]:
    """The ids of the items with an answer, and whether it is a skip, by assessment."""
    places = ", ".join("?" for _ in wanted)
    rows = connection.execute(f"SELECT assessment, item, skipped FROM answer WHERE assessment IN ({places})", wanted)
    found: dict[str, dict[str, bool]] = {}
    for assessment, item, skipped in rows:
        found.setdefault(assessment, {})[item] = bool(skipped)
    return found


def save_answer(connection: sqlite.Connection, assessment: str, answer: Answer, position: str | None) -> None:
    """Keep one answer, replacing an earlier one, and where the person stands; on disk when this returns."""
    with writing(connection):
        # One transaction for both: each commit waits for the disk, and a crash leaves no place without its answer.
        connection.execute(_SAVE, (assessment, *_ANSWERS.row(answer)))
        connection.execute("UPDATE assessment SET position = ? WHERE id = ?", (position, assessment))


def remove_answer(connection: sqlite.Connection, assessment: str, item: str) -> None:
    """Delete the answer to an item; nothing happens without one. On disk when this returns. Raises DatabaseError."""
    with writing(connection):
        connection.execute("DELETE FROM answer WHERE assessment = ? AND item = ?", (assessment, item))


def save_position(connection: sqlite.Connection, assessment: str, position: str | None) -> None:
    """Keep the item a person looks at, so that a later start lands there."""
    with writing(connection):
        connection.execute("UPDATE assessment SET position = ? WHERE id = ?", (position, assessment))


def complete(connection: sqlite.Connection, record: AssessmentRecord, completed_at: str) -> AssessmentRecord:
    """Close an assessment; comes back as the latest."""
    with writing(connection):
        number = next_number(connection, record.person, completed_at)
        connection.execute(
            "UPDATE assessment SET completed_at = ?, sequence = ? WHERE id = ?", (completed_at, number, record.id)
        )
    return replace(record, completed_at=completed_at, sequence=number)
