"""The bin as a workspace uses it: nothing deleted shows anywhere, and nothing goes for good unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests import coaching, given
from tests.first_start import begun

from nextrung import resources
from nextrung.errors import NextRungError
from nextrung.people.person import PersonError
from nextrung.plan.step import PlanError
from nextrung.store import bin, erase
from nextrung.store.backups import snapshot
from nextrung.workspace import Workspace
from nextrung.workspace.bin import DAYS, BinError, Overdue
from nextrung.workspace.plan import OwnStep


@pytest.fixture
def clock() -> coaching.Clock:
    return coaching.Clock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return begun(tmp_path)


def opened(database: Path, clock: coaching.Clock) -> Workspace:
    return Workspace.open(database, [given.ML_MANAGER], resources.assets("salary"), clock)


@pytest.fixture
def workspace(database: Path, clock: coaching.Clock) -> Iterator[Workspace]:
    space = opened(database, clock)
    space.add_person("Jana")
    space.choose_role("senior")
    yield space
    space.close()


def test_that_a_deleted_assessment_survives_closing_and_starting(database: Path, clock: coaching.Clock) -> None:
    first = opened(database, clock)
    first.add_person("Jana")
    assessment = coaching.assess(first)
    first.safety.back_up("asked")
    first.history.remove(assessment.record.id)
    assert first.history.removed_at == assessment.record.completed_at
    first.close()
    clock.pass_days(0.01)
    again = opened(database, clock)
    again.safety.back_up("start")
    assert again.history.finished() == ()
    holding = [
        one
        for one in again.safety.backups()
        if (one.proof is not None and (one.proof.rows["assessment"] or one.proof.rows["bin"]))
    ]
    assert len(holding) == len(again.safety.backups()) == 2, "every backup holds it, as it was or in the bin"
    (deleted,) = again.bin.deleted(again.person.id if again.person else None, "assessment")
    again.bin.put_back(deleted.id)
    assert again.history.finished() == (assessment,)
    again.close()


def test_that_a_backup_that_was_asked_for_stays_all_day(workspace: Workspace, clock: coaching.Clock) -> None:
    for number in range(6):
        workspace.add_person(f"Person {number}")
        clock.pass_days(0.01)
        workspace.safety.back_up("asked" if number == 2 else "start")
    assert [one.reason for one in workspace.safety.backups()] == ["start", "asked", "start"]


def test_that_nothing_deleted_is_counted_shown_or_handed_on(workspace: Workspace, tmp_path: Path) -> None:
    assessment = coaching.assess(workspace)
    step = workspace.plan.add_own(OwnStep("A step to be deleted"))
    session = workspace.sessions.start()
    workspace.sessions.write(session.id, notes="words of a deleted session")
    other = workspace.add_person("Deleted Person")
    coaching.assess(workspace)
    workspace.people.archive(other.id)
    workspace.people.delete(other.id)
    workspace.history.remove(assessment.record.id)
    workspace.plan.drop(step.id)
    workspace.plan.delete(step.id)
    workspace.sessions.remove(session.id)
    assert [one.name for one in workspace.people.everyone()] == ["Jana"]
    assert workspace.latest() is None
    assert workspace.history.finished() == ()
    assert workspace.plan.steps() == ()
    assert workspace.sessions.sessions() == ()
    assert workspace.people.sessions_this_week() == 0
    (facts,) = workspace.people.facts()
    assert (facts.finished, facts.live_steps) == ((), 0)
    assert [one.name for one in workspace.safety.present().people] == ["Jana"]
    group = workspace.group.reader().read()
    assert group is not None
    file = tmp_path / "all.nextrung"
    done = workspace.transfer.export_work(file)()
    assert (done.people, done.assessments) == (1, 0)
    found = workspace.transfer.reading_work(file)()
    assert [one.name for one in found.preview.people] == ["Jana"]
    assert {one.kind for one in workspace.bin.deleted()} == {"assessment", "person", "plan_step", "coaching_session"}


def test_that_only_what_was_put_aside_first_can_be_deleted(workspace: Workspace) -> None:
    person = workspace.person
    assert person is not None
    with pytest.raises(PersonError, match="Archive a person first"):
        workspace.people.delete(person.id)
    step = workspace.plan.add_own(OwnStep("Live"))
    with pytest.raises(PlanError, match="Drop the step first"):
        workspace.plan.delete(step.id)


def test_that_deleting_a_step_is_undone_with_the_other_changes_of_the_plan(workspace: Workspace) -> None:
    step = workspace.plan.add_own(OwnStep("A step"))
    workspace.plan.drop(step.id)
    workspace.plan.delete(step.id)
    assert workspace.plan.undo()
    assert [one.state for one in workspace.plan.steps()] == ["dropped"]
    workspace.plan.delete(step.id)
    (deleted,) = workspace.bin.deleted(step.person, "plan_step")
    workspace.bin.put_back(deleted.id)
    assert workspace.plan.undo()
    assert [one.state for one in workspace.plan.steps()] == ["planned"]
    workspace.plan.drop(step.id)
    workspace.plan.delete(step.id)
    (deleted,) = workspace.bin.deleted(step.person, "plan_step")
    workspace.safety.empty_bin_work([deleted.id])()
    while workspace.plan.undo():
        assert workspace.plan.steps() == () or workspace.plan.steps()[0].title == "A step"


def test_that_no_session_is_put_back_while_another_goes_on(workspace: Workspace) -> None:
    session = workspace.sessions.start()
    workspace.sessions.remove(session.id)
    workspace.sessions.start()
    (deleted,) = workspace.bin.deleted()
    with pytest.raises(BinError, match="Another session is going on"):
        workspace.bin.put_back(deleted.id)


def test_that_erasing_empties_the_part_of_a_person_and_the_backups(workspace: Workspace, database: Path) -> None:
    coaching.assess(workspace)
    other = workspace.add_person("Unmistakable Name")
    assessment = coaching.assess(workspace)
    workspace.history.remove(assessment.record.id)
    workspace.safety.back_up("asked")
    workspace.people.archive(other.id)
    workspace.people.delete(other.id)
    workspace.safety.back_up("start")
    assert workspace.safety.holders_work(other.id)() == 2
    receipt = workspace.erase_work(other.id, backups=True)()
    assert (receipt.name, receipt.rows["bin"], receipt.still_held) == ("Unmistakable Name", 2, 0)
    assert workspace.bin.deleted() == ()
    for path in database.parent.rglob("*"):
        assert not path.is_file() or b"Unmistakable" not in path.read_bytes(), path


def test_that_a_backup_without_a_bin_can_be_looked_into_and_rewritten(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes((Path(__file__).parent / "databases" / "v5.db").read_bytes())
    with closing(snapshot.closed(old)) as copy:
        assert erase.who_is_in(old, lambda one: one == "p1") == ("p1",)
        assert erase.who_is_in(old, lambda one: one == "nobody") == ()
        assert copy.execute("SELECT count(*) FROM person").fetchone() == (3,)


def test_that_something_goes_after_thirty_days_once_it_was_said(workspace: Workspace, clock: coaching.Clock) -> None:
    assessment = coaching.assess(workspace)
    workspace.history.remove(assessment.record.id)
    (deleted,) = workspace.bin.deleted()
    clock.pass_days(DAYS - 1)
    assert workspace.bin.overdue() == Overdue((), ())
    clock.pass_days(1)
    assert workspace.bin.overdue().told == (deleted.id,)
    assert workspace.bin.overdue() == Overdue((), ()), "the same day says no more"
    clock.pass_days(1)
    overdue = workspace.bin.overdue()
    assert overdue.gone == (deleted.id,)
    assert workspace.safety.empty_bin_work(overdue.gone)() == 1
    assert workspace.bin.deleted() == ()
    newest = workspace.safety.backups()[0]
    assert newest.reason == "deletion"
    assert newest.precious
    with closing(snapshot.closed(newest.path)) as copy:
        assert len(bin.entries(copy)) == 1
    with pytest.raises(NextRungError, match="no longer among what was deleted"):
        workspace.bin.put_back(deleted.id)


def test_that_a_clock_far_ahead_loses_nothing(workspace: Workspace, clock: coaching.Clock) -> None:
    assessment = coaching.assess(workspace)
    workspace.history.remove(assessment.record.id)
    (deleted,) = workspace.bin.deleted()
    clock.pass_days(20_000)
    assert workspace.bin.overdue().told == (deleted.id,)
    assert workspace.bin.overdue().gone == ()
    clock.pass_days(-20_000 + 2)
    overdue = workspace.bin.overdue()
    assert (overdue.told, overdue.gone) == ((), ())
    clock.pass_days(DAYS)
    assert workspace.bin.overdue().told == (deleted.id,)


def test_that_what_was_deleted_while_the_clock_was_ahead_does_not_stay_for_ever(
    workspace: Workspace, clock: coaching.Clock
) -> None:
    clock.pass_days(20_000)
    assessment = coaching.assess(workspace)
    workspace.history.remove(assessment.record.id)
    before = workspace.bin.deleted()[0].deleted_at
    clock.pass_days(-20_000)
    workspace.bin.overdue()
    clock.pass_days(DAYS)
    assert len(workspace.bin.overdue().told) == 1
    assert workspace.bin.deleted()[0].deleted_at == before, "dates are shown as they are"
