"""How firmly a competency belongs to the first ones to work on, when levels and weights vary within their ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from random import Random
from statistics import NormalDist
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import FirmnessRules, Scoring
from nextrung.questionnaire.model import LEVELS, WEIGHTS
from nextrung.scoring.gaps import ranked
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING
from nextrung.scoring.result import Result

StabilityWord = Literal["firm", "fairly_firm", "could_change"]
WEIGHT_STEP = 1
"""Weights vary by one step to either side: a role profile is a judgement."""
SEED = 20261129
"""The same for everybody, so that the same answers say the same wherever and whenever they are shown."""
STEADY_Z = 4.0
"""Standard errors within which a share has to be steady: enough for any two runs to agree so closely."""
BATCH = 500
"""Redraws between two looks at how steady the shares are."""


def priority_stability(result: Result, seed: int = SEED) -> dict[str, float]:
    """Share (0 to 1) of redraws in which each competency is among the first to work on.

    Each redraw takes every level from a normal distribution around the score with its standard error, and every weight
    one step lower, the same, or one step higher. It goes on until every share is steady to the content's
    ``steady_within``. Competencies without a level never appear. The same seed gives the same shares.
    """
    random = Random(seed)  # noqa: S311  (a simulation, not a secret)
    rules = result.questionnaire.scoring
    areas = tuple(_areas(result))
    counts = [0] * len(areas)
    draws = 0
    # By precision, not by a fixed number: a share near 0 or 1 is steady after few draws, one near .5 needs most.
    while not draws or not _steady(counts, draws, rules.firmness):
        draws += BATCH
        for priorities in zip(*(_priorities(area, random) for area in areas), strict=True):
            for at in _first(priorities, rules):
                counts[at] += 1
    shares = {area.competency: count / draws for area, count in zip(areas, counts, strict=True)}
    return {competency: shares.get(competency, 0.0) for competency in result.competencies}


def stability_word(share: float, rules: FirmnessRules) -> StabilityWord:
    """The word for a share of redraws."""
    if share >= rules.firm:
        return "firm"
    return "fairly_firm" if share >= rules.fairly_firm else "could_change"


def _steady(counts: Iterable[int], draws: int, rules: FirmnessRules) -> bool:
    """Whether STEADY_Z standard errors sqrt(p (1 - p) / n) of every share lie within the limit."""
    least = (rules.steady_within / STEADY_Z) ** 2
    return all(count / draws * (1 - count / draws) / draws <= least for count in counts)


class _Area(Struct, frozen=True):
    """What a competency with a level brings to every redraw; ``least`` is the gap from which it is at least possible.

    ``error`` is the standard error of its level, in levels.
    """

    competency: str
    level: float
    error: float
    target: float
    weight: int
    least: float


def _areas(result: Result) -> Iterator[_Area]:
    rules = result.questionnaire.scoring.focus
    # p >= possible where gap / error >= z, so that no redraw has to work out the normal distribution
    z = NormalDist().inv_cdf(rules.possible) if 0 < rules.possible < 1 else inf if rules.possible else -inf
    for competency, gap in result.gaps.items():
        score = result.competencies[competency]
        if score.level is not None and score.se is not None:
            error = score.se / POINTS_PER_LEVEL
            least = max(rules.minimum_gap - ROUNDING, z * error, ROUNDING)
            yield _Area(competency, score.level, error, gap.target, gap.weight, least)


def _priorities(area: _Area, random: Random) -> list[float]:
    """A batch of redraws of one area: weight times gap, 0 where the gap is not even possible."""
    # No level lies below the lowest, so that no gap is larger than this.
    gauss, share, least, highest = random.gauss, random.random, area.least, area.target - LEVELS[0]
    steps = range(-WEIGHT_STEP, WEIGHT_STEP + 1)
    # Clipped to the weights that a profile may have: 0 would leave the area out altogether.
    weights = [max(WEIGHTS[0], min(area.weight + step, WEIGHTS[1])) for step in steps]
    mean, error, choices = area.target - area.level, area.error, len(weights)
    # one pass without calls of our own: there are some 90,000 of these, and the window waits for the interpreter
    return [
        (gap if gap < highest else highest) * weights[int(share() * choices)]
        if (gap := gauss(mean, error)) >= least
        else 0.0
        for _ in range(BATCH)
    ]


def _first(priorities: Sequence[float], rules: Scoring) -> Sequence[int]:
    """The places of the first ones to work on; only where the last of them is tied does the whole order matter."""
    most = rules.focus.at_most
    falling = sorted(priorities, reverse=True)
    # The first priority that is not among the first: whatever lies above it is.
    rest = falling[most] if most < len(falling) else 0.0
    if not rest or rest < (1 - rules.focus.tied_within) * falling[most - 1] - ROUNDING:
        return [at for at, priority in enumerate(priorities) if priority > rest]
    places = {str(at): priority for at, priority in enumerate(priorities) if priority}
    return [int(at) for at in ranked(places, rules)[:most]]
