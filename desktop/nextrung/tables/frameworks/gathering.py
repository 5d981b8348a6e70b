"""Areas and skills gathered row by row, in the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nextrung.questionnaire.drafting.draft import (
    LONGEST_TEXT,
    DraftArea,
    DraftItem,
    DraftProblem,
    DraftRole,
    DraftTarget,
    LevelOrder,
    plain_text,
)

NOTHING = frozenset(("-", "\N{EN DASH}", "\N{EM DASH}", "n/a", "n.a.", "tbd", "?"))
"""What people write into a cell that they leave empty."""


class Framework(Struct, frozen=True):
    """What a sheet holds: areas, the names of the levels from the lowest up, roles, and what to say of it."""

    areas: tuple[DraftArea, ...]
    scale: tuple[str, ...]
    roles: tuple[DraftRole, ...] = ()
    problems: tuple[DraftProblem, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = ""
    order: LevelOrder = "numbers"


class Gathered:
    """What has been read so far."""

    def __init__(self) -> None:
        """Begin without anything."""
        self.problems: list[DraftProblem] = []
        self._areas: dict[str, list[DraftItem]] = {}
        self._about: dict[str, str] = {}
        self._targets: dict[str, dict[str, list[DraftTarget]]] = {}

    def text(self, value: str, row: int, column: str, place: str) -> str:
        """A text of the file, plain; one that is far too long is left out and named."""
        found = plain_text(value)
        if len(found) <= LONGEST_TEXT:
            return "" if found.casefold() in NOTHING else found
        self.miss(place, f"the text has {len(found):,} characters; at most {LONGEST_TEXT:,} are read", row, column)
        return ""

    def miss(self, place: str, message: str, row: int = 0, column: str = "") -> None:
        """Name something that is missing or left out."""
        self.problems.append(DraftProblem(place, message, row, column))

    def twice(self, place: str, level: str, row: int = 0) -> None:
        """Name a level that a skill has more than once."""
        self.miss(place, f"level {level} stands more than once; its texts were put together", row)

    def area(self, name: str, about: str = "") -> None:
        """Note an area, also before it has any skill."""
        self._areas.setdefault(name, [])
        if about:
            self._about.setdefault(name, about)

    def item(self, area: str, item: DraftItem) -> None:
        """Add a skill to an area."""
        self._areas.setdefault(area, []).append(item)

    def target(self, role: str, area: str, target: DraftTarget) -> None:
        """Note what a role asks at one skill of an area."""
        self._targets.setdefault(role, {}).setdefault(area, []).append(target)

    def areas(self) -> tuple[DraftArea, ...]:
        """The areas that have skills."""
        return tuple(
            DraftArea(name, tuple(items), self._about.get(name, "")) for name, items in self._areas.items() if items
        )

    def roles(self) -> tuple[DraftRole, ...]:
        """The roles; targets of the skills of an area are averaged."""
        return tuple(
            DraftRole(role, {area: _mean(found) for area, found in areas.items()})
            for role, areas in self._targets.items()
        )

    @property
    def averages(self) -> bool:
        """Whether any target of an area is the mean of several."""
        return any(len(found) > 1 for areas in self._targets.values() for found in areas.values())


def _mean(found: Iterable[DraftTarget]) -> DraftTarget:
    every = tuple(found)
    weights = [one.weight for one in every if one.weight]
    weight = round(sum(weights) / len(weights)) if weights else 0
    return DraftTarget(sum(one.level for one in every) / len(every), weight)
