"""Which areas of two questionnaires ask the same, by the items that are linked (``same_as``). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from nextrung.questionnaire.model import Competency, Questionnaire

FEWEST = 3
"""Scored items of two areas that must ask the same before their levels may stand beside each other, and half of all."""


class SharedArea(Struct, frozen=True):
    """Two areas by id, and how many of the scored items of the one that is linked ask the same as one of the other."""

    linked: str
    other: str
    same: int
    of: int


def shared_areas(linked: Questionnaire, other: Questionnaire) -> tuple[SharedArea, ...]:
    """The areas that share enough, in the order of the linked one; none where it is not linked to the other one.

    An area stands beside the one that it shares most with. Nothing is worked out of both: the levels rest on different
    answers, and what else the areas ask is not the same.
    """
    if linked.blueprint.linked_to != other.id:
        return ()
    return tuple(found for area in linked.competencies for found in _shared(area, other))


def _shared(area: Competency, other: Questionnaire) -> Iterator[SharedArea]:
    scored = [item for item in area.items() if item.kind.scored]
    links = [other.competency_of[item.same_as].id for item in scored if item.same_as in other.competency_of]
    for one, same in Counter(links).most_common(1):
        if same >= FEWEST and 2 * same >= len(scored):
            yield SharedArea(area.id, one, same, len(scored))
