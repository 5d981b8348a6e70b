"""How numbers are rounded before anybody reads them: on screen, on paper, in the terminal and in Markdown alike.

What is shown beside each other adds up: a gap is the difference of the level and the target as they are shown, a change
that of its two ends. A match never looks higher than it is, its range never narrower. Files for other programs (JSON,
CSV, spreadsheets) hold the exact numbers instead.
"""

from __future__ import annotations

from math import ceil, floor

_NOISE = 1e-9
"""What a sum of floating-point numbers may miss by: 2.85 is sometimes 2.8499999999999996."""
_LOWEST_LEVEL = 1.0


def level(value: float) -> float:
    """A level, or another length in levels, with one decimal, halves away from zero."""
    # Not ``round``, which takes halves to the even side.
    size = floor(abs(value) * 10 + 0.5 + _NOISE) / 10
    return size if value >= 0 or not size else -size


def gap(target: float, value: float) -> float:
    """How far a level lies below a target, never negative: the difference of both as they are shown."""
    return max(0.0, change(value, target))


def reached(target: float, value: float) -> bool:
    """Whether a level is at its target or above, so that there is no gap to show: a dash stands in its place."""
    return value >= target - _NOISE


def change(before: float, after: float) -> float:
    """The change from one level to another: the difference of both as they are shown."""
    return round(level(after) - level(before), 1) + 0.0  # never minus nothing


def level_ends(low: float, high: float) -> tuple[float, float]:
    """A likely range in levels; ends that would look alike are one tenth apart."""
    first, last = level(low), level(high)
    if first < last:
        return first, last
    # Downwards (truth T9: "N-1 to N"), but for the lowest level, below which there is nothing.
    return (last - 0.1, last) if last > _LOWEST_LEVEL else (first, first + 0.1)


def match(value: float) -> int:
    """A match from 0 to 100, downwards: 84.6 is still below 85."""
    # Noise is added first: a sum of floats that means 85 may be 84.99999999999999.
    return floor(value + _NOISE)


def match_change(before: float, after: float) -> int:
    """The change from one match to another: the difference of both as they are shown."""
    return match(after) - match(before)


def match_ends(low: float, high: float) -> tuple[int, int]:
    """The likely range of a match: the low end downwards, the high end upwards, never both the same."""
    first, last = match(low), ceil(high - _NOISE)
    if first < last:
        return first, last
    return (last - 1, last) if last else (0, 1)


def points(value: float) -> int:
    """Other score points, halves away from zero."""
    size = floor(abs(value) + 0.5 + _NOISE)
    return size if value >= 0 else -size


def percent(share: float) -> int:
    """A share from 0 to 1 as a percentage, halves upwards."""
    return points(100 * share)
