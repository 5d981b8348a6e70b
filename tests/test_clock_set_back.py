"""What came later is told by what was done later: a clock that is set back changes dates on screen, nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests import coaching, given, other_program
from tests.first_start import begun

from nextrung import resources
from nextrung.report.history import history as report_history
from nextrung.report.pages_parts import line_chart
from nextrung.store.assessments import newest_of_each
from nextrung.store.backups import second
from nextrung.store.database import open_reading
from nextrung.ui.history.compare_state import build as compared
from nextrung.ui.history.state import OVERALL, HistoryState, measure
from nextrung.ui.history.state import build as history
from nextrung.ui.plan.state import build as plan_page
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep


@pytest.fixture
def clock() -> coaching.Clock:
    return coaching.Clock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return begun(tmp_path)


@pytest.fixture
def workspace(database: Path, clock: coaching.Clock) -> Iterator[Workspace]:
    space = Workspace.open(database, [given.ML_MANAGER], resources.assets("salary"), clock)
    space.add_person("Jana")
    space.choose_role("senior")
    yield space
    space.close()


def shown(workspace: Workspace) -> HistoryState:
    measured = tuple(measure(assessment) for assessment in workspace.history.finished())
    content = workspace.installed.questionnaire
    return history(measured, content, workspace.role, OVERALL, careful_shown=True, both_forms=True, removed_at=None)


def test_that_a_finished_assessment_is_the_latest_though_the_clock_was_set_back(
    workspace: Workspace, clock: coaching.Clock
) -> None:
    first = coaching.assess(workspace, -1)
    clock.pass_days(30)
    second = coaching.assess(workspace)
    clock.pass_days(-31)
    third = coaching.assess(workspace, 1)
    assert (third.record.completed_at or "") < (first.record.completed_at or "")
    latest = workspace.latest()
    assert latest is not None
    assert latest.record == third.record, "its date is shown as it is"
    assert [one.id for one in workspace.earlier_than(latest)] == [second.record.id, first.record.id]
    finished = [one.record.id for one in workspace.history.finished()]
    assert finished == [first.record.id, second.record.id, third.record.id]
    (facts,) = workspace.people.facts()
    assert [one.id for one in facts.finished] == finished
    with closing(open_reading(workspace.safety.database)) as reading:
        assert newest_of_each(reading, "ml-manager")[third.record.person].id == third.record.id
    state = shown(workspace)
    assert [entry.id for entry in state.entries] == finished[::-1]
    assert state.trend is not None
    assert state.trend.since.id == second.record.id
    pair = compared(state, workspace.history.finished(), third.record.id, second.record.id)
    assert (pair.earlier.id, pair.later.id) == (second.record.id, third.record.id)
    (inside,) = workspace.safety.present().people
    assert inside.latest == third.record.completed_at


def test_that_one_started_first_and_finished_last_is_the_latest(workspace: Workspace, clock: coaching.Clock) -> None:
    slow = workspace.start("full")
    clock.pass_days(1)
    coaching.assess(workspace, form="quick")
    clock.pass_days(-3)
    for answer in given.sample_answers().values():
        slow = workspace.answer(slow, answer)
    slow = workspace.finish(slow)
    assert workspace.latest() == workspace.assessment(slow.record.id)


def test_that_charts_over_time_have_their_dates_in_order(workspace: Workspace, clock: coaching.Clock) -> None:
    for days in (30, 30, -59, 0):
        assessment = coaching.assess(workspace)
        clock.pass_days(days)
    material = workspace.reports.material(assessment, workspace.role)
    found = report_history(material)
    assert found is not None
    at = [point.at for point in line_chart(found).points]
    assert at == sorted(at)
    assert (at[0], at[-1]) == (0.0, 1.0)


def test_that_what_came_over_from_a_quick_one_is_known_as_such(workspace: Workspace, clock: coaching.Clock) -> None:
    quick = coaching.assess(workspace, form="quick")
    clock.pass_days(-1)
    deeper = workspace.start("full", quick)
    given_now = next(item for item in deeper.items if item.id not in quick.answers)
    deeper = workspace.answer(deeper, given.sample_answers()[given_now.id])
    for assessment in (deeper, workspace.assessment(deeper.record.id)):
        carried = [item.id for item in assessment.items if assessment.was_carried(item)]
        assert carried == [item.id for item in assessment.items if item.id in quick.answers]


def test_that_steps_stand_as_they_were_added_and_finished(workspace: Workspace, clock: coaching.Clock) -> None:
    coaching.assess(workspace)
    names = ("first", "second", "third")
    for name in names:
        step = workspace.plan.add_own(OwnStep(name))
        clock.pass_days(-1)
        workspace.plan.finish(step.id, "document", f"page of {name}")
        clock.pass_days(-1)
    assert [step.title for step in workspace.plan.steps()] == list(names)
    assert [one.line for one in workspace.plan.evidence()] == [f"page of {name}" for name in names]
    assert [one.line for one in workspace.plan.evidence_of("")] == [f"page of {name}" for name in reversed(names)]
    assert [one.title for one in plan_page(workspace, (), ()).done] == list(reversed(names))


def test_that_a_session_follows_the_one_before_it(workspace: Workspace, clock: coaching.Clock) -> None:
    coaching.assess(workspace, -1)
    first = workspace.sessions.start()
    clock.pass_days(-1)
    during = workspace.plan.add_own(OwnStep("agreed on"))
    assert workspace.sessions.steps_of(workspace.sessions.session(first.id)) == (during,)
    workspace.sessions.mark(first.id, "match", "unsure", "too early")
    workspace.sessions.finish(first.id, "")
    after = workspace.plan.add_own(OwnStep("later"))
    workspace.plan.finish(after.id, "document", "done since")
    assert workspace.sessions.steps_of(workspace.sessions.session(first.id)) == (during,)
    coaching.assess(workspace, 1)
    clock.pass_days(-1)
    second = workspace.sessions.start()
    kinds = [(point.kind, point.subject) for point in second.agenda]
    assert ("step_done", after.id) in kinds
    assert ("unsure", "match") in kinds
    assert any(kind == "change" for kind, _ in kinds)
    workspace.sessions.finish(second.id, "")
    assert [one.id for one in workspace.sessions.sessions()] == [first.id, second.id]


def test_that_the_newest_round_of_a_coach_counts(workspace: Workspace, clock: coaching.Clock) -> None:
    for value in (2.0, 4.0):
        going_on = workspace.rating.start()
        done = workspace.rating.finish(workspace.rating.rate(going_on, "TL-B1", value))
        clock.pass_days(-2)
    assert workspace.rating.latest() == done


def test_that_one_brought_in_stands_where_its_own_dates_place_it(workspace: Workspace, clock: coaching.Clock) -> None:
    first = coaching.assess(workspace)
    clock.pass_days(60)
    last = coaching.assess(workspace)
    moments = ("2026-12-01T10:00:00Z", "2026-12-01T11:00:00Z")
    brought = workspace.history.keep(last.record.questionnaire, "full", last.answers, moments)
    assert [one.record for one in workspace.history.finished()] == [first.record, brought.record, last.record]


def test_that_two_computers_meet_in_the_order_of_their_dates(
    workspace: Workspace, clock: coaching.Clock, tmp_path: Path
) -> None:
    coaching.assess(workspace)
    sent = tmp_path / "sent.nextrung"
    workspace.transfer.export_work(sent)()
    clock_there = coaching.Clock(clock.now)
    there = Workspace.open(begun(tmp_path / "there"), [given.ML_MANAGER], resources.assets("salary"), clock_there)
    there.transfer.take_in(there.transfer.reading_work(sent)())
    clock.pass_days(2)
    here = [one.record.id for one in (coaching.assess(workspace), coaching.assess(workspace))]
    clock_there.pass_days(1)
    between = coaching.assess(there).record.id
    back = tmp_path / "back.nextrung"
    there.transfer.export_work(back)()
    there.close()
    workspace.transfer.take_in(workspace.transfer.reading_work(back)())
    assert [one.record.id for one in workspace.history.finished()][1:] == [between, *here]


def test_that_the_newest_backup_is_the_one_made_last(workspace: Workspace, clock: coaching.Clock) -> None:
    for days in (0, -1, -1, 5):
        workspace.add_person(f"somebody {days}")
        clock.pass_days(days)
        made = workspace.safety.back_up("start").backup
        assert workspace.last_proven() == made
        assert workspace.safety.backups()[0] == made


def test_that_a_second_folder_goes_on_counting_when_the_first_begins_anew(
    workspace: Workspace, clock: coaching.Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace.safety.choose_second_folder(stick)
    for number in range(12):
        workspace.add_person(f"somebody {number}")
        clock.pass_days(1)
        workspace.safety.back_up("start")
    shutil.rmtree(workspace.safety.backup_folder.folder)
    workspace.add_person("after the first folder was lost")
    clock.pass_days(1)
    made = workspace.safety.back_up("start").backup
    with other_program.at_the_data_of(workspace) as connection:
        chosen = second.chosen(connection)
    assert chosen is not None
    assert chosen.backup_folder.backups()[0].made_at == made.made_at
    workspace.safety.back_up("start")
    assert [one.made_at for one in chosen.backup_folder.backups()].count(made.made_at) == 1
