"""The one rule of how wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

EASY_LINES = 3
"""Lines in which a text is still read at a glance; for fewer, no other column gives way."""
RAGGED = 1.25
"""How much wider than their even share lines of whole words are, about."""
AIR_LINES = 6
"""Lines of text; so much room is put beside a column at most."""


def fit_columns(table: QTableView, wholes: Sequence[int], least: Callable[[int], int], *, last_grows: bool) -> None:
    """Give the columns of a table the widths that ``column_widths`` says; hidden ones stay as they are."""
    air = AIR_LINES * table.fontMetrics().height()
    for at, width in enumerate(column_widths(wholes, table.viewport().width(), air, least, last_grows=last_grows)):
        if width:
            table.setColumnWidth(at, width)


def column_widths(
    wholes: Sequence[int], room: int, air: int, least: Callable[[int], int], *, last_grows: bool
) -> list[int]:
    """Widths in pixels of columns in ``room``; ``wholes`` are those at which no text is cut or wrapped, 0 for hidden.

    Where there is room for all, each gets what it needs and at most ``air`` beside it, as a reader loses the row
    between two columns far apart; with ``last_grows`` the last one takes the rest, for nothing follows its words.
    Where there is not, the widest give way, to one width or to that at which no row gets more lines than it must, but
    never below what ``least`` says of a place: short columns stay whole, and no width is left beside a cut text.
    """
    if sum(wholes) > room:
        leasts = [min(whole, least(at)) if whole else 0 for at, whole in enumerate(wholes)]
        return _narrowed(wholes, room, _in_fewest_lines(wholes, room, leasts))
    widths = _aired(wholes, room, air)
    shown = [at for at, width in enumerate(widths) if width]
    if last_grows and shown:
        widths[shown[-1]] += room - sum(widths)
    return widths


def _in_fewest_lines(wholes: Sequence[int], room: int, leasts: Sequence[int]) -> list[int]:
    """The widths at which the longest texts of all columns take few lines, or as few as ``room`` allows."""
    lines = EASY_LINES
    while True:
        even = [min(whole, ceil(whole * RAGGED / lines)) for whole in wholes]
        widths = [max(one, least) for one, least in zip(even, leasts, strict=True)]
        if sum(widths) <= room or widths == list(leasts):
            return widths
        lines += 1


def _narrowed(wholes: Sequence[int], room: int, leasts: Sequence[int]) -> list[int]:
    """Columns as wide as their texts, up to the one width at which they fit together, or their least."""
    low, high = 0, max(wholes)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(_up_to(middle, wholes, leasts)) <= room:
            low = middle
        else:
            high = middle - 1
    widths = _up_to(low, wholes, leasts)
    rest = room - sum(widths)
    for at, whole in enumerate(wholes):
        # what one width for all leaves over is less than a pixel for each of them
        if rest > 0 and widths[at] < whole:
            widths[at], rest = widths[at] + 1, rest - 1
    return widths


def _up_to(most: int, wholes: Sequence[int], leasts: Sequence[int]) -> list[int]:
    return [max(min(whole, most), least) for whole, least in zip(wholes, leasts, strict=True)]


def _aired(wholes: Sequence[int], room: int, air: int) -> list[int]:
    """Widths with what is left of ``room`` shared out evenly, at most ``air`` for each that is not hidden."""
    shown = [at for at, whole in enumerate(wholes) if whole > 0]
    extra, over = divmod(max(0, room - sum(wholes)), max(1, len(shown)))
    if extra >= air:
        extra, over = air, 0
    # what cannot be shared goes to the first ones, or rows would end a pixel or two before their table
    more = {at: extra + (number < over) for number, at in enumerate(shown)}
    return [whole + more.get(at, 0) for at, whole in enumerate(wholes)]
