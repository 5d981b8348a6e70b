"""An assessment that is removed and put back, and all answers of a person at once."""

from __future__ import annotations

import sqlite3

import pytest
from msgspec.structs import replace

from nextrung.assessment.answer import Answer
from nextrung.assessment.sitting import Sitting
from nextrung.errors import DatabaseError
from nextrung.people.person import Person
from nextrung.store import assessments, people

AT = "2026-11-23T09:41:07Z"
ANSWERS = (
    Answer("TL-B1", value=3.0, seconds=21.5, at=AT),
    Answer("TL-E1", evidence=("document", "witness"), note="Jana, two\nlines", at=AT),
    Answer("TL-S1", choice="C", confidence="fairly_sure", at=AT),
)


@pytest.fixture
def finished(connection: sqlite3.Connection, sitting: Sitting) -> Sitting:
    one = replace(sitting, id="s2", completed_at=AT)
    assessments.add(connection, one, ANSWERS)
    return one


def rows(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    tables = ("SELECT * FROM assessment ORDER BY id", "SELECT * FROM answer ORDER BY assessment, item")
    return [row for table in tables for row in connection.execute(table)]


def test_that_a_removed_assessment_is_gone_with_its_answers(connection: sqlite3.Connection, finished: Sitting) -> None:
    assessments.remove(connection, finished.id)
    assert [one.id for one in assessments.of_person(connection, "p1")] == ["s1"]
    assert assessments.answers(connection, finished.id) == {}


def test_that_a_restored_assessment_is_exactly_as_it_was(connection: sqlite3.Connection, finished: Sitting) -> None:
    assessments.add(connection, replace(finished, id="s3", deepens=finished.id))
    before = rows(connection)
    removed = assessments.remove(connection, finished.id)
    assert rows(connection) != before
    assessments.restore(connection, removed)
    assert rows(connection) == before


def test_that_restoring_works_after_another_assessment_was_added(
    connection: sqlite3.Connection, finished: Sitting
) -> None:
    removed = assessments.remove(connection, finished.id)
    assessments.add(connection, replace(finished, id="s4"))
    assessments.restore(connection, removed)
    assert {one.id for one in assessments.of_person(connection, "p1")} == {"s1", "s2", "s4"}


def test_that_a_restore_that_fails_leaves_nothing_behind(connection: sqlite3.Connection, finished: Sitting) -> None:
    removed = assessments.remove(connection, finished.id)
    before = rows(connection)
    twice = replace(removed, answers=(*removed.answers, Answer("TL-B9", value=object())))  # type: ignore[arg-type]
    with pytest.raises(DatabaseError):
        assessments.restore(connection, twice)
    assert rows(connection) == before


@pytest.mark.usefixtures("finished")
def test_that_an_unknown_assessment_is_not_removed(connection: sqlite3.Connection) -> None:
    before = rows(connection)
    with pytest.raises(KeyError):
        assessments.remove(connection, "nobody's")
    assert rows(connection) == before
    assert not connection.in_transaction


def test_that_all_answers_of_a_person_come_by_assessment(connection: sqlite3.Connection, finished: Sitting) -> None:
    people.add(connection, Person("p2", "", None, "seed", sample=False), AT)
    assessments.add(connection, replace(finished, id="other", person="p2"), ANSWERS)
    found = assessments.answers_of_person(connection, "p1")
    assert found == {finished.id: assessments.answers(connection, finished.id)}
