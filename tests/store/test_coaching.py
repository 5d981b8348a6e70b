"""People, sessions, marks and coach ratings as they are kept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.errors import DatabaseError
from nextrung.people.person import Person
from nextrung.people.rating import CoachRating
from nextrung.people.session import AgendaPoint, CoachingSession, FindingMark
from nextrung.store import assessments, bin, coach_ratings, people, sessions
from nextrung.store.database import file_of, open_database, open_reading
from nextrung.store.sqlite import engine as sqlite3

AT = "2026-11-23T09:41:07Z"
LATER = "2026-11-24T09:00:00Z"
OMAR = Person("p2", "Omar", "senior", "seed", sample=False, occupation="Engineer", tags=("bank", "start-up"))


def session(name: str = "c1", person: str = "p1", **fields: object) -> CoachingSession:
    return CoachingSession(name, person, **fields)  # type: ignore[arg-type]


def test_that_a_person_comes_back_as_they_were_with_a_number(
    connection: sqlite3.Connection, record: AssessmentRecord
) -> None:
    added = people.add(connection, OMAR, LATER)
    assert added == replace(OMAR, number=2)
    assert people.by_id(connection, "p2") == added
    assert [one.id for one in people.all_people(connection)] == [record.person, "p2"]
    assert people.all_people(connection)[1] == added
    assert people.by_id(connection, "nobody") is None


def test_that_a_change_is_kept_with_tags_taken_away_and_added(connection: sqlite3.Connection) -> None:
    added = people.add(connection, OMAR, AT)
    changed = replace(added, name="Omar H.", tags=("school",), occupation="", target_role=None, archived_at=LATER)
    people.change(connection, changed)
    assert people.by_id(connection, "p2") == changed


def test_that_many_are_added_all_or_none(connection: sqlite3.Connection) -> None:
    newcomers = [(replace(OMAR, id=f"n{number}"), f"note {number}") for number in range(5)]
    with pytest.raises(DatabaseError):
        people.add_all(connection, [*newcomers, newcomers[0]], AT)
    assert people.count(connection) == 0
    added = people.add_all(connection, newcomers, AT)
    assert [one.number for one in added] == [1, 2, 3, 4, 5]
    assert people.all_notes(connection) == {f"n{number}": f"note {number}" for number in range(5)}


def test_that_private_notes_come_only_when_asked_for(connection: sqlite3.Connection) -> None:
    people.add(connection, OMAR, AT)
    people.save_notes(connection, "p2", "sees  a lot\n*of* change")
    assert people.notes(connection, "p2") == "sees  a lot\n*of* change"
    assert "change" not in repr(people.by_id(connection, "p2"))
    assert people.notes(connection, "nobody") == ""


def test_that_tags_are_counted_over_people_who_are_not_archived(connection: sqlite3.Connection) -> None:
    people.add(connection, OMAR, AT)
    people.add(connection, replace(OMAR, id="p3", tags=("Bank",)), AT)
    people.add(connection, replace(OMAR, id="p4", archived_at=AT, tags=("old",)), AT)
    assert [(tag.lower(), number) for tag, number in people.tags(connection)] == [("bank", 2), ("start-up", 1)]


def test_that_whoever_is_not_archived_comes_first(connection: sqlite3.Connection) -> None:
    assert people.first(connection) is None
    people.add(connection, replace(OMAR, archived_at=AT), AT)
    first = people.first(connection)
    assert first is not None
    assert first.id == "p2"
    people.add(connection, replace(OMAR, id="p3"), LATER)
    first = people.first(connection)
    assert first is not None
    assert first.id == "p3"


def test_that_a_session_comes_back_as_it_was(
    connection: sqlite3.Connection, path: Path, record: AssessmentRecord
) -> None:
    agenda = (AgendaPoint("gap", "SP", "Strategie – “groß”", 1.7), AgendaPoint("own", text="pay", covered=True))
    full = session(
        planned_at=AT, started_at=AT, ended_at=LATER, agenda=agenda, notes="# a\n- b", decided="c", summary="d"
    )
    for one in (full, session("c2", planned_at=LATER)):
        sessions.save(connection, one)
    with closing(open_database(path)) as again:
        assert sessions.of_person(again, record.person) == (full, session("c2", planned_at=LATER))
        assert sessions.session(again, "c1") == full
        assert sessions.session(again, "c9") is None


@pytest.mark.usefixtures("record")
def test_that_saving_a_session_again_replaces_it(connection: sqlite3.Connection) -> None:
    sessions.save(connection, session(planned_at=AT))
    changed = session(planned_at=LATER, notes="moved")
    sessions.save(connection, changed)
    assert sessions.of_person(connection, "p1") == (changed,)


@pytest.mark.usefixtures("record")
def test_that_a_finding_has_one_mark_in_a_session(connection: sqlite3.Connection) -> None:
    sessions.save(connection, session(started_at=AT))
    first = FindingMark("c1", "level:TL", "unsure", "new team", AT)
    sessions.save_mark(connection, first)
    sessions.save_mark(connection, replace(first, finding="match", at=LATER))
    sessions.save_mark(connection, replace(first, mark="agree", reason="", at=AT))
    assert [(one.finding, one.mark) for one in sessions.marks(connection, "c1")] == [
        ("level:TL", "agree"),
        ("match", "unsure"),
    ]
    sessions.remove_mark(connection, "c1", "match")
    assert len(sessions.marks(connection, "c1")) == 1
    with pytest.raises(DatabaseError):
        sessions.save_mark(connection, replace(first, mark="maybe"))
    bin.put_in(connection, "coaching_session", "c1", AT)
    assert sessions.marks(connection, "c1") == ()


@pytest.mark.usefixtures("record")
def test_that_the_next_session_is_the_earliest_that_has_not_begun(connection: sqlite3.Connection) -> None:
    for name, planned, started in (("a", "2026-12-09", None), ("b", "2026-12-02", None), ("c", "2026-12-01", AT)):
        sessions.save(connection, session(name, planned_at=f"{planned}T09:00:00Z", started_at=started))
    assert sessions.next_planned(connection) == {"p1": "2026-12-02T09:00:00Z"}


@pytest.mark.usefixtures("record")
def test_that_sessions_of_a_week_are_counted_by_when_they_took_place(connection: sqlite3.Connection) -> None:
    week = ("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z")
    sessions.save(connection, session("a", planned_at="2026-11-30T00:00:00Z"))
    sessions.save(connection, session("b", planned_at="2026-11-23T00:00:00Z"))
    sessions.save(connection, session("c", planned_at="2026-12-24T00:00:00Z", started_at=LATER))
    assert sessions.planned_between(connection, *week) == 2


def test_that_ratings_and_what_was_not_seen_come_back(connection: sqlite3.Connection, record: AssessmentRecord) -> None:
    begun = coach_ratings.add(connection, CoachRating("r1", record.person, "f1", None, AT, None))
    coach_ratings.save(connection, "r1", "TL-B1", 3.0, AT)
    coach_ratings.save(connection, "r1", "TL-B2", 2.0, AT)
    coach_ratings.save(connection, "r1", "TL-B2", None, AT)
    (kept,) = coach_ratings.of_person(connection, record.person)
    assert kept == replace(begun, position="TL-B2", given={"TL-B1": 3.0, "TL-B2": None})
    coach_ratings.take_back(connection, "r1", "TL-B2")
    coach_ratings.save_position(connection, "r1", "TL-B3")
    done = coach_ratings.complete(connection, begun, LATER)
    assert done.sequence > begun.sequence
    (kept,) = coach_ratings.of_person(connection, record.person)
    assert kept == replace(done, position="TL-B3", given={"TL-B1": 3.0})


def test_that_levels_of_many_are_read_without_the_rest_of_their_answers(
    connection: sqlite3.Connection, record: AssessmentRecord
) -> None:
    given = (
        Answer("TL-B1", value=3.0, seconds=4, note="long", at=AT),
        Answer("TL-B2", no_chance=True, at=AT),
        Answer("TL-B3", skipped=True, at=AT),
        Answer("TL-S1", choice="C", at=AT),
    )
    for number in range(2):
        done = replace(record, id=f"d{number}", completed_at=LATER)
        assessments.add(connection, done, given)
    assert [one.id for one in assessments.finished_of_all(connection)] == ["d0", "d1"]
    found = assessments.self_reports(connection, ["d0"])
    assert found == {"d0": {"TL-B1": Answer("TL-B1", 3.0), "TL-B2": Answer("TL-B2", no_chance=True)}}


def test_that_the_second_connection_reads_what_was_written_and_writes_nothing(
    connection: sqlite3.Connection, path: Path
) -> None:
    people.add(connection, OMAR, AT)
    assert file_of(connection) == path
    with closing(open_reading(path)) as reader:
        assert people.by_id(reader, "p2") is not None
        with pytest.raises(DatabaseError):
            people.save_notes(reader, "p2", "x")
