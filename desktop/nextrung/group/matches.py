"""Gaps and matches of many assessments to a role: the same numbers as ``scoring.match`` gives for each of them."""

from __future__ import annotations

from math import isnan

import numpy as np
import pandas as pd
from msgspec import Struct

from nextrung.group.levels import Flags, GroupLevels, Numbers
from nextrung.questionnaire.constants import BandRules, Scoring
from nextrung.questionnaire.model import Role
from nextrung.scoring.levels import POINTS_PER_LEVEL, ROUNDING
from nextrung.scoring.match import BANDS, Cap, capped_band
from nextrung.scoring.match_range import normal_cdf


class GroupGaps(Struct, frozen=True):
    """One row for each assessment, one column for each competency; NaN and False where there is no level.

    ``differences`` are levels minus targets; ``probability`` that the true level lies below the target; ``likely``
    marks gaps that count as focus areas (content C6.5).
    """

    differences: pd.DataFrame
    probability: pd.DataFrame
    likely: pd.DataFrame


class GroupMatches(Struct, frozen=True):
    """One entry for each assessment: the match 0 to 100, its band as a place in ``BANDS``, and what holds it there.

    NaN and -1 where too little is scored. ``caps`` has an entry only where something holds the band down.
    """

    values: Numbers
    bands: Numbers
    provisional: Flags
    caps: dict[int, tuple[Cap, ...]]


def levels_of(scores: pd.DataFrame) -> pd.DataFrame:
    """L = 1 + S / 25 (content C6.1)."""
    return 1 + scores / POINTS_PER_LEVEL


def group_gaps(found: GroupLevels, role: Role, rules: Scoring) -> GroupGaps:
    """Distances of all levels to the role's targets (content C6.5)."""
    # no target, no difference: NaN goes on through everything below
    targets = np.array([role.target(one).level if role.asks(one) else np.nan for one in found.scores.columns])
    differences = levels_of(found.scores) - targets
    distances = -differences.to_numpy() * POINTS_PER_LEVEL / found.errors.to_numpy()
    # With the very function that serves one person, so that the last digits agree.
    below = np.array([normal_cdf(one) for one in distances.ravel().tolist()]).reshape(distances.shape)
    likely = (-differences >= rules.focus.minimum_gap - ROUNDING) & (below >= rules.focus.likely)
    return GroupGaps(differences, pd.DataFrame(below, differences.index, differences.columns), likely)


def group_matches(found: GroupLevels, role: Role, rules: Scoring) -> GroupMatches:
    """The match of each assessment to the role and its band (content C6.6)."""
    count = len(found.scores)
    if not role.targets:
        return GroupMatches(np.full(count, np.nan), np.full(count, -1.0), np.zeros(count, dtype=bool), {})
    total, weighted = np.zeros(count), np.zeros(count)
    levels = levels_of(found.scores)
    for competency, target in role.targets.items():  # in the order of the role, so that sums round as for one person
        level = levels[competency].to_numpy()
        scored = ~np.isnan(level)
        total += np.where(scored, target.weight, 0)
        weighted += np.where(scored, target.weight * np.minimum(1.0, (level - 1) / (target.level - 1)), 0.0)
    share = total / sum(target.weight for target in role.targets.values())
    known = (total > 0) & (share >= rules.bands.scored_minimum - ROUNDING)
    values = np.where(known, 100 * weighted / np.where(known, total, 1), np.nan)
    bands, caps = _bands(values, levels, role, rules.bands)
    return GroupMatches(values, bands, share < rules.bands.provisional_below - ROUNDING, caps)


def _bands(
    values: Numbers, levels: pd.DataFrame, role: Role, rules: BandRules
) -> tuple[Numbers, dict[int, tuple[Cap, ...]]]:
    """The band of each match as a place in ``BANDS``, and the areas that hold it there.

    Only those that something could hold down are looked at one by one: the others are what their match alone says.
    """
    limits = np.array([rules.building, rules.close, rules.matches]) - ROUNDING
    # "right": a match of exactly the limit has the higher band.
    bands = np.where(np.isnan(values), -1.0, np.searchsorted(limits, values, side="right"))
    table, targets = levels.to_numpy(), np.array([role.target(one).level for one in levels.columns])
    # A missing level counts as furthest away: it can hold a band down too.
    furthest = np.where(np.isnan(table), np.inf, targets - table).max(axis=1, initial=-np.inf)
    # Below the smaller of both limits no area can hold a band down, whether critical or not.
    least = min(rules.critical_shortfall, rules.close_shortfall or np.inf) - ROUNDING
    caps: dict[int, tuple[Cap, ...]] = {}
    for row in np.flatnonzero((bands > BANDS.index("building")) & (furthest >= least)).tolist():
        known = {
            one: None if isnan(level) else level for one, level in zip(levels.columns, table[row].tolist(), strict=True)
        }
        band, holding = capped_band(float(values[row]), known, role, rules)
        if holding:
            bands[row], caps[row] = BANDS.index(band), holding
    return bands, caps
