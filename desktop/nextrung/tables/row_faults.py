"""What is wrong with a row as a whole, whatever the table holds: such a row stays out."""

from __future__ import annotations

from collections.abc import Iterator

from nextrung.counting import counted
from nextrung.tables.mapping import Mapped
from nextrung.tables.outcome import CellProblem, short
from nextrung.tables.source import Cell, is_empty, text_of


def row_faults(table: Mapped, number: int, cells: list[Cell]) -> Iterator[CellProblem]:
    """The faults of row ``number``."""
    headings = table.headings
    filled = max((at for at, cell in enumerate(cells, start=1) if not is_empty(cell)), default=0)
    if filled > len(headings):
        # What stands before the cells too many may be in the wrong column.
        cells_of_row = counted(filled, "1 cell", "{0} cells")
        message = f"{cells_of_row} where the header has {len(headings)}; put a text with a comma in quotes."
        yield CellProblem(number, "", message)
    if number in table.grid.faults:
        yield CellProblem(number, "", table.grid.faults[number])
    if filled and [text_of(cell) for cell in cells[:filled]] == [text_of(cell) for cell in headings[:filled]]:
        # Some programs write the headings again on every page.
        yield CellProblem(number, "", "This row repeats the headings.")
    for column, test, left_out_with in table.tests:
        text = text_of(cells[column.index]) if column.index < len(cells) else ""
        if text and (text.casefold() in test.values) == left_out_with:
            yield CellProblem(number, column.heading, f"Left out: {test.reason.format(short(text))}.")
