"""What the page of one area shows: the levels it has, what was answered, and what the next steps are. No Qt.

It is built from a finished assessment, or from the questionnaire alone for somebody who has not taken one yet.
"""

from __future__ import annotations

from collections.abc import Callable
from math import floor, inf

from msgspec import Struct
from msgspec.structs import replace

from nextrung import rounding
from nextrung.assessment.answer import Answer
from nextrung.assessment.described import Mark, chosen, mark
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Kind, SelfReport
from nextrung.questionnaire.model import Action, Competency, Questionnaire, Role
from nextrung.scoring.gaps import Likelihood, likelihood
from nextrung.scoring.levels import Status, self_report_items
from nextrung.scoring.result import Result
from nextrung.scoring.statements import Verdict, is_draft, verdict
from nextrung.ui.answers import state as answers_state
from nextrung.ui.answers.state import AnswerRow
from nextrung.workspace import Assessment

FULL: FormId = "full"


class ScaleStep(Struct, frozen=True):
    """One point of a scale: its number, its name, and what it means (empty for a share of occasions)."""

    number: int
    label: str
    text: str


class QuestionEntry(Struct, frozen=True):
    """One question about what somebody does: the answer to it, and the points of its scale."""

    item: str
    facet: str
    question: str
    kind: Kind
    mark: Mark
    now: ScaleStep | None
    """The point that was picked."""
    up: ScaleStep | None
    """The point above it; None at the highest one, and without an answer."""
    steps: tuple[ScaleStep, ...]
    """All points of the scale of a rating, the lowest first; empty for a frequency."""
    note: str
    chance: str
    """How to get a chance to do this, for an answer *no chance yet*; empty for any other."""


class ActionRow(Struct, frozen=True):
    """A development action on offer: the levels it leads from and to, the hours it takes, and over how many weeks."""

    id: str
    title: str
    mode: str
    from_level: int
    to_level: int
    hours: int
    weeks: int
    if_then: str
    evidence_of_done: str
    fits: bool
    """Whether it is made for the level of this result."""


class CompetencyState(Struct, frozen=True):
    """One area against the role. Levels are 1.0 to 5.0; None where there is none."""

    id: str
    name: str
    part: str
    siblings: int
    """How many areas the part has."""
    construct: str
    boundary: str
    status: Status | None
    """Whether there is a level, or why not; None before the first assessment."""
    level: float | None
    low: float | None
    high: float | None
    target: float
    likelihood: Likelihood | None
    role: str
    ladder: tuple[ScaleStep, ...]
    questions: tuple[QuestionEntry, ...]
    situations: tuple[AnswerRow, ...]
    actions: tuple[ActionRow, ...]
    worth_checking: bool
    draft: bool
    """Whether no pilot has tested the questions or constants behind the levels yet."""

    @property
    def assessed(self) -> bool:
        """Whether there are answers."""
        return self.status is not None

    @property
    def reached(self) -> bool:
        """Whether the level is at or above the target."""
        return self.verdict == "reached"

    @property
    def verdict(self) -> Verdict | None:
        """How the level stands to the target."""
        return verdict(self.level, self.target, self.likelihood)


def rung(level: float) -> int:
    """The highest of the five levels that a level, as it is shown, has reached in full."""
    # by the level as shown: 2.96 shows as 3.0, and stands on the third rung
    return floor(rounding.level(level))


def build(assessment: Assessment, result: Result, competency_id: str) -> CompetencyState:
    """One area of a finished assessment."""
    questionnaire = assessment.content
    competency = questionnaire.competencies_by_id[competency_id]
    score = result.competencies[competency_id]
    low, high = score.level_range or (None, None)
    rows = answers_state.build(assessment).rows
    asked = self_report_items(competency, assessment.form)
    found = [_entry(questionnaire, competency, item, assessment.answers.get(item.id)) for item in asked]
    situations = (row for row in rows if row.area == competency.name)
    return CompetencyState(
        id=competency.id,
        name=competency.name,
        part=_part_name(questionnaire, competency_id),
        siblings=_siblings(questionnaire, competency_id),
        construct=competency.construct,
        boundary=competency.boundary,
        status=score.status,
        level=score.level,
        low=low,
        high=high,
        target=result.gaps[competency_id].target,
        likelihood=likelihood(result.gaps[competency_id], questionnaire.blueprint.scoring),
        role=result.role.name if result.match.asked else "",
        ladder=_ladder(questionnaire, competency),
        questions=_lowest_first(found),
        # matched by name, as these rows carry no id of their area
        situations=tuple(row for row in situations if row.kind.answered_by == "option"),
        actions=_actions(competency, score.level),
        worth_checking=competency_id in result.worth_checking,
        draft=is_draft(questionnaire),
    )


def masked(state: CompetencyState, mask: Callable[[str], str]) -> CompetencyState:
    """An area to look at, with the examples in its answers seen through a mask."""
    questions = tuple(replace(one, note=mask(one.note)) for one in state.questions)
    return replace(state, questions=questions, situations=answers_state.masked(state.situations, mask))


def preview(questionnaire: Questionnaire, role: Role, competency_id: str) -> CompetencyState:
    """One area before the first assessment: situations and checks stay hidden, so that they can be answered fresh."""
    competency = questionnaire.competencies_by_id[competency_id]
    asked = self_report_items(competency, FULL)
    return CompetencyState(
        id=competency.id,
        name=competency.name,
        part=_part_name(questionnaire, competency_id),
        siblings=_siblings(questionnaire, competency_id),
        construct=competency.construct,
        boundary=competency.boundary,
        status=None,
        level=None,
        low=None,
        high=None,
        target=role.target(competency_id).level,
        likelihood=None,
        role=role.name if role.targets else "",
        ladder=_ladder(questionnaire, competency),
        questions=tuple(_entry(questionnaire, competency, item, None) for item in asked),
        situations=(),
        actions=(),
        worth_checking=False,
        draft=is_draft(questionnaire),
    )


def _part_name(questionnaire: Questionnaire, competency: str) -> str:
    part = questionnaire.part_of[competency]
    return next(one.name for one in questionnaire.blueprint.parts if one.id == part)


def _siblings(questionnaire: Questionnaire, competency: str) -> int:
    return sum(part == questionnaire.part_of[competency] for part in questionnaire.part_of.values())


def _ladder(questionnaire: Questionnaire, competency: Competency) -> tuple[ScaleStep, ...]:
    labels = (point.label for point in questionnaire.blueprint.scales.rating)
    pairs = zip(labels, competency.levels, strict=True)
    return tuple(ScaleStep(number, label, text) for number, (label, text) in enumerate(pairs, start=1))


def _entry(
    questionnaire: Questionnaire, competency: Competency, item: SelfReport, given: Answer | None
) -> QuestionEntry:
    answer = given or Answer(item.id)
    choices = item.choices(questionnaire.blueprint.scales)
    steps = tuple(ScaleStep(number, choice.label, choice.text) for number, choice in enumerate(choices, start=1))
    at = next((at for at, choice in enumerate(choices) if choice.kept in chosen(answer)), None)
    facet = competency.facet(item.facet)
    return QuestionEntry(
        item=item.id,
        facet=facet.name,
        question=item.stem,
        kind=item.kind,
        mark=mark(answer),
        now=None if at is None else steps[at],
        up=None if at is None or at + 1 == len(steps) else steps[at + 1],
        steps=steps if item.anchors else (),
        note=answer.note,
        chance=facet.no_chance if answer.no_chance else "",
    )


def _lowest_first(found: list[QuestionEntry]) -> tuple[QuestionEntry, ...]:
    """The lowest answers first, equal ones as asked; what has no answer comes last."""
    # ``sorted`` keeps equal ones in their order, and ``inf`` comes after every number
    return tuple(sorted(found, key=lambda entry: entry.now.number if entry.now else inf))


def _actions(competency: Competency, level: float | None) -> tuple[ActionRow, ...]:
    """All actions; those made for the level first, in the order of the file."""

    def fits(action: Action) -> bool:
        # levels have decimals: half a level below still rounds to the one that the action begins at
        return level is not None and action.from_level - 0.5 <= level < action.to_level

    # ``False`` sorts before ``True``: what fits comes first
    ordered = sorted(competency.actions, key=lambda action: not fits(action))
    return tuple(
        ActionRow(
            id=action.id,
            title=action.title,
            mode=action.mode,
            from_level=action.from_level,
            to_level=action.to_level,
            hours=action.effort_hours,
            weeks=action.horizon_weeks,
            if_then=action.if_then,
            evidence_of_done=action.evidence_of_done,
            fits=fits(action),
        )
        for action in ordered
    )
