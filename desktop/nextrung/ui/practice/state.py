"""What the page of practice shows: earlier sittings, or the question that is on. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from nextrung.evidence.practice import PracticeSitting
from nextrung.evidence.questions import AskedQuestion
from nextrung.questionnaire.model import Questionnaire
from nextrung.shown import beginning

LONGEST_SHOWN = 20_000
"""Characters of a note that the page shows; a file may bring a longer one."""
ALL = ""
"""Stands for the questions of every area."""


class AreaOption(Struct, frozen=True):
    """An area that can be practised: its id, name and number of questions; ``ALL`` has no name."""

    id: str
    name: str
    count: int


class SittingRow(Struct, frozen=True):
    """One earlier sitting: ``missing`` counts the points that were marked as missing, of ``of`` points."""

    id: str
    started_at: str
    role: str
    count: int
    missing: int
    of: int


class SittingAnswerRow(Struct, frozen=True):
    """One question of an earlier sitting, with what was marked, of ``of`` points, and noted."""

    id: str
    ask: str
    of: int
    missing: tuple[str, ...]
    note: str
    seconds: float | None


class PracticeState(Struct, frozen=True):
    """The page between two sittings. Without ``areas`` no questions are known for the questionnaire."""

    areas: tuple[AreaOption, ...]
    rows: tuple[SittingRow, ...]
    role: str
    version: str
    can_undo: bool


class PracticeQuestion(Struct, frozen=True):
    """The question that is on: the one numbered ``at`` of ``of``, with names of its area and side."""

    at: int
    of: int
    area: str
    side: str
    ask: str
    good: tuple[str, ...]


def build(
    asked: Sequence[AskedQuestion],
    sittings: Sequence[PracticeSitting],
    content: Questionnaire,
    role: str,
    version: str,
    *,
    can_undo: bool,
) -> PracticeState:
    """The page between two sittings."""
    names = {one.id: one.name for one in content.competencies}
    counts: dict[str, int] = {}
    for one in asked:
        counts[one.competency] = counts.get(one.competency, 0) + 1
    areas = [AreaOption(area, names[area], count) for area, count in counts.items()]
    if areas:
        areas.insert(0, AreaOption(ALL, "", len(asked)))
    rows = tuple(
        SittingRow(
            one.id,
            one.started_at,
            one.role,
            len(one.answers),
            sum(len(given.missing) for given in one.answers),
            sum(len(given.good) for given in one.answers),
        )
        for one in sittings
    )
    return PracticeState(tuple(areas), rows, role, version, can_undo)


def answers(sitting: PracticeSitting, mask: Callable[[str], str] = str) -> tuple[SittingAnswerRow, ...]:
    """What an earlier sitting holds; notes are seen through ``mask``."""
    return tuple(
        SittingAnswerRow(
            one.question,
            one.ask,
            len(one.good),
            one.missing,
            mask(beginning(one.note, LONGEST_SHOWN)),
            one.seconds,
        )
        for one in sitting.answers
    )


def question(asked: Sequence[AskedQuestion], at: int, content: Questionnaire) -> PracticeQuestion:
    """The question at a place of a sitting."""
    one = asked[at]
    area = content.competencies_by_id[one.competency]
    side = next((facet.name for facet in area.facets if facet.id == one.facet), "")
    return PracticeQuestion(at + 1, len(asked), area.name, side, one.question.ask, one.question.good)
