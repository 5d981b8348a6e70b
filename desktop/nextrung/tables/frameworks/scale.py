"""The levels of a framework from the lowest up: by their numbers, by names that are known, or as a person says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.drafting.draft import LevelOrder
from nextrung.tables.frameworks.headings import Headings, LevelName, known_headings
from nextrung.tables.layouts import plain

PickedOrder = Literal["", "lowest-first", "highest-first"]
"""What a person says of the order in which a file names its levels; empty where they say nothing."""


class NamedScale(Struct, frozen=True):
    """The levels of a framework in their order, as the file names them."""

    levels: tuple[LevelName, ...]
    order: LevelOrder = "numbers"
    """What says which level is the lowest."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each level; its number where it has no name."""
        return tuple(one.shown for one in self.levels)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said of levels whose numbers leave some out or come twice; empty for others."""
        numbers = [one.number for one in self.levels if one.number is not None]
        if len(numbers) < len(self.levels) or len(numbers) < 2:
            return ()
        named = f"The levels are numbered {', '.join(map(str, numbers))}"
        if numbers != sorted(numbers):
            return (f"{named}, the lowest first.",)
        if len(set(numbers)) < len(numbers):
            return (f"{named}; they were taken in the order of the file, all at the same distance.",)
        if numbers[-1] - numbers[0] >= len(numbers):
            return (f"{named}; they were taken in this order, all at the same distance.",)
        return ()

    def shown(self, at: int) -> str:
        """How a sentence calls the level at a place from 0."""
        one = self.levels[at]
        return f"{one.number}" if one.number is not None else one.name or f"{at + 1}"

    def place(self, found: LevelName) -> int | None:
        """The place of a level from 1, by its number or its name; None where the scale has none such."""
        for at, one in enumerate(self.levels, start=1):
            if found.number is not None and one.number is not None:
                if found.number == one.number:
                    return at
            elif found.number is None and plain(found.name) in (plain(one.name), plain(f"level {one.number}")):
                return at
        numbered = any(one.number is not None for one in self.levels)
        # levels that have only names are counted from 1
        return found.number if found.number and not numbered and found.number <= len(self.levels) else None


def scale_of(names: Sequence[LevelName], picked: PickedOrder = "") -> tuple[NamedScale, tuple[int, ...]]:
    """The scale of columns that name these levels, and the place of each column's level in it, from 0."""
    order, told = _ordered(names, picked)
    places = {at: place for place, at in enumerate(order)}
    return NamedScale(tuple(names[at] for at in order), told), tuple(places[at] for at in range(len(names)))


def _ordered(names: Sequence[LevelName], picked: PickedOrder) -> tuple[list[int], LevelOrder]:
    """The places of the levels from the lowest up, and what says so."""
    as_named = list(range(len(names)))
    if picked:
        return as_named if picked == "lowest-first" else as_named[::-1], "picked"
    by_name = _by_name(names, known_headings())
    if names and all(one.number is not None for one in names):
        by_number = sorted(as_named, key=lambda at: names[at].number or 0)
        # “1 Expert … 4 Beginner”: nobody but the person knows which of the two holds
        return by_number, "numbers" if by_name in (None, by_number) else "unknown"
    if by_name is None:
        return as_named, "unknown" if len(names) > 1 else "numbers"
    return by_name, "names" if by_name == as_named else "turned"


def _by_name(names: Sequence[LevelName], known: Headings) -> list[int] | None:
    """The places from the lowest up as the names that are known tell it; None where they do not."""
    words = _own_words(names)
    pairs = {
        (first, second): lower
        for first, second in combinations(range(len(names)), 2)
        if (lower := known.is_lower(words[first], words[second])) is not None
    }
    if not pairs:
        return None
    if len(set(pairs.values())) == 1:
        order = list(range(len(names)))
        return order if next(iter(pairs.values())) else order[::-1]
    below = [
        sum(lower if at == second else not lower for (first, second), lower in pairs.items() if at in (first, second))
        for at in range(len(names))
    ]
    # each above as many as come before it: only then every name has one place
    whole = sorted(below) == list(range(len(names)))
    return sorted(range(len(names)), key=below.__getitem__) if whole else None


def _own_words(names: Sequence[LevelName]) -> list[str]:
    """The names without the words that all of them have: “Senior engineer” beside “Junior engineer” is “senior”."""
    words = [plain(one.name).split() for one in names]
    if len(words) < 2:
        return [" ".join(one) for one in words]
    shared = set(words[0]).intersection(*words[1:])
    return [" ".join(word for word in one if word not in shared) for one in words]
