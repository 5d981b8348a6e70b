"""All that the page of job adverts shows, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nextrung.advert.kept import KeptAdvert
from nextrung.advert.pay import AdvertPay
from nextrung.advert.phrases import PhraseFile
from nextrung.advert.reading import AdvertReading
from nextrung.advert.several import together
from nextrung.advert.targets import AdvertTarget, combined, role_for, targets_of
from nextrung.questionnaire.model import Questionnaire, Role, Target
from nextrung.scoring.result import Result
from nextrung.shown import whole_words
from nextrung.workspace.adverts import AdvertTargets

LONGEST_NAME = 60


class AdvertWishes(Struct, frozen=True):
    """What the person decided: the role to start from, levels by area, and for each advert what it does not ask.

    ``name`` is what kept targets are called; empty for new ones.
    """

    role: str = ""
    """The id of a published role; empty: the one nearest to the first advert."""
    levels: dict[str, float] = {}
    left_out: tuple[frozenset[str], ...] = ()
    name: str = ""


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
    by_hand: bool = False
    """Whether the person set the level."""


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
    pay: AdvertPay | None
    marks: tuple[MarkedWords, ...]


class KeptTargets(Struct, frozen=True):
    """Own targets that were made from adverts, and from how many."""

    id: str
    name: str
    adverts: int


class AskedState(Struct, frozen=True):
    """The page with one advert or several."""

    adverts: tuple[AdvertView, ...]
    areas: tuple[AskedArea, ...]
    facets: int
    roles: tuple[tuple[str, str], ...]
    role: str
    all_ask: tuple[str, ...]
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
    several = together(held, questionnaire)
    facets = {facet.id: facet.name for one in questionnaire.competencies for facet in one.facets}
    views = (_view(one, phrases, questionnaire, _moving(targets)) for one, targets in zip(readings, each, strict=True))
    return AskedState(
        tuple(views),
        _areas(readings, wishes, each, questionnaire, own),
        len(facets),
        tuple((one.id, one.name) for one in questionnaire.roles),
        role.id,
        tuple(facets[one] for one in several.all_ask) if len(readings) > 1 else (),
        tuple(facets[one] for one in several.none_asks) if len(readings) > 1 else (),
        None,
        None,
        wishes.name or _name(readings, role),
    )


def _areas(
    readings: Sequence[AdvertReading],
    wishes: AdvertWishes,
    each: Sequence[Mapping[str, AdvertTarget]],
    questionnaire: Questionnaire,
    own: Mapping[str, float | None],
) -> tuple[AskedArea, ...]:
    levels = combined(each) | wishes.levels
    areas = []
    for competency in questionnaire.competencies:
        of_area = [one[competency.id] for one in each if competency.id in one]
        if of_area:
            facets = {facet.id: facet.name for facet in competency.facets}
            areas.append(
                AskedArea(
                    competency.id,
                    competency.name,
                    levels[competency.id],
                    of_area[0].profile_level,
                    own.get(competency.id),
                    any(one.mentioned for one in of_area),
                    _moved(of_area),
                    _topics(readings, _left_out(readings, wishes), facets),
                    competency.id in wishes.levels,
                )
            )
    return tuple(areas)


def kept_targets(roles: Iterable[Role], adverts: Iterable[KeptAdvert]) -> tuple[KeptTargets, ...]:
    """The profiles that were made from adverts, in the order of the profiles."""
    numbers = Counter(one.profile for one in adverts)
    return tuple(KeptTargets(role.id, role.name, numbers[role.id]) for role in roles if numbers[role.id])


def wishes_of(role: Role, adverts: Iterable[KeptAdvert]) -> AdvertWishes:
    """What the person decided when they kept a profile that was made from adverts."""
    levels = {one: target.level for one, target in role.targets.items()}
    return AdvertWishes(role.basis, levels, tuple(frozenset(one.left_out) for one in adverts), role.name)


def moved_by_hand(
    readings: Sequence[AdvertReading], wishes: AdvertWishes, questionnaire: Questionnaire, phrases: PhraseFile
) -> AdvertWishes:
    """The wishes with those levels alone that the adverts do not lead to by themselves."""
    plain = build(readings, replace(wishes, levels={}), questionnaire, phrases, {})
    by_itself = {one.id: one.level for one in plain.areas}
    return replace(wishes, levels={one: level for one, level in wishes.levels.items() if level != by_itself.get(one)})


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


def _moving(targets: Mapping[str, AdvertTarget]) -> frozenset[str]:
    """The words that moved a target."""
    return frozenset(one.words for target in targets.values() for one in target.reasons)


def _view(
    reading: AdvertReading, phrases: PhraseFile, questionnaire: Questionnaire, moving: frozenset[str]
) -> AdvertView:
    owner = {facet.id: one.id for one in questionnaire.competencies for facet in one.facets}
    marks = [
        MarkedWords(one.start, one.end, (owner[proposal.facet],), moves=False)
        for proposal in reading.proposals
        if proposal.facet in owner
        for one in proposal.phrases
    ]
    marks += [
        MarkedWords(
            one.phrase.start, one.phrase.end, tuple(phrases.shifts[one.shift].targets), moves=one.phrase.words in moving
        )
        for one in reading.shifts
    ]
    head = reading.heading
    return AdvertView(
        head.title,
        head.employer,
        head.place,
        reading.text,
        reading.words,
        len(reading.proposals),
        reading.pay,
        tuple(sorted(marks, key=lambda one: (one.moves, one.start))),
    )


def _name(readings: Sequence[AdvertReading], role: Role) -> str:
    """What the targets would be called: title and employer of the first advert."""
    head = readings[0].heading
    named = ", ".join(one for one in (head.title, head.employer) if one) or role.name
    return whole_words(named, LONGEST_NAME)
