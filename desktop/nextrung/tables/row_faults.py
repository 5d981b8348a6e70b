"""What is wrong with a row as a whole, whatever the table holds: such a row stays out."""

from __future__ import annotations

from collections.abc import Container, Iterator

from nextrung.counting import counted
from nextrung.tables.mapping import Mapped
from nextrung.tables.outcome import CellProblem, short
from nextrung.tables.source import Cell, is_empty, is_error, text_of

ERROR = "This cell shows an error of its formula, such as #DIV/0!; mend it in the spreadsheet."


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
    yield from error_faults(table, number, cells)
    for column, test, left_out_with in table.tests:
        text = text_of(cells[column.index]) if column.index < len(cells) else ""
        if text and (text.casefold() in test.values) == left_out_with:
            yield CellProblem(number, column.heading, f"Left out: {test.reason.format(short(text))}.")


def error_faults(table: Mapped, number: int, cells: list[Cell], but: Container[str] = ()) -> Iterator[CellProblem]:
    """The cells of row ``number`` that show an error in place of what they mean; not answers, nor fields of ``but``."""
    for column in table.columns:
        used = column.field and not column.field.startswith("=") and column.field not in but
        if used and column.index < len(cells) and is_error(cells[column.index]):
            yield CellProblem(number, column.heading, ERROR)
