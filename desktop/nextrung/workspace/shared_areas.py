"""Levels of areas that two questionnaires share, beside each other for somebody who has taken both."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from nextrung.scoring.levels import CompetencyScore
from nextrung.scoring.shared_areas import shared_areas
from nextrung.workspace.assessment import Assessment


class AreaSide(Struct, frozen=True):
    """An area as one questionnaire has it: its name, and what the newest assessment there says."""

    name: str
    score: CompetencyScore


class SharedLevels(Struct, frozen=True):
    """One area here and there; ``same`` of the ``of`` scored items of one of them ask the same as one of the other."""

    here: AreaSide
    there: AreaSide
    same: int
    of: int


class SharedView(Struct, frozen=True):
    """All areas that the questionnaire on show shares with another one; the moments say when each was finished."""

    questionnaire: str
    title: str
    here_at: str
    there_at: str
    rows: tuple[SharedLevels, ...]


def shared_work(here: Assessment, others: Iterable[Assessment]) -> Callable[[], tuple[SharedView, ...]]:
    """Work that sets the newest result here beside the newest one of each other questionnaire that shares areas."""
    there = tuple(others)
    return lambda: tuple(view for one in there if (view := _view(here, one)).rows)


def _view(here: Assessment, there: Assessment) -> SharedView:
    content, other = here.content, there.content
    shared = [(one, one.linked, one.other) for one in shared_areas(content, other)]
    shared += [(one, one.other, one.linked) for one in shared_areas(other, content)]
    rows: tuple[SharedLevels, ...] = ()
    if shared:
        mine, theirs = here.result(content.first_role), there.result(other.first_role)
        rows = tuple(
            SharedLevels(
                AreaSide(content.competencies_by_id[own].name, mine.competencies[own]),
                AreaSide(other.competencies_by_id[alien].name, theirs.competencies[alien]),
                one.same,
                one.of,
            )
            for one, own, alien in shared
        )
    moments = here.record.completed_at or "", there.record.completed_at or ""
    return SharedView(other.id, other.title, *moments, rows)
