"""How firmly a competency belongs to the first ones to work on, when levels and weights vary within their ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import FirmnessRules, Scoring
from nextrung.questionnaire.model import WEIGHTS
from nextrung.scoring.gaps import ranked
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING, level_of
from nextrung.scoring.match_range import normal_cdf
from nextrung.scoring.result import Result

Firmness = Literal["firm", "fairly_firm", "could_change"]
WEIGHT_STEP = 1
"""Weights vary by one step to either side: a role profile is a judgement."""
SEED = 20261129
"""The same for everybody, so that the same answers say the same wherever and whenever they are shown."""
STEADY_Z = 4.0
"""Standard errors within which a share has to be steady: enough for any two runs to agree so closely."""
BATCH = 500
"""Redraws between two looks at how steady the shares are."""


class _Area(Struct, frozen=True):
    """What one competency with a level brings to every redraw."""

    competency: str
    score: float
    se: float
    target: float
    weight: int


def firmness(result: Result, seed: int = SEED) -> dict[str, float]:
    """Share (0 to 1) of redraws in which each competency is among the first to work on.

    Each redraw takes every level from a normal distribution around the score with its standard error, and every weight
    one step lower, the same, or one step higher. It goes on until every share is steady to the content's
    ``steady_within``. Competencies without a level never appear. The same seed gives the same shares.
    """
    random = Random(seed)  # noqa: S311  (a simulation, not a secret)
    rules = result.questionnaire.scoring
    areas = [
        _Area(competency, score.score, score.se, gap.target, gap.weight)
        for competency, gap in result.gaps.items()
        if (score := result.competencies[competency]).score is not None and score.se is not None
    ]
    counted: Counter[str] = Counter()
    draws = 0
    while not draws or not _steady(counted.values(), draws, rules.firmness):
        draws += BATCH
        for _ in range(BATCH):
            counted.update(ranked(_priorities(areas, random, rules), rules)[: rules.focus.at_most])
    return {competency: counted[competency] / draws for competency in result.competencies}


def firmness_of(share: float, rules: FirmnessRules) -> Firmness:
    """The word for a share of redraws."""
    if share >= rules.firm:
        return "firm"
    return "fairly_firm" if share >= rules.fairly_firm else "could_change"


def _steady(counts: Iterable[int], draws: int, rules: FirmnessRules) -> bool:
    """Whether STEADY_Z standard errors sqrt(p (1 - p) / n) of every share lie within the limit."""
    least = (rules.steady_within / STEADY_Z) ** 2
    return all(count / draws * (1 - count / draws) / draws <= least for count in counts)


def _priorities(areas: Sequence[_Area], random: Random, rules: Scoring) -> dict[str, float]:
    """The priorities of one redraw: weight times gap of those whose gap is at least possible."""
    found = {}
    for area in areas:
        points = min(100.0, max(0.0, random.gauss(area.score, area.se)))
        weight = min(WEIGHTS[1], max(WEIGHTS[0], area.weight + random.randint(-WEIGHT_STEP, WEIGHT_STEP)))
        gap = area.target - level_of(points)
        if gap < rules.focus.minimum_gap - ROUNDING or gap <= 0:
            continue
        if normal_cdf(gap * POINTS_PER_LEVEL / area.se) >= rules.focus.possible:
            found[area.competency] = weight * gap
    return found
