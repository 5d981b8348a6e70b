"""Sessions and coach ratings as a coach uses them, on a real data file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests import coaching, given

from nextrung import resources
from nextrung.errors import NextRungError
from nextrung.people.session import SessionError
from nextrung.store.database import open_database
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep


@pytest.fixture
def clock() -> coaching.Clock:
    return coaching.Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: coaching.Clock) -> Iterator[Workspace]:
    connection = open_database(tmp_path / "nextrung.db")
    space = Workspace(connection, [given.ML_MANAGER], resources.assets("salary"), clock)
    space.add_person("Jana")
    space.choose_role("senior")
    yield space
    space.close()


def subjects(workspace: Workspace) -> list[tuple[str, str]]:
    session = workspace.sessions.running()
    assert session is not None
    return [(point.kind, point.subject) for point in session.agenda]


def test_that_the_first_session_offers_the_biggest_gap_and_calibration(workspace: Workspace) -> None:
    coaching.assess(workspace)
    workspace.sessions.start()
    assert subjects(workspace) == [("gap", "SP"), ("calibration", "")]


def test_that_without_an_assessment_the_agenda_is_empty_and_takes_points_of_ones_own(workspace: Workspace) -> None:
    session = workspace.sessions.start()
    assert session.agenda == ()
    workspace.sessions.add_point(session.id, "  What the   new job asks ")
    assert [point.text for point in workspace.sessions.session(session.id).agenda] == ["What the new job asks"]
    for bad in ("", " ", "x" * 301):
        with pytest.raises(SessionError):
            workspace.sessions.add_point(session.id, bad)


def test_that_the_next_session_begins_with_what_has_changed_since(workspace: Workspace, clock: coaching.Clock) -> None:
    coaching.assess(workspace, -1)
    sessions = workspace.sessions
    first = sessions.start()
    sessions.mark(first.id, "level:TO", "unsure", "a new team")
    sessions.mark(first.id, "level:TL", "agree")
    done = workspace.plan.add_own(OwnStep("Write the stop rule"))
    due = workspace.plan.add_own(OwnStep("Forecast the cost", due=date(2027, 2, 22)))
    later = workspace.plan.add_own(OwnStep("Far away", due=date(2027, 9, 1)))
    sessions.finish(first.id, "")
    clock.pass_days(90)
    workspace.plan.finish(done.id, "document", "the rule")
    coaching.assess(workspace, 0.5)
    sessions.start()
    found = subjects(workspace)
    kinds = [kind for kind, _ in found]
    assert kinds == sorted(kinds, key=["change", "step_done", "step_due", "gap", "unsure", "calibration"].index)
    assert kinds.count("change") == 3
    assert ("step_done", done.id) in found
    assert ("step_due", due.id) in found
    assert ("unsure", "level:TO") in found
    assert ("unsure", "level:TL") not in found
    assert all(subject != later.id for _, subject in found)


def test_that_old_news_are_not_offered_again(workspace: Workspace, clock: coaching.Clock) -> None:
    coaching.assess(workspace, -1)
    clock.pass_days(90)
    coaching.assess(workspace, 0.5)
    step = workspace.plan.add_own(OwnStep("Write the stop rule"))
    workspace.plan.finish(step.id, "document", "the rule")
    first = workspace.sessions.start()
    assert {"change", "step_done"} <= {kind for kind, _ in subjects(workspace)}
    workspace.sessions.finish(first.id, "")
    workspace.sessions.start()
    assert not {"change", "step_done"} & {kind for kind, _ in subjects(workspace)}


def test_that_nobody_is_in_two_sessions_at_once(workspace: Workspace) -> None:
    first = workspace.sessions.start()
    planned = workspace.sessions.plan(datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert workspace.sessions.start(planned.id).id == first.id
    workspace.sessions.finish(first.id, "page")
    started = workspace.sessions.start(planned.id)
    assert (started.id, started.planned_at) == (planned.id, "2026-12-01T09:00:00Z")
    with pytest.raises(SessionError, match="Another session"):
        workspace.sessions.reopen(first.id)
    workspace.sessions.finish(started.id, "")
    assert workspace.sessions.reopen(first.id).state == "running"


def test_that_what_is_written_is_kept_part_by_part(workspace: Workspace) -> None:
    session = workspace.sessions.start()
    workspace.sessions.write(session.id, notes="# private\n- a")
    workspace.sessions.write(session.id, decided="Write the rule.")
    kept = workspace.sessions.session(session.id)
    assert (kept.notes, kept.decided) == ("# private\n- a", "Write the rule.")
    with pytest.raises(SessionError, match="at most 100,000"):
        workspace.sessions.write(session.id, notes="x" * 100_001)
    assert workspace.sessions.session(session.id) == kept


def test_that_steps_decided_together_are_those_added_in_between(workspace: Workspace, clock: coaching.Clock) -> None:
    workspace.plan.add_own(OwnStep("Before"))
    session = workspace.sessions.start()
    workspace.plan.add_own(OwnStep("Together"))
    ended = workspace.sessions.finish(session.id, "")
    clock.pass_days(1)
    workspace.plan.add_own(OwnStep("After"))
    assert [step.title for step in workspace.sessions.steps_of(ended)] == ["Together"]
    assert workspace.sessions.steps_of(workspace.sessions.plan(clock.now)) == ()


def test_that_a_removed_session_comes_back_with_its_marks(workspace: Workspace) -> None:
    session = workspace.sessions.start()
    workspace.sessions.mark(session.id, "match", "disagree", "too low")
    before = (workspace.sessions.session(session.id), workspace.sessions.marks(session.id))
    workspace.sessions.remove(session.id)
    assert workspace.sessions.sessions() == ()
    assert workspace.sessions.can_undo()
    workspace.sessions.undo()
    assert (workspace.sessions.session(session.id), workspace.sessions.marks(session.id)) == before
    assert not workspace.sessions.can_undo()


def test_that_a_session_that_has_begun_is_not_moved(workspace: Workspace) -> None:
    planned = workspace.sessions.plan(datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert (
        workspace.sessions.move(planned.id, datetime(2026, 12, 2, 9, tzinfo=UTC)).planned_at == "2026-12-02T09:00:00Z"
    )
    workspace.sessions.start(planned.id)
    with pytest.raises(SessionError, match="cannot be moved"):
        workspace.sessions.move(planned.id, datetime(2026, 12, 3, tzinfo=UTC))


def test_that_sessions_of_this_week_are_counted_over_everybody(workspace: Workspace, clock: coaching.Clock) -> None:
    for days in (0, 2, 40):
        workspace.sessions.plan(clock.now + timedelta(days=days))
    workspace.add_person("Omar")
    workspace.sessions.plan(clock.now)
    assert workspace.people.sessions_this_week() == 3


def test_that_a_round_of_ratings_is_gone_on_with_and_finished(workspace: Workspace) -> None:
    rating = workspace.rating.start()
    items = workspace.rating.items(rating)
    assert [item.id for item in items] == list(given.items("full", type(items[0])))
    with pytest.raises(NextRungError, match="at least one"):
        workspace.rating.finish(workspace.rating.rate(rating, items[0].id, None))
    rating = workspace.rating.rate(rating, items[1].id, 4.0)
    with pytest.raises(ValueError, match="6"):
        workspace.rating.rate(rating, items[2].id, 6.0)
    assert workspace.rating.start().given == {items[0].id: None, items[1].id: 4.0}
    assert workspace.rating.latest() is None
    finished = workspace.rating.finish(workspace.rating.take_back(rating, items[0].id))
    assert workspace.rating.unfinished() is None
    latest = workspace.rating.latest()
    assert latest is not None
    assert (latest.id, latest.given) == (finished.id, {items[1].id: 4.0})
    assert workspace.rating.start().id != finished.id


def test_that_a_coachs_ratings_leave_the_persons_answers_alone(workspace: Workspace) -> None:
    assessment = coaching.assess(workspace)
    before = assessment.result(workspace.role)
    rating = workspace.rating.start()
    for item in workspace.rating.items(rating):
        rating = workspace.rating.rate(rating, item.id, 5.0)
    workspace.rating.finish(rating)
    latest = workspace.latest()
    assert latest is not None
    assert latest.answers == assessment.answers
    assert latest.result(workspace.role) == before
