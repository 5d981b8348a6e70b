"""What the role page shows: the guide beside the person's own levels, and the role profiles side by side. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from nextrung.questionnaire.model import Competency, Questionnaire, Role
from nextrung.questionnaire.role_guide import GuideSource, Passage, RoleGuide
from nextrung.salary.model import SalaryData
from nextrung.scoring.result import Result
from nextrung.scoring.statements import NoFocus, is_draft, no_focus
from nextrung.ui.role import demand
from nextrung.ui.role.demand import DemandState

SEEN = 0.5
"""Levels by which targets must differ to be named as a difference."""
MOST_NAMED = 2
LEVEL_SHOWN = 3


class AreaLink(Struct, frozen=True):
    """A competency with the person's own level (None: no result, or too few answers)."""

    id: str
    name: str
    level: float | None


class FocusArea(Struct, frozen=True):
    """An area to work on first: where the person is, with the likely range, and what the role aimed at asks for."""

    area: AreaLink
    low: float
    high: float
    target: float


class PassageState(Struct, frozen=True):
    """One part of the page: a heading (may be empty), a text, what it is about, and its sources."""

    id: str
    heading: str
    text: str
    areas: tuple[AreaLink, ...]
    sources: tuple[GuideSource, ...]
    place: str = ""


class DutyState(Struct, frozen=True):
    """A competency in the role: what it means, and what level 3 looks like."""

    area: AreaLink
    text: str
    level_three: str


class DutyGroupState(Struct, frozen=True):
    """The responsibilities, or the skills."""

    name: str
    duties: tuple[DutyState, ...]


class RoleColumn(Struct, frozen=True):
    """A role profile: targets in the order of ``RoleState.areas``, and how it differs."""

    id: str
    name: str
    short_name: str
    summary: str
    targets: tuple[float, ...]
    match: float | None
    """The person's match to it, 0 to 100; None where there is none."""
    text: str
    more: tuple[tuple[str, float], ...]
    """Areas in which it asks most above the role compared with, and by how many levels."""
    less: tuple[tuple[str, float], ...]
    sources: tuple[GuideSource, ...]


class OwnColumn(Struct, frozen=True):
    """Targets of one's own, in the order of ``RoleState.areas``, and the match to them; None where there is none."""

    targets: tuple[float, ...]
    match: float | None


class RoleState(Struct, frozen=True):
    """The whole page. ``compared`` is the name of the role that differences are counted from."""

    title: str
    version: str
    summary: str
    stages: tuple[PassageState, ...]
    why: tuple[PassageState, ...]
    history: tuple[PassageState, ...]
    groups: tuple[DutyGroupState, ...]
    areas: tuple[AreaLink, ...]
    roles: tuple[RoleColumn, ...]
    own: OwnColumn | None
    """Targets of the person's own, where these are what is aimed at."""
    compared: str
    compared_summary: str
    focus: tuple[FocusArea, ...]
    """Areas to work on first; at most as many as the results name."""
    no_focus: NoFocus | None
    """Why none is named after an assessment."""
    level_names: tuple[str, ...]
    questions: tuple[PassageState, ...]
    scored: bool
    demand: DemandState | None
    """What is published of demand; None for a questionnaire without pay, which no such figure is about."""
    draft: bool
    """Whether no pilot has tested the questions or constants behind the levels yet."""


def build(
    guide: RoleGuide, questionnaire: Questionnaire, result: Result | None, compared: Role, pay: SalaryData | None
) -> RoleState:
    """The state for a person's newest result, if any; ``compared`` is the role that differences are counted from.

    ``pay`` are the pay data in use, which hold what is published of demand; None for a questionnaire without pay.
    """
    areas = tuple(_area(competency, result) for competency in questionnaire.competencies)
    known = {area.id: area for area in areas}
    duties = {duty.competency: duty.text for duty in guide.duties}
    groups = tuple(
        DutyGroupState(
            part.name,
            tuple(
                DutyState(known[one.id], duties[one.id], one.levels[LEVEL_SHOWN - 1])
                for one in questionnaire.competencies
                if questionnaire.part_of[one.id] == part.id
            ),
        )
        for part in questionnaire.blueprint.parts
    )

    def linked(ids: Sequence[str]) -> tuple[AreaLink, ...]:
        return tuple(known[one] for one in ids)

    def passages(entries: Sequence[Passage]) -> tuple[PassageState, ...]:
        return tuple(
            PassageState(one.id, "", one.text, linked(one.competencies), guide.cited(one.sources)) for one in entries
        )

    return RoleState(
        title=questionnaire.blueprint.title,
        version=guide.version,
        summary=guide.summary,
        stages=tuple(
            PassageState(one.id, one.name, one.text, linked(one.competencies), guide.cited(one.sources))
            for one in guide.stages
        ),
        why=passages(guide.why),
        history=passages(guide.history),
        groups=groups,
        areas=areas,
        roles=tuple(_column(guide, result, role, compared, questionnaire) for role in questionnaire.roles),
        own=_own(result, compared, questionnaire),
        compared=compared.name,
        compared_summary=compared.summary,
        focus=tuple(_focus(result, known)) if result else (),
        no_focus=_no_focus(result) if result else None,
        level_names=tuple(point.label for point in questionnaire.blueprint.scales.rating),
        questions=tuple(
            PassageState(
                one.id,
                one.question,
                one.answer,
                linked(one.competencies),
                guide.cited(one.sources),
                "" if one.place == "none" else one.place,
            )
            for one in guide.questions
        ),
        scored=result is not None,
        demand=demand.build(pay) if pay is not None else None,
        draft=result is not None and is_draft(result.questionnaire),
    )


def _area(competency: Competency, result: Result | None) -> AreaLink:
    score = result.competencies.get(competency.id) if result else None
    return AreaLink(competency.id, competency.name, score.level if score else None)


def _own(result: Result | None, compared: Role, questionnaire: Questionnaire) -> OwnColumn | None:
    if any(compared.id == role.id for role in questionnaire.roles):
        return None
    targets = tuple(compared.target(competency.id).level for competency in questionnaire.competencies)
    return OwnColumn(targets, result.match.value if result else None)


def _no_focus(result: Result) -> NoFocus | None:
    if result.focus:
        return None
    return no_focus([one.status for one in result.competencies.values()], asked=result.match.asked)


def _focus(result: Result, known: Mapping[str, AreaLink]) -> Iterator[FocusArea]:
    for one in result.focus:
        limits = result.competencies[one].level_range
        # an area without a level has no range either, and nothing to draw on its scale
        if one in known and limits is not None:
            yield FocusArea(known[one], *limits, result.gaps[one].target)


def _column(
    guide: RoleGuide, result: Result | None, role: Role, compared: Role, questionnaire: Questionnaire
) -> RoleColumn:
    # the check of the guide sees that every role has an entry
    difference = next(one for one in guide.differences if one.role == role.id)
    order = [competency.id for competency in questionnaire.competencies]
    names = {competency.id: competency.name for competency in questionnaire.competencies}
    apart = [(names[one], role.target(one).level - compared.target(one).level) for one in order]
    # by size, either way: the two largest say most about how a role differs
    ranked = sorted(apart, key=lambda pair: -abs(pair[1]))
    return RoleColumn(
        role.id,
        role.name,
        role.short_name,
        role.summary,
        tuple(role.target(one).level for one in order),
        result.matches[role.id].value if result and role.id in result.matches else None,
        difference.text,
        tuple((name, by) for name, by in ranked if by >= SEEN)[:MOST_NAMED],
        tuple((name, -by) for name, by in ranked if -by >= SEEN)[:MOST_NAMED],
        guide.cited(difference.sources),
    )
