"""Gaps and matches of many sittings to a role: the same numbers as ``scoring.match`` gives for each of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from msgspec import Struct

from nextrung.group.levels import Flags, GroupLevels, Numbers
from nextrung.questionnaire.constants import Scoring
from nextrung.questionnaire.model import Role
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING
from nextrung.scoring.match import Band, normal_cdf

BANDS: tuple[Band, ...] = ("early", "building", "close", "matches")
"""The match bands from the lowest up."""


class GroupGaps(Struct, frozen=True):
    """One row a sitting, one column a competency; NaN and False where there is no level.

    ``differences`` are levels minus targets; ``probability`` that the true level lies below the target; ``likely``
    marks gaps that count as focus areas (content C6.5).
    """

    differences: pd.DataFrame
    probability: pd.DataFrame
    likely: pd.DataFrame


class GroupMatches(Struct, frozen=True):
    """One entry a sitting: the match 0 to 100 and its standard error, its band as a place in ``BANDS``.

    NaN and -1 where nothing is scored.
    """

    values: Numbers
    errors: Numbers
    bands: Numbers
    provisional: Flags


def levels_of(scores: pd.DataFrame) -> pd.DataFrame:
    """L = 1 + S / 25 (content C6.1)."""
    return 1 + scores / POINTS_PER_LEVEL


def group_gaps(found: GroupLevels, role: Role, rules: Scoring) -> GroupGaps:
    """Distances of all levels to the role's targets (content C6.5)."""
    targets = np.array([role.targets[one].level for one in found.scores.columns])
    differences = levels_of(found.scores) - targets
    distances = -differences.to_numpy() * POINTS_PER_LEVEL / found.errors.to_numpy()
    below = np.array([normal_cdf(one) for one in distances.ravel().tolist()]).reshape(distances.shape)
    likely = (-differences >= rules.focus.minimum_gap - ROUNDING) & (below >= rules.focus.likely)
    return GroupGaps(differences, pd.DataFrame(below, differences.index, differences.columns), likely)


def group_matches(found: GroupLevels, role: Role, rules: Scoring) -> GroupMatches:
    """The match of each sitting to the role, its error and its band (content C6.6)."""
    count = len(found.scores)
    total, weighted, variance = np.zeros(count), np.zeros(count), np.zeros(count)
    capped = np.zeros(count, dtype=bool)
    levels = levels_of(found.scores)
    for competency, target in role.targets.items():  # in the order of the role, so that sums round as for one person
        level, error = levels[competency].to_numpy(), found.errors[competency].to_numpy()
        scored = ~np.isnan(level)
        total += np.where(scored, target.weight, 0)
        weighted += np.where(scored, target.weight * np.minimum(1.0, (level - 1) / (target.level - 1)), 0.0)
        share = target.weight * error / (POINTS_PER_LEVEL * (target.level - 1))
        variance += np.where(scored & (level < target.level), share**2, 0.0)
        if target.critical:
            short = target.level - level > rules.bands.critical_shortfall + ROUNDING
            capped |= ~scored | short
    known = total > 0
    per = np.where(known, total, 1)
    values = np.where(known, 100 * weighted / per, np.nan)
    errors = np.where(known, 100 / per * np.sqrt(variance), np.nan)
    provisional = total / sum(target.weight for target in role.targets.values()) < rules.bands.provisional_below
    return GroupMatches(values, errors, _bands(values, capped, rules), provisional)


def _bands(values: Numbers, capped: Flags, rules: Scoring) -> Numbers:
    limits = np.array([rules.bands.building, rules.bands.close, rules.bands.matches]) - ROUNDING
    bands = np.searchsorted(limits, values, side="right").astype(float)
    bands = np.where(capped, np.minimum(bands, BANDS.index("building")), bands)
    return np.where(np.isnan(values), -1.0, bands)
