"""A scripted Full assessment with notes and plan changes mixed in, and what must be on disk after each step of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from msgspec import Struct, field
from tests import given
from tests.hardship import filled

from nextrung.assessment.answer import Answer
from nextrung.store.database import open_database
from nextrung.workspace import Assessment, Workspace
from nextrung.workspace.plan import OwnStep


class State(Struct):
    """What a data file must hold: value and note by item, and notes of plan steps by title."""

    answers: dict[str, tuple[float | str | None, str]] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)


class Act(Struct, frozen=True):
    """One change that the workspace acknowledges by returning: an answer, or a plan step with its notes."""

    item: str
    answer: Answer | None = None
    notes: str = ""


def acts(rounds: int = 1) -> list[Act]:
    """The changes in order: every item answered, every third noted as well, every fifth followed by a plan change."""
    found: list[Act] = []
    for turn in range(rounds):
        for number, answer in enumerate(given.answered("full", rating=1 + turn % 5).values()):
            found.append(Act(answer.item, answer))
            if number % 3 == 0:
                noted = Answer(answer.item, answer.value, answer.choice, note=f"Note {turn}.{number} " * 20)
                found.append(Act(answer.item, noted))
            if number % 5 == 0:
                found.append(Act(f"Step {number // 5 % 3}", notes=f"Changed {turn}.{number}"))
    return found


def states(changes: list[Act]) -> Iterator[State]:
    """What must be on disk after none, one, two … of the changes."""
    state = State()
    yield copy.deepcopy(state)
    for act in changes:
        if act.answer is None:
            state.steps[act.item] = act.notes
        else:
            state.answers[act.item] = (act.answer.value or act.answer.choice, act.answer.note)
        yield copy.deepcopy(state)


def prepare(path: Path) -> None:
    """A data file with one person, the content, and a Full assessment that is just begun."""
    with closing(filled.open_workspace(path)) as workspace:
        workspace.add_person("Jana")
        workspace.start("full")


def play(workspace: Workspace, changes: list[Act]) -> Iterator[int]:
    """Make the changes; yields how many are acknowledged."""
    assessment = workspace.open_assessment()
    assert assessment is not None
    for number, act in enumerate(changes, start=1):
        assessment = one(workspace, assessment, act)
        yield number


def one(workspace: Workspace, assessment: Assessment, act: Act) -> Assessment:
    """Make one change."""
    if act.answer is not None:
        return workspace.answer(assessment, act.answer)
    step = next((step for step in workspace.plan.steps() if step.title == act.item), None)
    if step is None:  # one change on disk: with its notes, or not at all
        workspace.plan.add_own(OwnStep(act.item, if_then=act.notes))
    else:
        workspace.plan.edit(step.id, if_then=act.notes)
    return assessment


def found(path: Path) -> State:
    """What a data file holds, opened as the next start does; checked as a whole."""
    with closing(open_database(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        answers = connection.execute("SELECT item, coalesce(nullif(value, 0), choice), note FROM answer").fetchall()
        steps = connection.execute("SELECT title, if_then FROM plan_step").fetchall()
    return State({item: (value, note) for item, value, note in answers}, dict(steps))


def require_kept(path: Path, after: list[State], acknowledged: int) -> None:
    """All that was acknowledged is there, and nothing else but, whole, the change that was under way."""
    state = found(path)
    allowed = after[acknowledged : acknowledged + 2]
    if state not in allowed:
        missing = allowed[0].answers.items() - state.answers.items()
        raise AssertionError(f"after {acknowledged} acknowledged changes there is missing: {sorted(missing)[:3]}")
