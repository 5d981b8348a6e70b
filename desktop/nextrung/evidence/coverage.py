"""The map of a role: which areas have examples, how old the newest is, and where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from nextrung.evidence.example import WorkExample
from nextrung.questionnaire.model import Competency, Role


class AreaCoverage(Struct, frozen=True):
    """One area of the map: ``competency`` is an id, empty for examples that belong to no area of the questionnaire.

    ``target`` is the level that the role asks for, None where it asks for none.
    """

    competency: str
    examples: tuple[WorkExample, ...]
    newest: date | None
    target: float | None
    unshown: tuple[str, ...]
    """The facets, by id, without any example."""

    @property
    def is_missing(self) -> bool:
        """Whether the role asks for the area and there is nothing to show."""
        return self.target is not None and not self.examples


def coverage(
    examples: Sequence[WorkExample], competencies: Iterable[Competency], role: Role
) -> tuple[AreaCoverage, ...]:
    """Every area in the order of the questionnaire, and last, where there are any, examples that belong to none."""
    by_facet: dict[str, list[WorkExample]] = {}
    for one in examples:
        by_facet.setdefault(one.facet, []).append(one)
    areas = []
    for competency in competencies:
        here = [one for facet in competency.facets for one in by_facet.get(facet.id, ())]
        target = role.target(competency.id).level if role.asks(competency.id) else None
        unshown = tuple(facet.id for facet in competency.facets if not by_facet.pop(facet.id, None))
        areas.append(_area(competency.id, here, target, unshown))
    elsewhere = [one for rest in by_facet.values() for one in rest]
    return (*areas, _area("", elsewhere, None, ())) if elsewhere else tuple(areas)


def _area(
    competency: str, examples: Sequence[WorkExample], target: float | None, unshown: tuple[str, ...]
) -> AreaCoverage:
    days = [one.day for one in examples if one.day is not None]
    return AreaCoverage(competency, newest_first(examples), max(days, default=None), target, unshown)


def newest_first(examples: Iterable[WorkExample]) -> tuple[WorkExample, ...]:
    """By date, the newest first; those without one last, each as they were added."""
    return tuple(sorted(examples, key=lambda one: one.day or date.min, reverse=True))
