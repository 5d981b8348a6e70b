"""What would match if some levels were others: the same match as ever, over levels that somebody tries out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from nextrung.questionnaire.constants import Scoring
from nextrung.questionnaire.model import Role
from nextrung.scoring.levels import POINTS_PER_LEVEL, CompetencyScore
from nextrung.scoring.match import Match, match

LEVELS = (1.0, 5.0)
"""Lowest and highest level that can be tried out."""


def matches_with(
    scores: Mapping[str, CompetencyScore], levels: Mapping[str, float], roles: Iterable[Role], rules: Scoring
) -> dict[str, Match]:
    """The match to every role, by role id, with other ``levels`` (1.0 to 5.0) for some competencies.

    A level that is tried out keeps the standard error of the measured one; where none was measured it has none.
    Competencies that are not named keep what was measured. Unknown competency ids are ignored.
    """
    tried = {competency: _with(score, levels.get(competency)) for competency, score in scores.items()}
    return {role.id: match(tried, role, rules) for role in roles}


def _with(score: CompetencyScore, level: float | None) -> CompetencyScore:
    if level is None:
        return score
    inside = min(max(level, LEVELS[0]), LEVELS[1])
    points = (inside - 1) * POINTS_PER_LEVEL
    # Without a measured error the level counts as exact: ``match_range`` leaves an error of 0 out.
    return replace(score, status="scored", level=inside, score=points, se=score.se or 0.0)
