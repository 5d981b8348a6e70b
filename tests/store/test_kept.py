"""What is kept: persons, assessments, answers, content and settings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import given

from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.errors import DatabaseError
from nextrung.people.person import Person
from nextrung.store import assessments, bin, contents, people
from nextrung.store.sqlite import engine as sqlite3

AT = "2026-11-23T09:41:07Z"
ANSWERS = [
    Answer("TL-B1", value=3.0, seconds=21.5, at=AT),
    Answer("TL-B2", no_chance=True, note="Two\nlines, “quoted”; '); DROP TABLE answer; --", at=AT),
    Answer("TL-B3", skipped=True, at=AT),
    Answer("TL-F2", value=0.0, seconds=0.0, at=AT),
    Answer("TL-F3", value=0.25),
    Answer("TL-S1", choice="C", confidence="fairly_sure", at=AT),
    Answer("TL-E1", evidence=("document", "witness"), note="Jana Nováková 🦊", at=AT),
]


def process(code: str, *args: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(given.PROJECT / "desktop")}
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.item)
def test_that_every_kind_of_answer_comes_back_as_it_was(
    connection: sqlite3.Connection, record: AssessmentRecord, answer: Answer
) -> None:
    assessments.save_answer(connection, record.id, answer, answer.item)
    assert assessments.answers(connection, record.id) == {answer.item: answer}


def test_that_a_saved_answer_is_found_by_another_process_at_once(
    connection: sqlite3.Connection, record: AssessmentRecord, path: Path
) -> None:
    assessments.save_answer(connection, record.id, ANSWERS[0], "TL-B1")
    code = """
import sys
from pathlib import Path
from nextrung.store import assessments
from nextrung.store.database import open_database
connection = open_database(Path(sys.argv[1]))
(record,) = assessments.of_person(connection, "p1")
print(record.position, assessments.answers(connection, record.id)["TL-B1"].value)
"""
    assert process(code, path).stdout.split() == ["TL-B1", "3.0"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_that_an_answer_survives_a_killed_program(
    connection: sqlite3.Connection, record: AssessmentRecord, path: Path
) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from nextrung.assessment.answer import Answer
from nextrung.store import assessments
from nextrung.store.database import open_database
connection = open_database(Path(sys.argv[1]))
assessments.save_answer(connection, "s1", Answer("TL-B1", value=4), "TL-B1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM answer")
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert process(code, path).returncode == -signal.SIGKILL
    assert assessments.answers(connection, record.id) == {"TL-B1": Answer("TL-B1", value=4.0)}
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_that_answering_again_replaces_everything(connection: sqlite3.Connection, record: AssessmentRecord) -> None:
    first = Answer("TL-B1", value=3, note="first", seconds=20, at=AT)
    assessments.save_answer(connection, record.id, first, "TL-B1")
    for again in (Answer("TL-B1", no_chance=True), Answer("TL-B1", skipped=True), Answer("TL-B1", value=5.0)):
        assessments.save_answer(connection, record.id, again, "TL-B2")
        assert assessments.answers(connection, record.id) == {"TL-B1": again}
    choice = Answer("TL-S1", choice="A", confidence="certain")
    assessments.save_answer(connection, record.id, choice, None)
    assessments.save_answer(connection, record.id, replace(choice, choice="B", confidence=None), None)
    assert assessments.answers(connection, record.id)["TL-S1"] == Answer("TL-S1", choice="B")


def test_that_an_answer_taken_back_is_gone(connection: sqlite3.Connection, record: AssessmentRecord) -> None:
    for answer in ANSWERS:
        assessments.save_answer(connection, record.id, answer, None)
    assessments.remove_answer(connection, record.id, "TL-B1")
    assessments.remove_answer(connection, record.id, "TL-B1")
    assert set(assessments.answers(connection, record.id)) == {answer.item for answer in ANSWERS[1:]}


def test_that_position_and_completion_are_kept(connection: sqlite3.Connection, record: AssessmentRecord) -> None:
    assessments.save_position(connection, record.id, "PM-B1")
    done = assessments.complete(connection, record, "2026-11-23T10:00:00Z")
    assert done.sequence > record.sequence
    wanted = replace(done, position="PM-B1", completed_at="2026-11-23T10:00:00Z")
    assert assessments.of_person(connection, "p1") == (wanted,)


def test_that_assessments_come_as_they_were_started_and_of_the_person_alone(
    connection: sqlite3.Connection, record: AssessmentRecord
) -> None:
    people.add(connection, Person("p2", "", None, "seed", sample=True), AT)
    new = replace(record, sequence=0)
    ahead = replace(new, id="s0", started_at="2026-12-01T00:00:00Z")
    back = replace(new, id="a-first-by-name")
    for one in (ahead, back, replace(new, id="other", person="p2")):
        assessments.add(connection, one)
    assert [one.id for one in assessments.of_person(connection, "p1")] == ["s1", "s0", "a-first-by-name"]


def test_that_an_assessment_can_start_from_answers(connection: sqlite3.Connection, record: AssessmentRecord) -> None:
    assessments.add(connection, replace(record, id="s2"), ANSWERS)
    assert assessments.answers(connection, "s2") == {answer.item: answer for answer in ANSWERS}
    assert assessments.answers(connection, "s1") == {}


def test_that_an_assessment_that_cannot_be_added_leaves_nothing(
    connection: sqlite3.Connection, record: AssessmentRecord
) -> None:
    broken = Answer("TL-B2", value="three")  # type: ignore[arg-type]
    with pytest.raises(DatabaseError):
        assessments.add(connection, replace(record, id="s2"), [ANSWERS[0], broken])
    assert len(assessments.of_person(connection, "p1")) == 1
    assert assessments.answers(connection, "s2") == {}


@pytest.mark.parametrize("change", [{"person": "nobody"}, {"questionnaire": "nothing"}, {"id": "s1"}])
def test_that_an_assessment_needs_its_person_its_content_and_an_id_of_its_own(
    connection: sqlite3.Connection, record: AssessmentRecord, change: dict[str, str]
) -> None:
    with pytest.raises(DatabaseError, match="could not be saved"):
        assessments.add(connection, replace(record, **{"id": "s2", **change}))
    assert assessments.of_person(connection, "p1") == (record,)


def test_that_an_answer_needs_its_assessment(connection: sqlite3.Connection) -> None:
    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        assessments.save_answer(connection, "nothing", ANSWERS[0], None)


def test_that_kept_content_in_use_cannot_go(connection: sqlite3.Connection, record: AssessmentRecord) -> None:
    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        connection.execute("DELETE FROM questionnaire WHERE fingerprint = ?", (record.questionnaire,))


def test_that_removing_a_person_removes_their_answers_and_nobody_elses(
    connection: sqlite3.Connection, record: AssessmentRecord
) -> None:
    people.add(connection, Person("p2", "", None, "seed", sample=False), AT)
    assessments.add(connection, replace(record, id="s2", person="p2"), ANSWERS)
    assessments.save_answer(connection, record.id, ANSWERS[0], None)
    bin.put_in(connection, "person", "p1", AT)
    assert [person.id for person in people.all_people(connection)] == ["p2"]
    assert assessments.answers(connection, "s1") == {}
    assert len(assessments.answers(connection, "s2")) == len(ANSWERS)
    assert contents.content(connection, "f1") == "{}"


def test_that_people_come_back_in_the_order_they_were_added(connection: sqlite3.Connection) -> None:
    everyone = (
        Person("p9", "Jana", None, "seed a", sample=False),
        Person("p1", "", "senior", "seed b", sample=True),
    )
    for day, person in enumerate(everyone, start=1):
        people.add(connection, person, f"2026-11-0{day}T00:00:00Z")
    numbered = tuple(replace(person, number=at) for at, person in enumerate(everyone, start=1))
    assert people.all_people(connection) == numbered
    people.set_target_role(connection, "p9", "director")
    assert people.all_people(connection)[0] == replace(numbered[0], target_role="director")


def test_that_content_once_kept_is_never_overwritten(connection: sqlite3.Connection) -> None:
    assert contents.content(connection, "f1") is None
    contents.keep_content(connection, "f1", ("ml-manager", "1.0.0"), '{"a": 1}', AT)
    contents.keep_content(connection, "f1", ("ml-manager", "9.9.9"), '{"a": 2}', AT)
    assert contents.content(connection, "f1") == '{"a": 1}'


def test_that_settings_are_replaced(connection: sqlite3.Connection) -> None:
    assert contents.setting(connection, "theme") is None
    contents.keep_setting(connection, "theme", "dark")
    contents.keep_setting(connection, "theme", "light")
    assert contents.setting(connection, "theme") == "light"


def test_that_a_full_disk_gives_one_sentence_and_keeps_what_was_saved(
    connection: sqlite3.Connection, record: AssessmentRecord
) -> None:
    assessments.save_answer(connection, record.id, ANSWERS[0], None)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(DatabaseError, match=r"^This could not be saved: database or disk is full\. Everything saved"):
        assessments.save_answer(connection, record.id, Answer("TL-B2", value=3, note="x" * 100_000), None)
    assert assessments.answers(connection, record.id) == {"TL-B1": ANSWERS[0]}
    assessments.save_answer(connection, record.id, Answer("TL-B2", value=3), None)
