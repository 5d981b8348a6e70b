"""Whether the numbers of a table are points of the scales of the questionnaire, told from all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from nextrung.tables.source import Cell, text_of

_PLAIN = re.compile(r"-?\d{1,6}(?:[.,]\d{1,4})?")
_PERCENT = (25.0, 50.0, 75.0, 100.0)
_FEWEST_ZEROS = 2
"""One may be a slip."""


class BeyondScale(Struct, frozen=True):
    """Numbers that a scale does not have, the smallest and the largest of them: of ratings, and of shares."""

    ratings: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()

    def of(self, *, share: bool) -> tuple[float, ...]:
        """Those of one kind of question."""
        return self.shares if share else self.ratings


def number_in(cell: Cell) -> float | None:
    """The number of a cell that holds nothing else; a word or a sign beside it tells its scale."""
    if isinstance(cell, float):
        return cell
    found = _PLAIN.fullmatch(text_of(cell))
    return float(found[0].replace(",", ".")) if found else None


def beyond(ratings: Iterable[Cell], shares: Iterable[Cell], points: Sequence[float]) -> BeyondScale:
    """What tells that answers were given on other scales; ``points`` are those of ratings, ascending."""
    rated = [number for number in map(number_in, ratings) if number is not None]
    told = [number for number in map(number_in, shares) if number is not None]
    above = [number for number in rated if number > points[-1]]
    # A scale from 0 to 4 stays below the top: each of its numbers would be a point too low.
    if rated.count(0.0) >= _FEWEST_ZEROS and points[-1] not in rated:
        above.append(0.0)
    over = [number for number in told if number > points[-1] and number not in _PERCENT]
    return BeyondScale(_ends(above), _ends(over))


def _ends(numbers: Sequence[float]) -> tuple[float, ...]:
    return tuple(sorted({min(numbers), max(numbers)})) if numbers else ()
