"""Which development actions fit a result: by facet and level, experience first (content C8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from statistics import fmean

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.plan.step import ChecklistItem, PlanStep
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Action, ChanceVariant, Competency, Mode
from nextrung.scoring.levels import self_report_items, unit
from nextrung.scoring.result import Result

MODES: tuple[Mode, ...] = ("experience", "people", "study")
"""In the order in which they are preferred."""
REACH = 0.5
"""Levels below its first level from which an action is still offered."""
ALIKE = 0.5
"""Levels above the lowest facet within which another is as low: a facet rests on one or two answers."""
MOST_CHANCES = 2
"""Most offers for facets without a chance that are no focus area."""


class Offer(Struct, frozen=True):
    """An action offered for a facet; ``chance`` means the facet had no chance yet and the variant is meant."""

    action: Action
    competency: str
    facet: str
    chance: bool

    @property
    def variant(self) -> ChanceVariant | None:
        """The variant for somebody without the chance, when it is meant; older versions have none of its own."""
        return self.action.no_chance if self.chance else None

    @property
    def title(self) -> str:
        """The title that a step made of it has: that of the variant where that is meant."""
        return self.variant.title if self.variant else self.action.title

    @property
    def effort_hours(self) -> int:
        """How many hours it takes."""
        return self.variant.effort_hours if self.variant else self.action.effort_hours

    @property
    def days(self) -> int:
        """How many days it takes from its start to its end."""
        return self.variant.horizon_days if self.variant else 7 * self.action.horizon_weeks

    @property
    def start(self) -> str:
        """When and where to start, and with what; a suggestion, empty in older versions."""
        return self.variant.if_then if self.variant else self.action.start

    @property
    def ticks(self) -> tuple[str, ...]:
        """What is to be done: the steps of the action, or the way to a chance."""
        return (self.action.no_chance_variant,) if self.chance else self.action.steps

    def step(self, step_id: str, person: str, today: date, moment: str, start: str | None = None) -> PlanStep:
        """The offer as a planned step, due after the days it takes; ``start`` takes the place of the suggestion."""
        variant = self.variant
        return PlanStep(
            id=step_id,
            person=person,
            title=self.title,
            added_at=moment,
            action=self.action.id,
            competency=self.competency,
            facet=self.facet,
            chance=self.chance,
            start=self.start if start is None else start,
            if_then="" if variant else self.action.if_then,
            due=today + timedelta(days=self.days),
            ticks=tuple(ChecklistItem(text) for text in self.ticks),
            effort_hours=self.effort_hours,
            evidence_of_done=variant.evidence_of_done if variant else self.action.evidence_of_done,
        )


class FacetLevel(Struct, frozen=True):
    """What the answers say about a facet: its level from 1 to 5, None when only *no chance yet* was answered."""

    facet: str
    level: float | None


def facet_levels(competency: Competency, form: FormId, answers: Mapping[str, Answer]) -> tuple[FacetLevel, ...]:
    """The answered facets of a competency, the lowest first; those without a chance come last."""
    values: dict[str, list[float]] = {}
    missing: set[str] = set()
    for item in self_report_items(competency, form):
        answer = answers.get(item.id)
        if answer is not None and answer.value is not None:
            values.setdefault(item.facet, []).append(unit(item, answer.value))
        elif answer is not None and answer.no_chance:
            missing.add(item.facet)
    # Unweighted, unlike the level of an area: a facet rests on one or two answers, too few to weigh against each other.
    levels = {facet: 1 + 4 * fmean(units) for facet, units in values.items()}
    scored = [FacetLevel(facet, levels[facet]) for facet in sorted(levels, key=levels.__getitem__)]
    # A facet with one answer and one missing chance has a level: whoever could answer had some chance.
    without = [FacetLevel(one.id, None) for one in competency.facets if one.id in missing - values.keys()]
    return (*scored, *without)


def best(competency: Competency, found: tuple[FacetLevel, ...], role: str, taken: Collection[str] = ()) -> Offer | None:
    """The best action that is not ``taken``: fitting the level, for a facet among the lowest, experience first.

    Without any answered facet the first action by kind is offered; None when all are taken.
    """
    ranks = _ranks(found)
    by_facet = {one.facet: one for one in found}
    choices: list[tuple[tuple[bool, bool, int, int, float], Offer]] = []
    for action in competency.actions:
        if action.id in taken:
            continue
        # A facet without any answer comes after all that have one.
        facet = min(action.facets, key=lambda one: ranks.get(one, len(ranks)))
        measured = by_facet.get(facet)
        level = measured.level if measured else None
        away = _away(action, level)
        suits = not action.roles or role in action.roles
        # The order of this key is the rule (content C8): level, role, facet, kind, then nearness to the levels meant.
        key = (away > REACH, not suits, ranks.get(facet, len(ranks)), MODES.index(action.mode), away)
        # Not for a facet without any answer: nothing says that its chance is missing.
        chance = measured is not None and measured.level is None
        choices.append((key, Offer(action, competency.id, facet, chance)))
    return min(choices, key=lambda one: one[0])[1] if choices else None


def _ranks(found: tuple[FacetLevel, ...]) -> dict[str, int]:
    """The order of the facets, by id: those about as low as the lowest are alike; those without a chance come last."""
    lowest = min((one.level for one in found if one.level is not None), default=0.0)
    return {
        one.facet: 0 if one.level is not None and one.level <= lowest + ALIKE else rank
        for rank, one in enumerate(found)
    }


def offers(result: Result, answers: Mapping[str, Answer], taken: Collection[str] = ()) -> tuple[Offer, ...]:
    """One action for each focus area, then ways to a chance for areas where there was none; ``taken`` are left out."""
    competencies = result.questionnaire.competencies_by_id
    measured = {one.id: facet_levels(one, result.form, answers) for one in competencies.values()}
    first = [best(competencies[one], measured[one], result.role.id, taken) for one in result.focus]
    chances = []
    # In the order of priority, so that the few offers go to where the missing chance matters most to the role.
    for one in result.order:
        without = tuple(facet for facet in measured[one] if facet.level is None)
        if without and one not in result.focus:
            facets = {facet.facet for facet in without}
            offer = best(competencies[one], without, result.role.id, taken)
            # An action may cover facets with a level too; one that is offered for those makes no chance.
            if offer is not None and offer.facet in facets:
                chances.append(offer)
    return (*(offer for offer in first if offer is not None), *chances[:MOST_CHANCES])


def offer_for(
    result: Result, answers: Mapping[str, Answer], competency: str, taken: Collection[str] = ()
) -> Offer | None:
    """The best action for one competency; None when all its actions are taken or there is no such competency."""
    known = result.questionnaire.competencies_by_id.get(competency)
    if known is None:
        return None
    return best(known, facet_levels(known, result.form, answers), result.role.id, taken)


def offer_of(result: Result, answers: Mapping[str, Answer], action_id: str) -> Offer | None:
    """The offer of one action, for the lowest of its facets; None when there is no such action."""
    for competency in result.questionnaire.competencies:
        for action in competency.actions:
            if action.id == action_id:
                levels = {one.facet: one.level for one in facet_levels(competency, result.form, answers)}
                # The lowest facet gains most; without any level the first one named is what the action is mainly for.
                known = {one: level for one in action.facets if (level := levels.get(one)) is not None}
                facet = min(known, key=known.__getitem__, default=action.facets[0])
                return Offer(action, competency.id, facet, facet in levels and levels[facet] is None)
    return None


def _away(action: Action, level: float | None) -> float:
    """Levels between a facet's level and those an action is for; 0 inside them, or without a level."""
    if level is None:
        return 0.0
    return max(action.from_level - level, level - action.to_level, 0.0)
