"""A coach's ratings of a person beside the person's own levels (content C9). Never blended into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import RaterRules, Scoring
from nextrung.questionnaire.kinds import Rating
from nextrung.questionnaire.model import Competency, Questionnaire
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING, level_of, likely_range, unit
from nextrung.scoring.result import Result

Standing = Literal["may_be_chance", "self_higher", "coach_higher"]


class OtherScore(Struct, frozen=True):
    """What a single rater's answers say about one competency, in levels from 1.0 to 5.0.

    ``level`` and ``range`` are None when too few of the ``asked`` items were ``seen``.
    """

    level: float | None
    range: tuple[float, float] | None
    seen: int
    asked: int


class TwoViews(Struct, frozen=True):
    """One competency as the person and the coach see it; ``difference`` is coach minus self, in levels.

    ``standing`` gives its direction only where it is too large for chance, given the errors of both views.
    """

    competency: str
    own: float | None
    own_range: tuple[float, float] | None
    coach: OtherScore
    target: float | None
    """None where the role asks for nothing."""
    difference: float | None
    standing: Standing | None


def rated_items(competency: Competency) -> tuple[Rating, ...]:
    """The items that a coach rates: the rating items of the full form."""
    return tuple(item for item in competency.ratings if "full" in item.forms)


def single_rater_error(rules: RaterRules) -> float:
    """Standard error of one rater's score, in points: spread * sqrt(1 - reliability) (content C9)."""
    # The error of measurement of one rater: what of the spread is not agreement (published figures, truth T5).
    return rules.spread * sqrt(1 - rules.reliability)


def difference_error(own_se: float, rules: RaterRules, raters: int = 1) -> float:
    """Standard error of the difference between own and others' level, in levels (truth T5).

    sqrt(SE^2 + spread^2 (1 - reliability) / n) / 25, with SE (points) of the form that was taken and n ``raters``.
    """
    return sqrt(own_se**2 + single_rater_error(rules) ** 2 / raters) / POINTS_PER_LEVEL


def coach_scores(given: Mapping[str, float | None], questionnaire: Questionnaire) -> dict[str, OtherScore]:
    """A coach's view by competency: the mean of the seen items, S = 100 * mean(u), with the range of a single rater.

    ``given`` holds a rating from 1 to 5 by item id, None for what was not seen.
    """
    return {one.id: _score(one, given, questionnaire) for one in questionnaire.competencies}


def two_views(result: Result, given: Mapping[str, float | None]) -> tuple[TwoViews, ...]:
    """The person's levels and the coach's, by falling difference; those that cannot be compared come last."""
    scores = coach_scores(given, result.questionnaire)
    rules = result.questionnaire.scoring.raters
    views = [_views(result, competency, scores[competency], rules) for competency in result.competencies]
    # -1 lies below every size of a difference, so what cannot be compared comes last.
    return tuple(sorted(views, key=lambda one: -1.0 if one.difference is None else abs(one.difference), reverse=True))


def seen_score(items: Sequence[Rating], given: Mapping[str, float | None], rules: RaterRules) -> float | None:
    """One rater's score in points from ``items``: S = 100 * mean(u) of those seen; None where too few were."""
    units = [unit(item, value) for item in items if (value := given.get(item.id)) is not None]
    # Whoever saw little has no level to compare: a mean of one or two items would look as sure as any.
    if not units or len(units) + ROUNDING < rules.seen_share * len(items):
        return None
    return 100 * fmean(units)


def single_rater_range(score: float, rules: Scoring) -> tuple[float, float]:
    """The likely range of one rater's score (points), in levels."""
    low, high = likely_range(score, single_rater_error(rules.raters), rules.range_z)
    return level_of(low), level_of(high)


def _score(competency: Competency, given: Mapping[str, float | None], questionnaire: Questionnaire) -> OtherScore:
    rules = questionnaire.scoring
    items = rated_items(competency)
    seen = sum(given.get(item.id) is not None for item in items)
    score = seen_score(items, given, rules.raters)
    if score is None:
        return OtherScore(None, None, seen, len(items))
    return OtherScore(level_of(score), single_rater_range(score, rules), seen, len(items))


def _views(result: Result, competency: str, coach: OtherScore, rules: RaterRules) -> TwoViews:
    own = result.competencies[competency]
    gap = result.gaps[competency]
    target = gap.target if gap.asked else None
    if own.level is None or own.se is None or coach.level is None:
        return TwoViews(competency, own.level, own.level_range, coach, target, None, None)
    difference = coach.level - own.level
    standing: Standing = "may_be_chance"
    if abs(difference) >= rules.difference_z * difference_error(own.se, rules) - ROUNDING:
        standing = "coach_higher" if difference > 0 else "self_higher"
    return TwoViews(competency, own.level, own.level_range, coach, target, difference, standing)
