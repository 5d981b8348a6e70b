"""What several raters say together about one area: a mean with its range, or, of few, how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import floor, sqrt
from statistics import fmean, variance
from typing import Literal

from nextrung.scoring.levels import ROUNDING

Agreement = Literal["close_together", "mixed", "far_apart"]
MEAN_FROM = 6
"""Raters from whom on a mean is shown."""
CLOSE_FROM, MIXED_FROM = 0.70, 0.30
"""Ends of *strong* and of *lack of* agreement in r_wg (LeBreton and Senter, 2008, Organizational Research Methods 11,
table 3), of which what lies between is *mixed*."""
_POINTS = 5
_LOWEST, _HIGHEST = 1.0, 5.0


def mean_range(levels: Sequence[float], items: int, z: float) -> tuple[float, float]:
    """The range of a mean of levels: mean +- t * s / sqrt(n), clipped to 1 and 5.

    t is Student's (Biometrika 6, 1908) with n - 1 degrees of freedom where a normal quantile would be ``z``. The
    variance is at least that of the resolution of ``items`` ratings in whole points, 1 / (12 items) (GUM, JCGM
    100:2008, F.2.2.1): raters who all say 3 do not make a range of no width. Needs two levels or more.
    """
    count, mean = len(levels), fmean(levels)
    squared = max(variance(levels), 1 / (12 * items))
    reach = student_t(z, count - 1) * sqrt(squared / count)
    return max(_LOWEST, mean - reach), min(_HIGHEST, mean + reach)


@cache
def student_t(z: float, degrees: int) -> float:
    """Student's t at the probability at which the normal quantile is ``z``, to 0.002 from 5 degrees on.

    Cornish and Fisher's expansion: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
    """
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return float(sum(term / degrees**power for power, term in enumerate(terms)))


def agreement(levels: Sequence[float]) -> Agreement:
    """How far raters agree: r_wg = 1 - s^2 / ((A^2 - 1) / 12), A = 5 points (James, Demaree and Wolf, 1984).

    Journal of Applied Psychology 69; what chance alone would give is taken as spread evenly. Needs two levels or more.
    """
    within = 1 - variance(levels) / ((_POINTS**2 - 1) / 12)
    if within > CLOSE_FROM - ROUNDING:
        return "close_together"
    return "mixed" if within > MIXED_FROM + ROUNDING else "far_apart"


def band(levels: Sequence[float]) -> tuple[float, float]:
    """The whole levels between which the mean lies, one level apart: 3 to 4 for a mean from 3.0 to below 4."""
    low = min(_HIGHEST - 1, floor(fmean(levels) + ROUNDING))
    return float(low), float(low + 1)
