"""Plan steps and evidence as they are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from nextrung.assessment.record import AssessmentRecord
from nextrung.errors import DatabaseError
from nextrung.people.person import Person
from nextrung.plan.step import ChecklistItem, KeptEvidence, PlanStep
from nextrung.store import bin, people, plans
from nextrung.store.database import open_database
from nextrung.store.sqlite import engine as sqlite3

AT = "2026-11-23T09:41:07Z"
STEP = PlanStep(
    id="t1",
    person="p1",
    title="Coach “one” person",
    added_at=AT,
    action="TL-A1",
    competency="TL",
    facet="TL1",
    chance=True,
    if_then="If it starts, then I ask.",
    due=date(2026, 12, 1),
    ticks=(ChecklistItem("Agree", done=True), ChecklistItem("Treffen — ünïcode")),
    effort_hours=9,
    evidence_of_done="Notes",
    notes="first line\nsecond line",
    state="doing",
)
EVIDENCE = KeptEvidence("e1", "p1", "t1", "TL1", "document", "the notes", AT)


@pytest.fixture(autouse=True)
def person(record: AssessmentRecord) -> str:
    return record.person


def test_that_a_step_comes_back_as_it_was(connection: sqlite3.Connection, path: Path) -> None:
    bare = PlanStep("t2", "p1", "Own", "2026-11-23T09:41:08Z")
    for step in (STEP, bare):
        plans.save(connection, step, ())
    again = open_database(path)
    assert plans.of_person(again, "p1") == (STEP, bare)
    assert plans.step(again, "t1") == STEP
    assert plans.step(again, "t9") is None
    again.close()


def test_that_saving_again_replaces_the_step_and_its_evidence(connection: sqlite3.Connection) -> None:
    plans.save(connection, STEP, (EVIDENCE,))
    assert plans.evidence_of_step(connection, "t1") == (EVIDENCE,)
    changed = replace(STEP, notes="other", due=None, state="dropped")
    plans.save(connection, changed, ())
    assert plans.of_person(connection, "p1") == (changed,)
    assert plans.evidence_of_step(connection, "t1") == ()


def test_that_a_step_with_bad_evidence_is_not_kept_at_all(connection: sqlite3.Connection) -> None:
    with pytest.raises(DatabaseError, match="could not be saved"):
        plans.save(connection, STEP, (EVIDENCE, EVIDENCE))
    assert plans.of_person(connection, "p1") == ()


def test_that_an_unknown_state_or_person_is_refused(connection: sqlite3.Connection) -> None:
    for bad in (replace(STEP, state="lost"), replace(STEP, person="nobody")):
        with pytest.raises(DatabaseError, match="could not be saved"):
            plans.save(connection, bad, ())


def test_that_live_and_due_steps_are_counted_by_day(connection: sqlite3.Connection) -> None:
    for number, (state, day) in enumerate((("planned", 1), ("doing", 2), ("done", 1), ("dropped", 1), ("doing", None))):
        due = date(2026, 12, day) if day else None
        plans.save(connection, replace(STEP, id=f"s{number}", state=state, due=due), ())
    assert plans.live_count(connection, "p1") == 3
    counts = [plans.due_count(connection, "p1", date(2026, month, day)) for month, day in ((11, 30), (12, 1), (12, 2))]
    assert counts == [0, 1, 2]
    assert plans.due_count(connection, "somebody else", date(2027, 1, 1)) == 0


def test_that_the_newest_evidence_of_a_facet_comes_first(connection: sqlite3.Connection) -> None:
    for number in range(3):
        step = replace(STEP, id=f"s{number}")
        facet = "TL2" if number == 1 else "TL1"
        one = replace(EVIDENCE, id=f"e{number}", step=step.id, facet=facet, at=f"2026-11-2{number}T00:00:00Z")
        plans.save(connection, step, (one,))
    assert [one.id for one in plans.evidence_of_facet(connection, "p1", "TL1")] == ["e2", "e0"]
    assert [one.id for one in plans.evidence_of_person(connection, "p1")] == ["e0", "e1", "e2"]


def test_that_removing_a_step_or_a_person_removes_what_belongs_to_it(connection: sqlite3.Connection) -> None:
    people.add(connection, Person("p2", "", None, "seed", sample=False), AT)
    plans.save(connection, STEP, (EVIDENCE,))
    plans.save(connection, replace(STEP, id="t2", person="p2"), (replace(EVIDENCE, id="e2", person="p2", step="t2"),))
    bin.put_in(connection, "person", "p1", AT)
    assert plans.of_person(connection, "p1") == ()
    assert plans.evidence_of_person(connection, "p1") == ()
    assert len(plans.evidence_of_person(connection, "p2")) == 1
    plans.remove(connection, "t2")
    assert plans.evidence_of_person(connection, "p2") == ()
