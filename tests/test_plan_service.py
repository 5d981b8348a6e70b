"""The plan as a person uses it, on a real data file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests import given

from nextrung import resources
from nextrung.plan.step import ChecklistItem, PlanError, PlanStep
from nextrung.scoring.result import Result
from nextrung.store.database import open_database
from nextrung.workspace import Assessment, Workspace
from nextrung.workspace.plan import OwnStep

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Workspace]]:
    spaces: list[Workspace] = []
    clock = Clock()

    def start() -> Workspace:
        for space in spaces:
            space.close()
        connection = open_database(tmp_path / "nextrung.db")
        spaces.append(Workspace(connection, [given.ML_MANAGER], resources.assets("salary"), clock))
        return spaces[-1]

    yield start
    for space in spaces:
        space.close()


@pytest.fixture
def workspace(opened: Callable[[], Workspace]) -> Workspace:
    space = opened()
    space.add_sample(given.SAMPLE.read_text(encoding="utf-8"))
    space.choose_role("director")
    return space


def newest(workspace: Workspace) -> tuple[Assessment, Result]:
    latest = workspace.latest()
    assert latest is not None
    return latest, latest.result(workspace.role)


def add_own(workspace: Workspace, title: str = "Ask Sam", **fields: object) -> PlanStep:
    return workspace.plan.add_own(OwnStep(title, **fields))  # type: ignore[arg-type]


def test_that_a_plan_without_a_person_is_empty_and_says_what_it_needs(opened: Callable[[], Workspace]) -> None:
    plan = opened().plan
    assert (plan.steps(), plan.due_count(), plan.evidence_of("TL1"), plan.undo()) == ((), 0, (), False)
    with pytest.raises(PlanError, match="begins with a first assessment"):
        plan.add_own(OwnStep("Ask Sam"))


def test_that_an_offer_taken_on_is_kept_and_no_longer_offered(
    workspace: Workspace, opened: Callable[[], Workspace]
) -> None:
    offers = workspace.plan.offers(*newest(workspace))
    step = workspace.plan.add(offers[0])
    assert [one.competency for one in offers[1:]] == [
        one.competency for one in workspace.plan.offers(*newest(workspace))
    ]
    assert workspace.plan.live_competencies() == {offers[0].competency}
    assert opened().plan.steps() == (step,)


def test_that_a_finished_action_makes_room_for_another_one_of_its_area(workspace: Workspace) -> None:
    offer = workspace.plan.offers(*newest(workspace))[0]
    workspace.plan.finish(workspace.plan.add(offer).id, "document", "a page")
    again = workspace.plan.offers(*newest(workspace))[0]
    assert again.competency == offer.competency
    assert again.action.id != offer.action.id


def test_that_the_results_page_can_take_a_step_on_by_competency_until_none_is_left(workspace: Workspace) -> None:
    assessment, result = newest(workspace)
    known = {
        workspace.plan.finish(workspace.plan.add_for(assessment, result, "TL").id, "metric", "4 of 5").action
        for _ in range(8)
    }
    assert len(known) == 8
    with pytest.raises(PlanError, match=r"^All actions for this area are in your plan; add a step of your own\.$"):
        workspace.plan.add_for(assessment, result, "TL")


def test_that_a_fourth_live_step_is_refused_wherever_it_comes_from(workspace: Workspace) -> None:
    plan = workspace.plan
    first = add_own(workspace)
    plan.drop(first.id)
    done = add_own(workspace)
    plan.finish(done.id, "witness", "Sam")
    for _ in range(3):
        add_own(workspace)
    assessment, result = newest(workspace)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: add_own(workspace),
        lambda: plan.add_for(assessment, result, "TL"),
        lambda: plan.move(first.id, "planned"),
        lambda: plan.move(done.id, "doing"),
    )
    for attempt in attempts:
        with pytest.raises(PlanError, match="3 steps are in your plan already"):
            attempt()
    assert [step.state for step in plan.steps()] == ["dropped", "done", "planned", "planned", "planned"]


def test_that_ticking_starts_a_planned_step(workspace: Workspace) -> None:
    step = add_own(workspace, ticks=("Call", " ", "Meet"))
    assert step.ticks == (ChecklistItem("Call"), ChecklistItem("Meet"))
    ticked = workspace.plan.tick(step.id, 1, done=True)
    assert (ticked.state, ticked.ticks) == ("doing", (ChecklistItem("Call"), ChecklistItem("Meet", done=True)))
    assert workspace.plan.tick(step.id, 1, done=False).state == "doing"


def test_that_finishing_asks_for_evidence_and_adds_it_to_its_facet(workspace: Workspace) -> None:
    step = add_own(workspace, competency="TL", facet="TL1")
    with pytest.raises(PlanError, match="say what you could show"):
        workspace.plan.move(step.id, "done")
    with pytest.raises(PlanError, match="Say in one line"):
        workspace.plan.finish(step.id, "document", "  ")
    done = workspace.plan.finish(step.id, "document", " dated  notes ")
    assert (done.state, done.finished_at is None) == ("done", False)
    assert [(one.kind, one.line) for one in workspace.plan.evidence_of("TL1")] == [("document", "dated notes")]
    assert workspace.plan.evidence_of("TL2") == ()


def test_that_a_step_back_from_done_takes_its_evidence_along_and_undo_brings_it_back(workspace: Workspace) -> None:
    step = add_own(workspace, facet="TL1")
    done = workspace.plan.finish(step.id, "document", "notes")
    workspace.plan.move(step.id, "doing")
    assert workspace.plan.evidence_of("TL1") == ()
    assert workspace.plan.undo()
    assert workspace.plan.steps() == (done,)
    assert len(workspace.plan.evidence_of("TL1")) == 1


def test_that_dropping_a_finished_step_takes_its_evidence_off_the_list(workspace: Workspace) -> None:
    step = add_own(workspace, facet="TL1")
    workspace.plan.finish(step.id, "document", "notes")
    workspace.plan.drop(step.id)
    assert workspace.plan.evidence_of("TL1") == ()


def test_that_every_change_can_be_undone_in_turn(workspace: Workspace) -> None:
    plan = workspace.plan
    seen = [plan.steps()]
    step = add_own(workspace, ticks=("Call",), facet="TL1")
    changes: list[Callable[[], object]] = [
        lambda: plan.tick(step.id, 0, done=True),
        lambda: plan.edit(step.id, title="Ask Kim"),
        lambda: plan.edit(step.id, due=date(2026, 12, 1)),
        lambda: plan.finish(step.id, "document", "notes"),
        lambda: plan.drop(step.id),
        lambda: plan.move(step.id, "planned"),
    ]
    for change in changes:
        seen.append(plan.steps())
        change()
    assert plan.can_undo()
    for before in reversed(seen):
        assert plan.undo()
        assert plan.steps() == before
    assert not plan.can_undo()
    assert not plan.undo()


def test_that_typing_is_undone_as_one_and_saving_the_same_is_no_change(workspace: Workspace) -> None:
    step = add_own(workspace)
    for text in ("a", "ab", "abc", "abc"):
        workspace.plan.edit(step.id, notes=text)
    workspace.plan.undo()
    assert workspace.plan.step(step.id).notes == ""
    workspace.plan.undo()
    assert workspace.plan.steps() == ()


def test_that_what_is_not_to_be_edited_is_refused(workspace: Workspace) -> None:
    step = add_own(workspace)
    with pytest.raises(TypeError, match="state"):
        workspace.plan.edit(step.id, state="done")
    with pytest.raises(PlanError, match="Name the step"):
        workspace.plan.edit(step.id, title=" ")
    with pytest.raises(PlanError, match="no longer in the plan"):
        workspace.plan.edit("gone", notes="x")
    assert workspace.plan.step(step.id) == step


def test_that_due_steps_are_counted_a_week_ahead(workspace: Workspace) -> None:
    for days in (-1, 7, 8):
        add_own(workspace, due=workspace.clock.today() + timedelta(days=days))
    assert workspace.plan.due_count() == 2
    assert workspace.plan.due_count(workspace.clock.today()) == 1


def test_that_another_persons_plan_is_untouched_and_not_undone(workspace: Workspace) -> None:
    add_own(workspace)
    workspace.add_person("Somebody else")
    assert workspace.plan.steps() == ()
    assert not workspace.plan.undo()
    own = add_own(workspace)
    assert workspace.plan.steps() == (own,)
