"""All answers of a person at once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.people.person import Person
from nextrung.store import assessments, people
from nextrung.store.sqlite import engine as sqlite3

AT = "2026-11-23T09:41:07Z"
ANSWERS = (
    Answer("TL-B1", value=3.0, seconds=21.5, at=AT),
    Answer("TL-E1", evidence=("document", "witness"), note="Jana, two\nlines", at=AT),
    Answer("TL-S1", choice="C", confidence="fairly_sure", at=AT),
)


@pytest.fixture
def finished(connection: sqlite3.Connection, record: AssessmentRecord) -> AssessmentRecord:
    one = replace(record, id="s2", completed_at=AT)
    assessments.add(connection, one, ANSWERS)
    return one


def test_that_all_answers_of_a_person_come_by_assessment(
    connection: sqlite3.Connection, finished: AssessmentRecord
) -> None:
    people.add(connection, Person("p2", "", None, "seed", sample=False), AT)
    assessments.add(connection, replace(finished, id="other", person="p2"), ANSWERS)
    found = assessments.answers_of_person(connection, "p1")
    assert found == {finished.id: assessments.answers(connection, finished.id)}
