"""What the plan page shows, built from the plan and the offers for the newest result. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nextrung.plan.offers import Offer
from nextrung.plan.step import MOST_LIVE, ChecklistItem, Due, KeptEvidence, PlanStep, State, due_of, live_count
from nextrung.questionnaire.model import Questionnaire
from nextrung.workspace import Workspace

ORDER: tuple[State, ...] = ("planned", "doing", "done")
"""The columns, in the order in which a step goes through them."""


class EvidenceLine(Struct, frozen=True):
    """One line of evidence: the name of its kind, and the line."""

    kind: str
    line: str


class StepCardState(Struct, frozen=True):
    """One step: ``area`` and ``facet`` are names, empty where the step belongs to none."""

    id: str
    title: str
    area: str
    facet: str
    levels: tuple[int, int] | None
    chance: bool
    state: State
    start: str
    if_then: str
    due: date | None
    nearness: Due
    ticks: tuple[ChecklistItem, ...]
    effort_hours: int | None
    evidence_of_done: str
    notes: str
    finished_at: str | None
    evidence: tuple[EvidenceLine, ...]
    today: date

    @property
    def ticked(self) -> int:
        """How many small steps are ticked."""
        return sum(tick.done for tick in self.ticks)

    @property
    def onward(self) -> State | None:
        """The next column, None from the last one or for a dropped step."""
        return ORDER[ORDER.index(self.state) + 1] if self.state in ORDER[:-1] else None

    @property
    def back(self) -> State | None:
        """The column before, None from the first one; a dropped step goes back to *planned*."""
        if self.state == "dropped":
            return "planned"
        at = ORDER.index(self.state)
        return ORDER[at - 1] if at else None


class OfferCardState(Struct, frozen=True):
    """One action on offer."""

    action: str
    title: str
    area: str
    facet: str
    levels: tuple[int, int]
    first: str
    effort_hours: int
    days: int
    chance: bool


class FacetChoice(Struct, frozen=True):
    """A facet that a step of one's own can belong to."""

    competency: str
    facet: str
    area: str
    name: str


class KindChoice(Struct, frozen=True):
    """A kind of evidence."""

    id: str
    label: str


class PlanState(Struct, frozen=True):
    """The whole plan: live steps in the order they were added, finished and dropped ones the newest first."""

    planned: tuple[StepCardState, ...]
    doing: tuple[StepCardState, ...]
    done: tuple[StepCardState, ...]
    dropped: tuple[StepCardState, ...]
    offers: tuple[OfferCardState, ...]
    live: int
    most: int
    assessed: bool
    """Whether there is a finished assessment to offer actions for."""
    focus_planned: bool
    """Whether there are areas to work on first, each of them with a live step."""
    can_undo: bool

    @property
    def full(self) -> bool:
        """Whether no further step can be taken on."""
        return self.live >= self.most


def build(workspace: Workspace, offers: tuple[Offer, ...], focus: Sequence[str] | None) -> PlanState:
    """The state of the plan of the current person.

    ``focus`` are the ids of the areas to work on first in their newest result, None before there is one.
    """
    questionnaire = workspace.installed.questionnaire
    steps = workspace.plan.steps()
    evidence: dict[str, list[KeptEvidence]] = {}
    for one in workspace.plan.evidence():
        evidence.setdefault(one.step, []).append(one)
    today = workspace.clock.today()
    made = {
        step.id: card(
            step, evidence.get(step.id, ()), workspace.questionnaires.with_facet(step.competency, step.facet), today
        )
        for step in steps
    }
    cards = tuple(made.values())
    # by the sequence and not by the moment: a clock that was set back would put the last one finished below others
    done = sorted((step for step in steps if step.state == "done"), key=lambda one: -one.finished_sequence)
    return PlanState(
        planned=tuple(one for one in cards if one.state == "planned"),
        doing=tuple(one for one in cards if one.state == "doing"),
        done=tuple(made[step.id] for step in done),
        dropped=tuple(one for one in reversed(cards) if one.state == "dropped"),
        offers=tuple(offer_card(offer, questionnaire) for offer in offers),
        live=live_count(steps),
        most=MOST_LIVE,
        assessed=focus is not None,
        focus_planned=bool(focus) and set(focus or ()) <= workspace.plan.live_competencies(),
        can_undo=workspace.plan.can_undo(),
    )


def masked(state: PlanState, mask: Callable[[str], str]) -> PlanState:
    """The plan to look at, with what a person wrote in it seen through a mask."""

    def seen(cards: tuple[StepCardState, ...]) -> tuple[StepCardState, ...]:
        return tuple(
            replace(
                one,
                title=mask(one.title),
                start=mask(one.start),
                if_then=mask(one.if_then),
                evidence_of_done=mask(one.evidence_of_done),
                evidence=tuple(replace(line, line=mask(line.line)) for line in one.evidence),
            )
            for one in cards
        )

    lists = (state.planned, state.doing, state.done, state.dropped)
    planned, doing, done, dropped = map(seen, lists)
    return replace(state, planned=planned, doing=doing, done=done, dropped=dropped)


def card(step: PlanStep, evidence: Sequence[KeptEvidence], questionnaire: Questionnaire, today: date) -> StepCardState:
    """One step as it is shown on a day."""
    area, facet = names(questionnaire, step.competency, step.facet)
    kinds = {kind.id: kind.label for kind in questionnaire.blueprint.scales.evidence}
    return StepCardState(
        id=step.id,
        title=step.title,
        area=area,
        facet=facet,
        levels=_levels(questionnaire, step.competency, step.action),
        chance=step.chance,
        state=step.state,
        start=step.start,
        if_then=step.if_then,
        due=step.due,
        nearness=due_of(step, today),
        ticks=step.ticks,
        effort_hours=step.effort_hours,
        evidence_of_done=step.evidence_of_done,
        notes=step.notes,
        finished_at=step.finished_at,
        evidence=tuple(EvidenceLine(kinds.get(one.kind, one.kind), one.line) for one in evidence),
        today=today,
    )


def offer_card(offer: Offer, questionnaire: Questionnaire) -> OfferCardState:
    """One offer as it is shown."""
    area, facet = names(questionnaire, offer.competency, offer.facet)
    action = offer.action
    levels = (action.from_level, action.to_level)
    first = offer.ticks[0]
    return OfferCardState(
        action.id, offer.title, area, facet, levels, first, offer.effort_hours, offer.days, offer.chance
    )


def names(questionnaire: Questionnaire, competency: str, facet: str) -> tuple[str, str]:
    """The names of a competency and a facet; empty for what this questionnaire does not have."""
    # a step may be of an area of an older questionnaire, which the installed one does not know
    known = questionnaire.competencies_by_id.get(competency)
    if known is None:
        return "", ""
    return known.name, next((one.name for one in known.facets if one.id == facet), "")


def facet_choices(questionnaire: Questionnaire) -> tuple[FacetChoice, ...]:
    """All facets, in the order of the questionnaire."""
    return tuple(
        FacetChoice(competency.id, facet.id, competency.name, facet.name)
        for competency in questionnaire.competencies
        for facet in competency.facets
    )


def kind_choices(questionnaire: Questionnaire) -> tuple[KindChoice, ...]:
    """The kinds of evidence that show something; *nothing yet* is none."""
    kinds = questionnaire.blueprint.scales.evidence
    return tuple(KindChoice(kind.id, kind.label) for kind in kinds if kind.id != "nothing")


def _levels(questionnaire: Questionnaire, competency: str, action: str | None) -> tuple[int, int] | None:
    known = questionnaire.competencies_by_id.get(competency)
    found = (one for one in known.actions if one.id == action) if known else iter(())
    return next(((one.from_level, one.to_level) for one in found), None)
