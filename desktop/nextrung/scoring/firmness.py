"""How firmly a competency belongs to the first ones to work on, when levels and weights vary within their ranges."""

from __future__ import annotations

from collections import Counter
from random import Random

from msgspec.structs import replace

from nextrung.questionnaire.model import WEIGHTS, Role, Target
from nextrung.scoring.levels import CompetencyScore, level_of
from nextrung.scoring.match import by_priority, gaps, likelihood
from nextrung.scoring.result import Result

DRAWS = 400
"""Enough for a share that is right to about 5 points (two standard errors)."""
WEIGHT_STEP = 1
"""Weights vary by one step to either side: a role profile is a judgement."""


def firmness(result: Result, seed: int, draws: int = DRAWS) -> dict[str, float]:
    """Share (0 to 1) of draws in which each competency is among the first to work on.

    Each draw takes every level from a normal distribution around the score with its standard error, and every weight
    one step lower, the same, or one step higher. Competencies without a level never appear. The same seed gives the
    same shares.
    """
    random = Random(seed)  # noqa: S311  (a simulation, not a secret)
    rules = result.questionnaire.scoring
    counted: Counter[str] = Counter()
    for _ in range(draws):
        scores = {competency: _drawn(score, random) for competency, score in result.competencies.items()}
        found = gaps(scores, _drawn_role(result.role, random))
        real = {
            competency: gap for competency, gap in found.items() if gap.gap and likelihood(gap, rules) != "unlikely"
        }
        counted.update(by_priority(real, rules)[: rules.focus.at_most])
    return {competency: counted[competency] / draws for competency in result.competencies}


def _drawn(score: CompetencyScore, random: Random) -> CompetencyScore:
    if score.score is None or score.se is None:
        return score
    points = min(100.0, max(0.0, random.gauss(score.score, score.se)))
    return replace(score, score=points, level=level_of(points))


def _drawn_role(role: Role, random: Random) -> Role:
    def weight(target: Target) -> int:
        return min(WEIGHTS[1], max(WEIGHTS[0], target.weight + random.randint(-WEIGHT_STEP, WEIGHT_STEP)))

    targets = {competency: replace(target, weight=weight(target)) for competency, target in role.targets.items()}
    return replace(role, targets=targets)
