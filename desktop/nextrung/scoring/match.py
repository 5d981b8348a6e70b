"""Gaps to a role profile, what to work on first, and the match to the role (content C6.5, C6.6)."""

from __future__ import annotations

from collections.abc import Mapping
from math import erf, sqrt
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import Scoring
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING, CompetencyScore, likely_range

Band = Literal["early", "building", "close", "matches"]
Likelihood = Literal["likely", "possible", "unlikely"]


class Gap(Struct, frozen=True):
    """The distance from a level to a role's target.

    ``gap`` is in levels and never negative, ``priority`` is weight times gap, ``probability`` that the true level lies
    below the target; all three are None where the competency has no level.
    """

    target: float
    weight: int
    critical: bool
    gap: float | None
    priority: float | None
    probability: float | None


class Match(Struct, frozen=True):
    """The match to a role profile: 0 to 100 with its standard error and likely range; None when nothing is scored."""

    value: float | None
    se: float | None
    range: tuple[float, float] | None
    band: Band | None
    provisional: bool
    capped: bool
    """Whether a critical competency holds the band at *building*."""


def fitting_role(questionnaire: Questionnaire, chosen: Role) -> Role:
    """The role profile to show a kept assessment against: the chosen one if it asks for the same competencies.

    Otherwise the profile with the same id, or the first, of the assessment's own content.
    """
    if set(chosen.targets) == set(questionnaire.competencies_by_id):
        return chosen
    return next((role for role in questionnaire.roles if role.id == chosen.id), questionnaire.roles[0])


def normal_cdf(z: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * (1 + erf(z / sqrt(2)))


def gaps(scores: Mapping[str, CompetencyScore], role: Role) -> dict[str, Gap]:
    """Gaps by competency: gap = max(0, T - L), priority = W * gap, p = Phi((T - L) * 25 / SE) (content C6.5)."""
    found = {}
    for competency, score in scores.items():
        target = role.targets[competency]
        if score.level is None or score.se is None:
            found[competency] = Gap(target.level, target.weight, target.critical, None, None, None)
            continue
        distance = target.level - score.level
        gap = max(0.0, distance)
        probability = normal_cdf(distance * POINTS_PER_LEVEL / score.se)
        found[competency] = Gap(target.level, target.weight, target.critical, gap, target.weight * gap, probability)
    return found


def likelihood(gap: Gap, rules: Scoring) -> Likelihood:
    """How likely a gap is real: *likely* ones become focus areas (content C6.5)."""
    if gap.gap is None or gap.probability is None or _below(gap.gap, rules.focus.minimum_gap):
        return "unlikely"
    if gap.probability >= rules.focus.likely:
        return "likely"
    return "possible" if gap.probability >= rules.focus.possible else "unlikely"


def by_priority(found: Mapping[str, Gap], rules: Scoring) -> tuple[str, ...]:
    """Competency ids by falling priority; those within 10 % of a group's first are tied and keep the given order.

    Competencies without a level come last.
    """
    order = list(found)
    scored = [competency for competency in order if found[competency].priority is not None]
    scored.sort(key=lambda competency: -_priority(found[competency]))
    ranked: list[str] = []
    group: list[str] = []
    for competency in scored:
        least = (1 - rules.focus.tied_within) * _priority(found[group[0]]) if group else 0.0
        if _below(_priority(found[competency]), least):
            ranked += sorted(group, key=order.index)
            group = []
        group.append(competency)
    ranked += sorted(group, key=order.index)
    return (*ranked, *(competency for competency in order if competency not in ranked))


def focus_areas(found: Mapping[str, Gap], rules: Scoring) -> tuple[str, ...]:
    """The few competencies to work on first: likely gaps by priority (content C6.5)."""
    likely = {competency: gap for competency, gap in found.items() if likelihood(gap, rules) == "likely"}
    return by_priority(likely, rules)[: rules.focus.at_most]


def match(scores: Mapping[str, CompetencyScore], role: Role, rules: Scoring) -> Match:
    """R = 100 * sum(W * min(1, (L - 1) / (T - 1))) / sum(W), with its error and band (content C6.6)."""
    total = weighted = variance = 0.0
    capped = False
    for competency, target in role.targets.items():
        score = scores[competency]
        if score.level is None or score.se is None:
            capped = capped or target.critical
            continue
        total += target.weight
        weighted += target.weight * min(1.0, (score.level - 1) / (target.level - 1))
        if score.level < target.level:
            variance += (target.weight * score.se / (POINTS_PER_LEVEL * (target.level - 1))) ** 2
        if target.critical and _below(rules.bands.critical_shortfall, target.level - score.level):
            capped = True
    share = total / sum(target.weight for target in role.targets.values())
    provisional = share < rules.bands.provisional_below
    if not total:
        return Match(None, None, None, None, provisional, capped=False)
    value = 100 * weighted / total
    se = 100 / total * sqrt(variance)
    band = _band(value, capped, rules)
    likely = likely_range(value, se, rules.range_z)
    return Match(value, se, likely, band, provisional, capped=capped and not _below(value, rules.bands.close))


def _band(value: float, capped: bool, rules: Scoring) -> Band:
    if _below(value, rules.bands.building):
        return "early"
    if _below(value, rules.bands.close) or capped:
        return "building"
    return "close" if _below(value, rules.bands.matches) else "matches"


def _below(value: float, limit: float) -> bool:
    return value < limit - ROUNDING


def _priority(gap: Gap) -> float:
    return gap.priority or 0.0
