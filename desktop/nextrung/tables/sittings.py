"""Which rows of a table with a row for each answer are of one sitting: by person, sitting and day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from nextrung.intake import days
from nextrung.tables.source import Cell

Numbered = tuple[int, list[Cell]]
"""A row with its number."""


class AnswerPlace(NamedTuple):
    """What tells a row's sitting: whose it is, what was asked, the sitting as it is called, the item, and the day."""

    person: tuple[str, str]
    content: tuple[str, str]
    sitting: str
    item: str
    day: str


def sittings(rows: Iterable[Numbered], place: Callable[[list[Cell]], AnswerPlace]) -> list[list[Numbered]]:
    """The rows of each sitting, in the order in which they are met.

    Where the table calls sittings by nothing, a question that comes twice tells that there are several: then each day
    is one.
    """
    groups: dict[tuple[object, ...], list[Numbered]] = {}
    for row in rows:
        its = place(row[1])
        groups.setdefault((its.person, its.content, its.sitting), []).append(row)
    return [part for group in groups.values() for part in _by_day(group, place)]


def _by_day(rows: Sequence[Numbered], place: Callable[[list[Cell]], AnswerPlace]) -> Iterable[list[Numbered]]:
    places = [place(cells) for _, cells in rows]
    items = [one.item for one in places]
    if places[0].sitting or len(set(items)) == len(items):
        return [list(rows)]
    parts: dict[object, list[Numbered]] = {}
    for row, one in zip(rows, places, strict=True):
        # Both readings of a day together: which comes first, day or month, need not be known to tell days apart.
        day = days.day_of(one.day)
        parts.setdefault((day.dmy, day.mdy) if day else one.day, []).append(row)
    return parts.values()
