"""All that the page of job adverts shows, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nextrung.advert.phrases import PhraseFile
from nextrung.advert.reading import AdvertReading
from nextrung.advert.several import together
from nextrung.advert.targets import AdvertTarget, combined, role_for, targets_of
from nextrung.questionnaire.model import Questionnaire, Role, Target
from nextrung.scoring.result import Result
from nextrung.workspace.adverts import AdvertTargets

LONGEST_NAME = 60


class AdvertWishes(Struct, frozen=True):
    """What the person decided: the role to start from, levels by area, and for each advert what it does not ask."""

    role: str = ""
    """The id of a published role; empty: the one nearest to the first advert."""
    levels: dict[str, float] = {}
    left_out: tuple[frozenset[str], ...] = ()


class Topic(Struct, frozen=True):
    """A facet that some adverts seem to ask for, with their words."""

    facet: str
    name: str
    words: tuple[str, ...]
    asked_in: int
    ticked: bool


class AskedArea(Struct, frozen=True):
    """One area: the target, what it starts from and why, the person's own level, and its topics."""

    id: str
    name: str
    level: float
    profile_level: float
    own_level: float | None
    mentioned: bool
    moved: tuple[tuple[str, float, str], ...]
    """Why it was moved, by how many levels, and the words."""
    topics: tuple[Topic, ...]


class MarkedWords(Struct, frozen=True):
    """Words of an advert: where they begin and end, the areas they speak of, and whether they moved a target."""

    start: int
    end: int
    areas: tuple[str, ...]
    moves: bool


class AdvertView(Struct, frozen=True):
    """One advert as it is shown."""

    title: str | None
    employer: str | None
    place: str | None
    text: str
    words: int
    topics: int
    pay: str | None
    period: str
    date: str | None
    marks: tuple[MarkedWords, ...]


class AskedState(Struct, frozen=True):
    """The page with one advert or several."""

    adverts: tuple[AdvertView, ...]
    areas: tuple[AskedArea, ...]
    facets: int
    roles: tuple[tuple[str, str], ...]
    role: str
    none_asks: tuple[str, ...]
    match: float | None
    match_range: tuple[float, float] | None
    name: str


def build(
    readings: Sequence[AdvertReading],
    wishes: AdvertWishes,
    questionnaire: Questionnaire,
    phrases: PhraseFile,
    own: Mapping[str, float | None],
) -> AskedState:
    """The state for adverts; ``own`` are the person's levels by area. The match is left for ``with_match``."""
    role = role_of(readings, wishes, questionnaire)
    held = [_without(one, out) for one, out in zip(readings, _left_out(readings, wishes), strict=True)]
    each = [targets_of(one, role, questionnaire, phrases) for one in held]
    levels = combined(each) | wishes.levels
    several = together(held, questionnaire)
    facets = {facet.id: facet.name for one in questionnaire.competencies for facet in one.facets}
    areas = []
    for competency in questionnaire.competencies:
        of_area = [one[competency.id] for one in each if competency.id in one]
        if of_area:
            mine = {facet.id: facet.name for facet in competency.facets}
            topics = _topics(readings, _left_out(readings, wishes), mine)
            areas.append(
                AskedArea(
                    competency.id,
                    competency.name,
                    levels[competency.id],
                    of_area[0].profile_level,
                    own.get(competency.id),
                    any(one.mentioned for one in of_area),
                    _moved(of_area),
                    topics,
                )
            )
    return AskedState(
        tuple(_view(one, phrases, questionnaire) for one in readings),
        tuple(areas),
        len(facets),
        tuple((one.id, one.name) for one in questionnaire.roles),
        role.id,
        tuple(facets[one] for one in several.none_asks) if len(readings) > 1 else (),
        None,
        None,
        _name(readings, role),
    )


def role_of(readings: Sequence[AdvertReading], wishes: AdvertWishes, questionnaire: Questionnaire) -> Role:
    """The published role that targets start from."""
    chosen = (role for role in questionnaire.roles if role.id == wishes.role)
    return next(chosen, None) or role_for(readings[0], questionnaire)


def accepted(
    state: AskedState, readings: Sequence[AdvertReading], wishes: AdvertWishes, questionnaire: Questionnaire
) -> AdvertTargets:
    """What is kept: targets with the weights of the role, and each advert with what it does not ask."""
    base = questionnaire.role(state.role)
    levels = {one.id: one.level for one in state.areas}
    return AdvertTargets(
        base,
        {one: Target(levels[one], target.weight, target.critical) for one, target in base.targets.items()},
        tuple(one.text for one in readings),
        tuple(tuple(sorted(out)) for out in _left_out(readings, wishes)),
    )


def with_match(state: AskedState, result: Result | None) -> AskedState:
    """The same with the match to these targets, where there is a result."""
    if result is None:
        return state
    return replace(state, match=result.match.value, match_range=result.match.range)


def _left_out(readings: Sequence[AdvertReading], wishes: AdvertWishes) -> tuple[frozenset[str], ...]:
    return (*wishes.left_out, *(frozenset() for _ in readings[len(wishes.left_out) :]))


def _without(reading: AdvertReading, out: frozenset[str]) -> AdvertReading:
    return replace(reading, proposals=tuple(one for one in reading.proposals if one.facet not in out))


def _topics(
    readings: Sequence[AdvertReading], left_out: Sequence[frozenset[str]], facets: Mapping[str, str]
) -> tuple[Topic, ...]:
    found = []
    for facet, name in facets.items():
        proposals = [(one, out) for reading, out in zip(readings, left_out, strict=True)
                     for one in reading.proposals if one.facet == facet]  # fmt: skip
        if proposals:
            words = dict.fromkeys(phrase.words for one, _ in proposals for phrase in one.phrases)
            ticked = any(facet not in out for _, out in proposals)
            found.append(Topic(facet, name, tuple(words), len(proposals), ticked))
    return tuple(found)


def _moved(targets: Sequence[AdvertTarget]) -> tuple[tuple[str, float, str], ...]:
    return tuple(dict.fromkeys((one.why, one.by, one.words) for target in targets for one in target.reasons))


def _view(reading: AdvertReading, phrases: PhraseFile, questionnaire: Questionnaire) -> AdvertView:
    owner = {facet.id: one.id for one in questionnaire.competencies for facet in one.facets}
    marks = [
        MarkedWords(one.start, one.end, (owner[proposal.facet],), moves=False)
        for proposal in reading.proposals
        if proposal.facet in owner
        for one in proposal.phrases
    ]
    marks += [
        MarkedWords(one.phrase.start, one.phrase.end, tuple(phrases.shifts[one.shift].targets), moves=True)
        for one in reading.shifts
    ]
    head, pay = reading.heading, reading.pay
    return AdvertView(
        head.title,
        head.employer,
        head.place,
        reading.text,
        reading.words,
        len(reading.proposals),
        pay.words if pay is not None else None,
        pay.period if pay is not None else "",
        pay.date if pay is not None else None,
        tuple(sorted(marks, key=lambda one: (one.moves, one.start))),
    )


def _name(readings: Sequence[AdvertReading], role: Role) -> str:
    """What the targets would be called: title and employer of the first advert."""
    head = readings[0].heading
    named = ", ".join(one for one in (head.title, head.employer) if one) or role.name
    return named[:LONGEST_NAME]
