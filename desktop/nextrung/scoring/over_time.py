"""Many assessments on one scale, so that levels from different forms and versions can stand on one chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from nextrung.scoring.change import Basis, Side, scores_through, shared_form, shared_items
from nextrung.scoring.levels import CompetencyScore, level_of, likely_range
from nextrung.scoring.result import overall


def on_one_scale(
    sides: Sequence[Side], scored: Sequence[Mapping[str, CompetencyScore]]
) -> tuple[tuple[Mapping[str, CompetencyScore] | None, ...], Basis]:
    """Scores of each side through the items that it shares with the newest (the last), and what those items are.

    ``scored`` are the scores of each side by all its own items, used where nothing has to be left out. None stands for
    a side that shares nothing with the newest.
    """
    if not sides:
        return (), "all"
    # The newest is what people look at, so the older ones are put on its scale, never the other way round.
    newest = sides[-1].content
    form = shared_form(*(side for side in sides if side.content.id == newest.id))
    # Contents are kept once and shared, so each is compared with the newest only once.
    first_with = {id(side.content): at for at, side in reversed(list(enumerate(sides)))}

    @cache
    def shared(at: int) -> frozenset[str]:
        return shared_items(sides[at].content, newest, form)

    found: list[Mapping[str, CompetencyScore] | None] = []
    basis: Basis = "all"
    whole = shared(first_with[id(newest)])
    for side, own in zip(sides, scored, strict=True):
        items = shared(first_with[id(side.content)])
        if not items:
            found.append(None)
            continue
        if items != whole:
            basis = "shared_items"
        elif side.form != form and basis == "all":
            basis = "quick_items"
        found.append(own if items == whole and side.form == form else scores_through(side, form, items))
    return tuple(found), basis


def overall_level(scores: Mapping[str, CompetencyScore], z: float) -> tuple[float, float, float] | None:
    """The mean of the scored competencies as a level with its likely range (content C6.4); None when none is scored.

    ``z`` is the half-width of the likely range in standard errors.
    """
    mean = overall(scores)
    if mean.score is None or mean.se is None:
        return None
    low, high = likely_range(mean.score, mean.se, z)
    return level_of(mean.score), level_of(low), level_of(high)
