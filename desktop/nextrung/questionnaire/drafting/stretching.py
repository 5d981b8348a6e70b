"""Scales of other lengths stretched to the points 1 to 5: the lowest level is 1, the highest 5. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor

POINTS = 5


def stretched(level: float, levels: int) -> float:
    """A level from 1 to ``levels`` on the scale from 1 to 5: 1 + (level - 1) * 4 / (levels - 1)."""
    # a scale of one level has no ends that could be moved apart
    return level if levels < 2 else 1 + (level - 1) * (POINTS - 1) / (levels - 1)


def point_of(level: int, levels: int) -> int:
    """The point that a level falls on, halves upwards."""
    return min(POINTS, max(1, floor(stretched(level, levels) + 0.5)))


def levels_at(levels: int) -> dict[int, list[int]]:
    """The levels that fall on each point, by point; a point between two levels has none."""
    found: dict[int, list[int]] = {point: [] for point in range(1, POINTS + 1)}
    for level in range(1, levels + 1):
        found[point_of(level, levels)].append(level)
    return found


def anchors_of(texts: Sequence[str]) -> tuple[str, str, str, str, str]:
    """The anchors of a skill whose levels have these texts: those that fall on one point are joined."""
    first, second, third, fourth, fifth = (
        _joined(texts[level - 1] for level in there) for there in levels_at(len(texts)).values()
    )
    return first, second, third, fourth, fifth


def _joined(texts: Iterable[str]) -> str:
    found = ""
    for text in dict.fromkeys(text for text in texts if text):
        # texts that are no sentences are parted by a sign
        found += f"{' ' if found[-1] in '.!?' else '; '}{text}" if found else text
    return found


def labels_of(scale: Sequence[str]) -> tuple[str, ...]:
    """The names of the points of a scale whose levels have these names, or are numbered where they have none."""
    names = [name or f"Level {number}" for number, name in enumerate(scale, start=1)]
    if len(names) < 2:
        return tuple(f"Level {point}" for point in range(1, POINTS + 1))
    labels = {point: " / ".join(names[level - 1] for level in there) for point, there in levels_at(len(names)).items()}
    known = {point: label for point, label in labels.items() if label}
    return tuple(label or _between(point, known) for point, label in labels.items())


def _between(point: int, known: dict[int, str]) -> str:
    """The name of a point that no level falls on: those of its neighbours."""
    below, above = max(one for one in known if one < point), min(one for one in known if one > point)
    return f"{known[below]} \N{EN DASH} {known[above]}"


def said(levels: int) -> str:
    """What is said of a scale that was stretched; empty where nothing was."""
    if levels in (0, 1, POINTS):
        return ""
    pairs = ", ".join(f"{level} to {stretched(level, levels):.3g}" for level in range(1, levels + 1))
    return f"{levels} levels were stretched to 1 to 5 ({pairs})."
