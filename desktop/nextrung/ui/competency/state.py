"""What the page of one competency shows, built from one finished assessment. No Qt."""

from __future__ import annotations

from msgspec import Struct

from nextrung.questionnaire.model import Action, Competency, Kind, Rating, SelfReport
from nextrung.scoring.levels import Status, self_report_items
from nextrung.scoring.result import Result
from nextrung.ui.answers import state as answers_state
from nextrung.ui.answers.state import AnswerRow
from nextrung.workspace import Taken


class Step(Struct, frozen=True):
    """One anchor of a rating item above the one picked."""

    label: str
    text: str


class ItemRow(Struct, frozen=True):
    """One self-report item: what was answered, and the anchors above it."""

    facet: str
    row: AnswerRow
    above: tuple[Step, ...]


class ActionRow(Struct, frozen=True):
    """A development action on offer."""

    id: str
    title: str
    mode: str
    hours: int
    weeks: int
    evidence_of_done: str
    fits: bool
    """Whether it is made for the level of this result."""


class CompetencyState(Struct, frozen=True):
    """One competency against the role."""

    id: str
    name: str
    construct: str
    boundary: str
    status: Status
    level: float | None
    low: float | None
    high: float | None
    target: float
    role: str
    ladder: tuple[Step, ...]
    items: tuple[ItemRow, ...]
    situations: tuple[AnswerRow, ...]
    actions: tuple[ActionRow, ...]
    worth_checking: bool


def build(taken: Taken, result: Result, competency_id: str) -> CompetencyState:
    """The state of one competency."""
    questionnaire = taken.questionnaire
    competency = questionnaire.competencies_by_id[competency_id]
    score = result.competencies[competency_id]
    low, high = score.level_range or (None, None)
    rows = {row.item: row for row in answers_state.build(taken).rows}
    labels = [point.label for point in questionnaire.blueprint.scales.rating]
    items = tuple(
        ItemRow(competency.facet(item.facet).name, rows[item.id], _above(taken, item, labels))
        for item in self_report_items(competency, taken.form)
    )
    situations = tuple(
        row for row in rows.values() if row.area == competency.name and row.kind in (Kind.SCENARIO, Kind.KNOWLEDGE)
    )
    return CompetencyState(
        id=competency.id,
        name=competency.name,
        construct=competency.construct,
        boundary=competency.boundary,
        status=score.status,
        level=score.level,
        low=low,
        high=high,
        target=result.gaps[competency_id].target,
        role=result.role.name,
        ladder=tuple(Step(label, text) for label, text in zip(labels, competency.levels, strict=True)),
        items=items,
        situations=situations,
        actions=_actions(competency, score.level),
        worth_checking=competency_id in result.worth_checking,
    )


def _above(taken: Taken, item: SelfReport, labels: list[str]) -> tuple[Step, ...]:
    answer = taken.answers.get(item.id)
    if not isinstance(item, Rating) or answer is None or answer.value is None:
        return ()
    start = int(answer.value)
    return tuple(Step(label, text) for label, text in zip(labels[start:], item.anchors[start:], strict=True))


def _actions(competency: Competency, level: float | None) -> tuple[ActionRow, ...]:
    """All actions; those made for the level first, in the order of the file."""

    def fits(action: Action) -> bool:
        return level is not None and action.from_level - 0.5 <= level < action.to_level

    ordered = sorted(competency.actions, key=lambda action: not fits(action))
    return tuple(
        ActionRow(
            action.id,
            action.title,
            action.mode,
            action.effort_hours,
            action.horizon_weeks,
            action.evidence_of_done,
            fits(action),
        )
        for action in ordered
    )
