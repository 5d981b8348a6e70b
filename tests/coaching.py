"""People with assessments, quickly: for tests, pictures and benchmarks of what a coach sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import ceil, floor

from msgspec.structs import replace
from tests import given

from nextrung.assessment.answer import Answer
from nextrung.people.person import Person
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Kind
from nextrung.workspace import Assessment, Workspace

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """Goes on by a second with every look, and by more when told so."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


def assess(workspace: Workspace, shift: float = 0.0, form: FormId = "full") -> Assessment:
    """A finished assessment of the current person: the sample answers, ratings moved by ``shift`` points."""
    return finish(workspace, moved(given.sample_answers(), shift), form)


def finish(workspace: Workspace, answers: given.Answers, form: FormId = "full") -> Assessment:
    assessment = workspace.start(form)
    asked = {item.id for item in given.questionnaire().form_items(form)}
    for item, answer in answers.items():
        if item in asked:
            assessment = workspace.answer(assessment, answer)
    return workspace.finish(assessment)


def moved(answers: given.Answers, shift: float) -> given.Answers:
    """The answers with ratings moved by some points and frequencies by as many quarters, within their scales.

    Half a point moves every other answer by a whole one, as there is nothing between two points of a scale.
    """
    steps = (floor(shift), ceil(shift))
    return {item: _moved(answer, steps[at % 2]) for at, (item, answer) in enumerate(answers.items())}


def _moved(answer: Answer, shift: int) -> Answer:
    kind = given.questionnaire().items_by_id[answer.item].kind
    if answer.value is None or kind not in (Kind.RATING, Kind.FREQUENCY):
        return answer
    if kind is Kind.RATING:
        return replace(answer, value=min(5.0, max(1.0, answer.value + shift)))
    return replace(answer, value=min(1.0, max(0.0, answer.value + shift / 4)))


def add_people(workspace: Workspace, names: Sequence[str]) -> tuple[Person, ...]:
    """People without assessments; the current person stays."""
    return tuple(workspace.add_person(name) for name in names)
