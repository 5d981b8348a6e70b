"""What a round shows: the person's own levels beside those of each group that was released. Never blended into them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.questionnaire.constants import RaterRules, Scoring
from nextrung.questionnaire.kinds import Rating
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.levels import ROUNDING, CompetencyScore, level_of
from nextrung.scoring.other_view import difference_error, seen_score, single_rater_range
from nextrung.scoring.result import Result
from nextrung.views import spread
from nextrung.views.invitation import Part
from nextrung.views.release import Release, missing, shown
from nextrung.views.rounds import ALONE, GROUPS, KeptReply, Round
from nextrung.views.spread import Agreement

Comparison = Literal["self_high", "self_low", "agreed"]
"""How two views lie to each other, never a word about a person: *agreed* is no difference that can be told."""
MOST_TALKED_ABOUT = 3


class Collected(Struct, frozen=True):
    """All that came of a round: ``asked`` counts invitations, ``releases`` are the last of each group."""

    round: Round
    asked: Mapping[Part, int]
    replies: Sequence[KeptReply]
    releases: Mapping[Part, Release]


class RaterGroupView(Struct, frozen=True):
    """How a group, or the manager alone, sees one area, in levels; ``raters`` are those whose answers are in it.

    From six raters on, and of the manager, there is a ``level`` with its ``range``; of three to five ``agreement`` and
    a ``band`` of one level. ``comparison`` is None where there is no own level.
    """

    part: Part
    raters: int
    level: float | None = None
    range: tuple[float, float] | None = None
    agreement: Agreement | None = None
    band: tuple[float, float] | None = None
    comparison: Comparison | None = None

    @property
    def middle(self) -> float:
        """Where it stands as it is shown: the level, or the middle of the band."""
        if self.level is not None:
            return self.level
        return 0.0 if self.band is None else sum(self.band) / 2


class AreaViews(Struct, frozen=True):
    """One area as the person and the groups see it; ``distance`` is the widest shown, in levels, None without one."""

    competency: str
    own: float | None
    own_range: tuple[float, float] | None
    target: float | None
    views: tuple[RaterGroupView, ...]
    distance: float | None


class Example(Struct, frozen=True):
    """Words about one area; of the manager they are known to be theirs, of a group nobody's."""

    competency: str
    part: Part
    text: str


class RaterGroup(Struct, frozen=True):
    """What is known of a group without any answer: how many are asked, how many answered and how many withdrew.

    ``shown`` are the replies that are shown now, 0 for none; ``missing`` is how many more it takes to show it (again).
    """

    part: Part
    asked: int
    answered: int
    withdrawn: int
    shown: int
    missing: int


class Picture(Struct, frozen=True):
    """All that a round shows: areas by falling distance, words by area in an order that says nothing about who."""

    areas: tuple[AreaViews, ...]
    words: tuple[Example, ...]
    groups: tuple[RaterGroup, ...]


class TalkPoint(Struct, frozen=True):
    """A difference worth talking about: which area, with whom, and which way."""

    competency: str
    part: Part
    comparison: Comparison


def picture(of: Collected, questionnaire: Questionnaire, result: Result | None) -> Picture:
    """All that is shown of a round. ``result`` is the person's own on the same questionnaire, None without one."""
    parts = [part for part in (ALONE, *GROUPS) if of.asked.get(part)]
    groups = {part: group for part in parts if (group := _shown(part, of)) is not None}
    areas = [
        _area(area, items, groups, questionnaire.scoring, result)
        for area, items in _items(of.round, questionnaire).items()
    ]
    return Picture(
        _sorted(areas),
        tuple(_words(of.round, groups, questionnaire)),
        tuple(_state(part, of, groups.get(part)) for part in parts),
    )


def beside(
    views: Mapping[str, Sequence[RaterGroupView]], of: Round, questionnaire: Questionnaire, result: Result | None
) -> tuple[AreaViews, ...]:
    """Views that came as they are shown, beside the person's own levels, by falling distance.

    Of a band a difference is told only where both its ends tell the same one: its mean did not come.
    """
    areas = []
    for area in _items(of, questionnaire):
        own = None if result is None else result.competencies[area]
        told = (replace(one, comparison=_told(one, questionnaire.scoring.raters, own)) for one in views.get(area, ()))
        areas.append(_with_own(area, tuple(told), result))
    return _sorted(areas)


def areas_seen(reply: KeptReply, of: Round, questionnaire: Questionnaire) -> frozenset[str]:
    """The areas in which somebody saw enough of what was asked to have a level."""
    rules = questionnaire.scoring.raters
    return frozenset(
        area for area, items in _items(of, questionnaire).items() if seen_score(items, reply.given, rules) is not None
    )


def talk_about(found: Picture) -> tuple[TalkPoint, ...]:
    """The widest differences that can be told, at most three, one for an area."""
    points: list[TalkPoint] = []
    for area in found.areas:
        told = [one for one in area.views if one.comparison in {"self_high", "self_low"}]
        if told and area.own is not None:
            own = area.own
            widest = max(told, key=lambda one: abs(one.middle - own))
            points.append(TalkPoint(area.competency, widest.part, widest.comparison or "agreed"))
    return tuple(points[:MOST_TALKED_ABOUT])


class _Shown(Struct, frozen=True):
    """A group that is shown: its replies, and for each area those that are in its figures."""

    replies: list[KeptReply]
    areas: dict[str, list[KeptReply]]


def _items(of: Round, questionnaire: Questionnaire) -> dict[str, list[Rating]]:
    """The rating items that the round asks, by area, in the order of the questionnaire."""
    asked = set(of.items)
    found = {one.id: [item for item in one.ratings if item.id in asked] for one in questionnaire.competencies}
    return {area: items for area, items in found.items() if items}


def _shown(part: Part, of: Collected) -> _Shown | None:
    found = shown(of.releases.get(part), of.replies, of.round.minimum)
    # of two managers, neither was told of being shown as one of two: “You are the only manager asked”
    if found is None or (part == ALONE and of.asked[part] != 1):
        return None
    by_id = {one.id: one for one in of.replies}
    replies, areas = found
    return _Shown(
        [by_id[one] for one in sorted(replies)],
        {area: [by_id[one] for one in sorted(ids)] for area, ids in areas.items()},
    )


def _area(
    area: str, items: list[Rating], groups: Mapping[Part, _Shown], rules: Scoring, result: Result | None
) -> AreaViews:
    own = None if result is None else result.competencies[area]
    found = (_view(part, group.areas[area], items, rules, own) for part, group in groups.items() if area in group.areas)
    return _with_own(area, tuple(view for view in found if view is not None), result)


def _sorted(areas: Sequence[AreaViews]) -> tuple[AreaViews, ...]:
    return tuple(sorted(areas, key=lambda one: -1.0 if one.distance is None else one.distance, reverse=True))


def _with_own(area: str, views: tuple[RaterGroupView, ...], result: Result | None) -> AreaViews:
    own = None if result is None else result.competencies[area]
    if result is None or own is None or own.level is None:
        return AreaViews(area, None, None, _target(area, result), views, None)
    distance = max((abs(one.middle - own.level) for one in views), default=None)
    return AreaViews(area, own.level, own.level_range, _target(area, result), views, distance)


def _target(area: str, result: Result | None) -> float | None:
    """What the role asks for; None where it asks for nothing, or where there is no own result."""
    return result.gaps[area].target if result is not None and result.role.asks(area) else None


def _view(
    part: Part, replies: list[KeptReply], items: list[Rating], rules: Scoring, own: CompetencyScore | None
) -> RaterGroupView | None:
    """The view of those in the figures of an area; None where damage or a strange file names some without a level."""
    scores = [score for one in replies if (score := seen_score(items, one.given, rules.raters)) is not None]
    if len(scores) < len(replies):
        return None
    levels = [level_of(score) for score in scores]
    count, mean = len(levels), fmean(levels)
    told = _comparison(mean, count, rules.raters, own)
    if part == ALONE:
        return RaterGroupView(part, 1, mean, single_rater_range(scores[0], rules), comparison=told)
    if count < spread.MEAN_FROM:
        return RaterGroupView(
            part, count, agreement=spread.agreement(levels), band=spread.band(levels), comparison=told
        )
    return RaterGroupView(part, count, mean, spread.mean_range(levels, len(items), rules.range_z), comparison=told)


def _told(view: RaterGroupView, rules: RaterRules, own: CompetencyScore | None) -> Comparison | None:
    ends = (view.level,) if view.level is not None else view.band or ()
    found = {_comparison(end, view.raters, rules, own) for end in ends}
    return found.pop() if len(found) == 1 else "agreed"


def _comparison(mean: float, raters: int, rules: RaterRules, own: CompetencyScore | None) -> Comparison | None:
    """Whether a difference can be told: from 1.645 times its own error on (truth T5)."""
    if own is None or own.level is None or own.se is None:
        return None
    if abs(mean - own.level) < rules.difference_z * difference_error(own.se, rules, raters) - ROUNDING:
        return "agreed"
    return "self_low" if mean > own.level else "self_high"


def _words(of: Round, groups: Mapping[Part, _Shown], questionnaire: Questionnaire) -> Iterator[Example]:
    for area in _items(of, questionnaire):
        for part, group in groups.items():
            # an area that fewer saw is not shown, and its words are not, either
            if area not in group.areas:
                continue
            texts = {one.examples.get(area, "").strip() for one in group.replies if area not in one.hidden}
            for text in sorted(texts - {""}, key=lambda text: _mixed(of.id, text)):
                yield Example(area, part, text)


def _mixed(round_: str, text: str) -> bytes:
    """A place for a text that says nothing about who wrote it or when it came."""
    return hashlib.sha256(f"{round_} {text}".encode()).digest()


def _state(part: Part, of: Collected, group: _Shown | None) -> RaterGroup:
    theirs = [one for one in of.replies if one.part == part]
    withdrawn = sum(one.withdrawn for one in theirs)
    more = missing(part, of.replies, of.releases.get(part), of.round.minimum)
    shown_now = 0 if group is None else len(group.replies)
    return RaterGroup(part, of.asked[part], len(theirs) - withdrawn, withdrawn, shown_now, more)
