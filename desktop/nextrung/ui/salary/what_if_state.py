"""What the card “What would it take?” shows: levels to try out, and the rungs they would match. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from nextrung.salary.ladder import climb
from nextrung.salary.model import SalaryData
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.result import Result
from nextrung.scoring.what_if import matches_with


class AreaLevel(Struct, frozen=True):
    """A competency with its measured level (None: not enough answers)."""

    id: str
    name: str
    level: float | None


class WhatIfState(Struct, frozen=True):
    """The areas by what to work on first, and the rungs that the tried levels match."""

    areas: tuple[AreaLevel, ...]
    matched: tuple[str, float] | None
    """Name and match value of the highest rung of the ladder that is matched."""
    beside: tuple[str, ...]
    """Names of the roles beside the ladder that are matched."""
    following: tuple[str, float] | None
    """Name and match value of the lowest rung above all matched ones."""
    following_notes: MatchNotes | None
    """The band of that match, why it is no higher and what has no level; None without one."""
    tried: bool
    """Whether any level differs from the measured one."""


def build(data: SalaryData, result: Result, levels: Mapping[str, float]) -> WhatIfState:
    """The state for some tried levels by competency id. No pay figure depends on it."""
    names = result.questionnaire.competencies_by_id
    areas = tuple(
        AreaLevel(competency, names[competency].name, result.competencies[competency].level)
        for competency in result.order
    )
    found = matches_with(result.competencies, levels, result.questionnaire.roles, result.questionnaire.scoring)
    ladder = climb(tuple(data.rungs.values()), {role: (match.value, match.band) for role, match in found.items()})
    values = {one.rung: one.value or 0.0 for one in ladder.rungs}
    matched, following = (
        (data.rung(rung).name, values[rung]) if rung else None for rung in (ladder.highest, ladder.next)
    )
    beside = tuple(data.rung(rung).name for rung in ladder.matched_beside)
    next_role = data.rung(ladder.next).role if ladder.next else None
    notes = match_notes(found[next_role], result.questionnaire) if next_role in found else None
    return WhatIfState(areas, matched, beside, following, notes, bool(levels))
