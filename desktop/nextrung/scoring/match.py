"""The match to a role: how much of what it asks is there, within what range, and in which band (content C6.6, truth).

Whatever holds a band down is kept beside it as a ``Cap``, so that the reason can be said wherever the match is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import BandRules, Scoring
from nextrung.questionnaire.model import Questionnaire, Role, Target
from nextrung.scoring.levels import ROUNDING, CompetencyScore
from nextrung.scoring.match_range import Term, match_range

Band = Literal["early", "building", "close", "matches"]
BANDS: tuple[Band, ...] = ("early", "building", "close", "matches")
"""The match bands from the lowest up."""


class Cap(Struct, frozen=True):
    """An area that holds a band down: its ``level`` against its ``target``, or that it has no level (None).

    ``more_than`` is the shortfall in levels that a critical area exceeds; None for others, which reach theirs.
    """

    competency: str
    target: float
    level: float | None
    critical: bool
    more_than: float | None = None


class Match(Struct, frozen=True):
    """The match to a role profile: 0 to 100 with its standard error and likely range, over what is scored.

    All of it is None when too little of the role's weight is scored. ``provisional`` when a part of it is not;
    ``unscored`` are the competencies without a level, in the order of the questionnaire. ``caps`` are the areas that
    hold the band where it is, the largest shortfall first and those without a level last; none when nothing lowers it.
    """

    value: float | None
    se: float | None
    range: tuple[float, float] | None
    band: Band | None
    provisional: bool
    unscored: tuple[str, ...]
    caps: tuple[Cap, ...]
    asked: bool = True
    """Whether the role asks for anything; what asks for nothing has no match."""


def asks_alike(questionnaire: Questionnaire, role: Role) -> bool:
    """Whether a role asks for what this questionnaire's own role asks for, or for all of its competencies.

    Its own role is that of the same id, or the one that targets of one's own were made from. A match to any other role
    would be over other competencies than the one that is shown elsewhere.
    """
    asked = role.targets.keys()
    if asked == questionnaire.competencies_by_id.keys():
        return True
    return any(one.id in (role.id, role.basis) and one.targets.keys() == asked for one in questionnaire.roles)


def fitting_role(questionnaire: Questionnaire, chosen: Role) -> Role:
    """The role profile to show a kept assessment against: the chosen one if it asks for the same competencies.

    Otherwise the profile with the same id, or the first, of the assessment's own content.
    """
    # By competencies, not by id: own targets and newer editions may ask the same areas.
    if questionnaire.roles and asks_alike(questionnaire, chosen):
        return chosen
    return next((role for role in questionnaire.roles if role.id == chosen.id), questionnaire.first_role)


def match(scores: Mapping[str, CompetencyScore], role: Role, rules: Scoring) -> Match:
    """R = 100 * sum(W * min(1, (L - 1) / (T - 1))) / sum(W) over what is scored, with its range and band."""
    if not role.targets:
        return Match(None, None, None, None, provisional=False, unscored=(), caps=(), asked=False)
    terms: list[Term] = []
    whole = total = weighted = 0.0
    for competency, target in role.targets.items():
        score = scores[competency]
        whole += target.weight
        if score.level is None or score.se is None:
            continue
        total += target.weight
        # Targets lie above level 1, so nothing is divided by 0.
        weighted += target.weight * min(1.0, (score.level - 1) / (target.level - 1))
        terms.append((target.weight, target.level, score.level, score.se))
    unscored = tuple(one for one, score in scores.items() if score.level is None and one in role.targets)
    share = total / whole
    provisional = _below(share, rules.bands.provisional_below)
    # Below half of the weight a number would be about less than half of the role (truth T1).
    if not total or _below(share, rules.bands.scored_minimum):
        return Match(None, None, None, None, provisional, unscored, ())
    value = 100 * weighted / total
    found = match_range(value, terms, rules.range_z)
    band, caps = capped_band(value, {key: one.level for key, one in scores.items()}, role, rules.bands)
    return Match(value, found.se, (found.low, found.high), band, provisional, unscored, caps)


def capped_band(
    value: float, levels: Mapping[str, float | None], role: Role, rules: BandRules
) -> tuple[Band, tuple[Cap, ...]]:
    """The band of a match over ``levels`` by competency, and the areas that hold it there."""
    deserved = plain_band(value, rules)
    if deserved in ("early", "building"):
        return deserved, ()  # no cap is lower
    held = list(_caps(levels, role.targets, rules))
    # Several caps do not add up: the lowest ceiling holds.
    band = min([deserved, *(ceiling for ceiling, _ in held)], key=BANDS.index)
    # A cap at or above what the number gives anyway has lowered nothing, so it is no reason.
    if band == deserved:
        return band, ()
    return band, tuple(sorted((cap for ceiling, cap in held if ceiling == band), key=_shortfall, reverse=True))


def plain_band(value: float, rules: BandRules) -> Band:
    """The band of a match that nothing holds down."""
    if _below(value, rules.building):
        return "early"
    if _below(value, rules.close):
        return "building"
    return "close" if _below(value, rules.matches) else "matches"


def _caps(
    levels: Mapping[str, float | None], targets: Mapping[str, Target], rules: BandRules
) -> Iterator[tuple[Band, Cap]]:
    """The areas that hold a band down, in the order of the questionnaire, each with the highest band it allows."""
    for competency in _in_order(levels, targets):
        target, level = targets[competency], levels[competency]
        cap = Cap(
            competency, target.level, level, target.critical, rules.critical_shortfall if target.critical else None
        )
        # More than 0.5 for critical areas, but from 1.0 on for all: exactly as truth T1 words both.
        if target.critical and (level is None or _below(rules.critical_shortfall, target.level - level)):
            yield "building", cap
        # Content from before this rule has no such number and is scored as it was. A critical area is named once, by
        # the lower of its two caps.
        elif rules.close_shortfall is not None and (
            level is None or not _below(target.level - level, rules.close_shortfall)
        ):
            yield "close", cap


def _in_order(levels: Mapping[str, float | None], targets: Mapping[str, Target]) -> Iterable[str]:
    return (competency for competency in levels if competency in targets)


def _shortfall(cap: Cap) -> float:
    # Rounded, so that equal shortfalls keep the order of the questionnaire; without a level they come last.
    return -1.0 if cap.level is None else round(cap.target - cap.level, 9)


def _below(value: float, limit: float) -> bool:
    return value < limit - ROUNDING
