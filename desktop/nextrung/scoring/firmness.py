"""How firmly a competency belongs to the first ones to work on, when levels and weights vary within their ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from random import Random
from statistics import NormalDist
from typing import Literal

from nextrung.questionnaire.constants import FirmnessRules
from nextrung.questionnaire.model import LEVELS, WEIGHTS
from nextrung.scoring.gaps import ranked
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING
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


def firmness(result: Result, seed: int = SEED) -> dict[str, float]:
    """Share (0 to 1) of redraws in which each competency is among the first to work on.

    Each redraw takes every level from a normal distribution around the score with its standard error, and every weight
    one step lower, the same, or one step higher. It goes on until every share is steady to the content's
    ``steady_within``. Competencies without a level never appear. The same seed gives the same shares.
    """
    random = Random(seed)  # noqa: S311  (a simulation, not a secret)
    rules = result.questionnaire.scoring
    areas = list(_areas(result))
    counted: Counter[str] = Counter()
    draws = 0
    while not draws or not _steady(counted.values(), draws, rules.firmness):
        draws += BATCH
        for _ in range(BATCH):
            counted.update(ranked(_priorities(areas, random), rules)[: rules.focus.at_most])
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


_Area = tuple[str, float, float, float, int, float]
"""Id, level, its standard error in levels, target, weight, and the gap from which it is at least possible."""


def _areas(result: Result) -> Iterator[_Area]:
    """What each competency with a level brings to every redraw."""
    rules = result.questionnaire.scoring.focus
    # p >= possible where gap / error >= z, so that no redraw has to work out the normal distribution
    z = NormalDist().inv_cdf(rules.possible) if 0 < rules.possible < 1 else inf if rules.possible else -inf
    for competency, gap in result.gaps.items():
        score = result.competencies[competency]
        if score.level is not None and score.se is not None:
            error = score.se / POINTS_PER_LEVEL
            least = max(rules.minimum_gap - ROUNDING, z * error, ROUNDING)
            yield competency, score.level, error, gap.target, gap.weight, least


def _priorities(areas: Sequence[_Area], random: Random) -> dict[str, float]:
    """The priorities of one redraw: weight times gap of those whose gap is at least possible."""
    found = {}
    for competency, level, error, target, weight, least in areas:
        drawn = random.gauss(level, error)
        gap = target - (LEVELS[0] if drawn < LEVELS[0] else LEVELS[1] if drawn > LEVELS[1] else drawn)
        varied = weight + int(random.random() * (2 * WEIGHT_STEP + 1)) - WEIGHT_STEP
        if gap >= least:
            found[competency] = gap * (WEIGHTS[0] if varied < WEIGHTS[0] else min(varied, WEIGHTS[1]))
    return found
