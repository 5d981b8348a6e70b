"""A clock that was set back: nothing is lost, nothing is sorted away, and work goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests import given

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.store.database import open_database
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that can be set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[Callable[[], Workspace]]:
    with ExitStack() as stack:

        def start() -> Workspace:
            path = tmp_path / "nextrung.db"
            connection = open_database(path)
            stack.callback(connection.close)
            return Workspace(connection, [given.ML_MANAGER], resources.assets("salary"), clock, path)

        yield start


def test_that_answers_after_the_clock_was_set_back_are_kept(opened: Callable[[], Workspace], clock: Clock) -> None:
    """A day in the middle of an assessment goes back by a year: all answers are there, in one open assessment."""
    workspace = opened()
    assessment = workspace.start("quick")
    items = [item.id for item in assessment.items]
    for number, item in enumerate(items):
        if number == 10:
            clock.now -= timedelta(days=365)
        assessment = workspace.answer(assessment, Answer(item, skipped=True))
        assessment = workspace.answer(assessment, Answer(item, no_chance=True))
    again = opened().open_assessment()
    assert again is not None
    assert again.answers == assessment.answers
    assert all(answer.no_chance for answer in again.answers.values())
    assert again.record.position == items[-1]
    assert opened().finish(assessment).complete


def test_that_assessments_after_the_clock_was_set_back_are_all_there(
    opened: Callable[[], Workspace], clock: Clock
) -> None:
    workspace = opened()
    finished = []
    for days in (0, 400, 30):
        clock.now -= timedelta(days=days)
        finished.append(workspace.finish(workspace.start("quick")).record.id)
    unfinished = workspace.start("full").record.id
    workspace = opened()
    assert {one.record.id for one in workspace.history.finished()} == set(finished)
    assert {one.record.id for one in workspace.assessments()} == {*finished, unfinished}
    latest, begun = workspace.latest(), workspace.open_assessment()
    assert latest is not None
    assert begun is not None
    assert begun.record.id == unfinished
    assert len(workspace.earlier_than(latest)) == 2


def test_that_the_plan_works_after_the_clock_was_set_back(opened: Callable[[], Workspace], clock: Clock) -> None:
    workspace = opened()
    workspace.add_person("Jana")
    due = NOW.date() + timedelta(days=3)
    first = workspace.plan.add_own(OwnStep("First", due=due))
    workspace.plan.finish(first.id, "document", "The first line")
    clock.now -= timedelta(days=400)
    second = workspace.plan.add_own(OwnStep("Second", due=due))
    workspace.plan.finish(second.id, "document", "The second line")
    third = workspace.plan.add_own(OwnStep("Third", due=due))
    workspace.plan.edit(third.id, notes="After the clock was set back")
    workspace = opened()
    assert {step.title for step in workspace.plan.steps()} == {"First", "Second", "Third"}
    assert {one.line for one in workspace.plan.evidence()} == {"The first line", "The second line"}
    assert workspace.plan.step(third.id).notes == "After the clock was set back"
    assert workspace.plan.due_count() == 0
    clock.now = NOW
    assert workspace.plan.due_count() == 1


def test_that_backups_go_on_after_the_clock_was_set_back(opened: Callable[[], Workspace], clock: Clock) -> None:
    """The newest backup is the one made last, whatever the clock says, and thinning never takes it away."""
    workspace = opened()
    workspace.add_person("Jana")
    names: list[str] = []
    for days in (0, 700, 0, -300):
        clock.now -= timedelta(days=days)
        workspace.add_person(f"Person {len(names)}")
        names.append(workspace.safety.back_up("assessment").backup.path.name)
        newest = workspace.last_proven()
        assert newest is not None
        assert newest.path.name == names[-1]
        assert newest.proof is not None
        assert newest.proof.rows["person"] == 1 + len(names)
    assert len(set(names)) == 4
