"""Gaps to a role profile, and what to work on first (content C6.5, truth T7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import Scoring
from nextrung.questionnaire.model import Role, is_asked
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING, CompetencyScore
from nextrung.scoring.match_range import normal_cdf

Likelihood = Literal["likely", "possible", "unlikely"]


class Gap(Struct, frozen=True):
    """The distance from a level to a role's target.

    ``gap`` is in levels and never negative, ``priority`` is weight times gap, ``probability`` that the true level lies
    below the target; all three are None where the competency has no level, and where the role does not ask for it.
    """

    target: float
    weight: int
    critical: bool
    gap: float | None
    priority: float | None
    probability: float | None

    @property
    def asked(self) -> bool:
        """Whether the role has a target here; ``target`` is the lowest level where it has none."""
        return is_asked(self.target)


def gaps(scores: Mapping[str, CompetencyScore], role: Role) -> dict[str, Gap]:
    """Gaps by competency: gap = max(0, T - L), priority = W * gap, p = Phi((T - L) * 25 / SE) (content C6.5)."""
    found = {}
    for competency, score in scores.items():
        target = role.target(competency)
        if score.level is None or score.se is None or not role.asks(competency):
            found[competency] = Gap(target.level, target.weight, target.critical, None, None, None)
            continue
        distance = target.level - score.level
        # A surplus is no negative gap: it must not pay for a gap elsewhere (content C6.6).
        gap = max(0.0, distance)
        # From the signed distance: a level just above its target may truly lie below it.
        probability = normal_cdf(distance * POINTS_PER_LEVEL / score.se)
        found[competency] = Gap(target.level, target.weight, target.critical, gap, target.weight * gap, probability)
    return found


def likelihood(gap: Gap, rules: Scoring) -> Likelihood | None:
    """How likely a gap is real: *likely* ones become focus areas (content C6.5); None where there is no level."""
    if gap.gap is None or gap.probability is None:
        return None
    # First of all: of a very exact score even a gap that nobody would notice is likely.
    if _below(gap.gap, rules.focus.minimum_gap):
        return "unlikely"
    if gap.probability >= rules.focus.likely:
        return "likely"
    return "possible" if gap.probability >= rules.focus.possible else "unlikely"


def by_priority(found: Mapping[str, Gap], rules: Scoring) -> tuple[str, ...]:
    """Competency ids by falling priority; equal ones keep the given order, those without a level come last."""
    # Without a level there is no gap, and a 0 in its place would claim that the target is reached.
    first = ranked({key: gap.priority for key, gap in found.items() if gap.priority is not None}, rules)
    return (*first, *(competency for competency in found if competency not in first))


def ranked(priorities: Mapping[str, float], rules: Scoring) -> tuple[str, ...]:
    """Competency ids by falling priority; equal ones keep the given order.

    Equal are those within the content's share of a group's first: a tenth in content made before 1.1.0, now nothing.
    """
    falling = sorted(priorities, key=priorities.__getitem__, reverse=True)
    place = {competency: at for at, competency in enumerate(priorities)}
    equal_from = 1 - rules.focus.tied_within
    ordered: list[str] = []
    start, least = 0, float("-inf")
    for at, competency in enumerate(falling):
        priority = priorities[competency]
        # Each group is measured against its first, so that many small steps cannot join all into one.
        if _below(priority, least):
            ordered += sorted(falling[start:at], key=place.__getitem__)
            start = at
        if start == at:
            least = equal_from * priority
    return (*ordered, *sorted(falling[start:], key=place.__getitem__))


def focus_areas(found: Mapping[str, Gap], rules: Scoring) -> tuple[str, ...]:
    """The few competencies to work on first: likely gaps by priority (content C6.5)."""
    return _likely(found, rules)[: rules.focus.at_most]


def close_behind(found: Mapping[str, Gap], rules: Scoring) -> tuple[str, ...]:
    """Likely gaps after the last focus area with nearly its priority; none when all likely ones are focus areas."""
    likely = _likely(found, rules)
    focus, others = likely[: rules.focus.at_most], likely[rules.focus.at_most :]
    if not others:
        return ()
    least = rules.focus.close_behind * _priority(found[focus[-1]])
    return tuple(competency for competency in others if not _below(_priority(found[competency]), least))


def _likely(found: Mapping[str, Gap], rules: Scoring) -> tuple[str, ...]:
    likely = {competency: gap for competency, gap in found.items() if likelihood(gap, rules) == "likely"}
    return by_priority(likely, rules)


def _below(value: float, limit: float) -> bool:
    return value < limit - ROUNDING


def _priority(gap: Gap) -> float:
    return gap.priority or 0.0
