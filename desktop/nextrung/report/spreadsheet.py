"""The report as a spreadsheet: real types, frozen headers, one sheet a table, and a data dictionary."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from nextrung.lazy import lazy
from nextrung.plain_cells import plain_cell
from nextrung.report import columns
from nextrung.report.columns import ExportColumn, Shape, Value
from nextrung.report.model import ReportModel
from nextrung.report.words import words

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet
else:
    xlsxwriter = lazy("xlsxwriter")

T = TypeVar("T")
LONGEST_CELL = 32_767
"""Characters that a cell of Excel can hold."""
WIDTHS: dict[Shape, float] = {"text": 18, "long": 50, "number": 13, "whole": 11, "day": 12, "moment": 19}
_FORMATS: dict[Shape, dict[str, Any]] = {
    "text": {"valign": "top"},
    "long": {"text_wrap": True, "valign": "top"},
    "number": {"num_format": "0.00", "valign": "top"},
    "whole": {"num_format": "0", "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"},
}


def as_spreadsheet(model: ReportModel) -> bytes:
    """The report as .xlsx: sheets for summary, results, each part that it holds, and a data dictionary."""
    say = words()
    held = io.BytesIO()
    book = workbook(held, f"{say('cover.title')} {model.head.person}".strip())
    formats = CellFormats(book)
    _summary(book, formats, model)
    sheet(book, formats, say("sheet.results"), columns.AREAS, model.areas)
    if model.answers:
        sheet(book, formats, say("sheet.answers"), columns.ANSWERS, model.answers)
    steps = (*model.steps, *model.suggestions)
    if steps:
        sheet(book, formats, say("sheet.plan"), columns.STEPS, steps)
    if model.history is not None:
        sheet(book, formats, say("sheet.history"), columns.HISTORY, model.history.entries)
    if model.others is not None:
        sheet(book, formats, say("sheet.others"), columns.OTHERS, model.others.rows)
        if model.others.examples:
            sheet(book, formats, say("sheet.examples"), columns.EXAMPLES, model.others.examples)
    _dictionary(book, formats)
    book.close()
    return held.getvalue()


def workbook(held: io.BytesIO, title: str) -> Workbook:
    """A workbook in memory that makes no formula, link or number out of any text."""
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, settings)
    book.set_properties({"title": title, "comments": words()("purpose")})
    return book


class CellFormats:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        """Add a format for headings and one for each shape to ``book``: a format belongs to one workbook."""
        self.head: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.of: dict[Shape, Format] = {shape: book.add_format(options) for shape, options in _FORMATS.items()}


def sheet(
    book: Workbook, formats: CellFormats, name: str, head: Sequence[ExportColumn[T]], rows: Sequence[T]
) -> Worksheet:
    """One table: names on top, frozen and with a filter; a value a cell, in its type."""
    made = book.add_worksheet(name)
    for at, column in enumerate(head):
        made.set_column(at, at, max(WIDTHS[column.shape], len(column.name) + 3))
        made.write_string(0, at, column.name, formats.head)
        for number, row in enumerate(rows, start=1):
            write(made, number, at, column.value(row), formats.of[column.shape])
    made.freeze_panes(1, 1)
    made.autofilter(0, 0, max(1, len(rows)), len(head) - 1)
    return made


def write(made: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """One value in its own type; a text that might be taken for a formula is made plain."""
    if value is None or value == "":
        # A blank cell keeps its format, so that a number typed there later looks like its column.
        made.write_blank(row, column, None, style)
    elif isinstance(value, datetime):
        # Excel knows no time zones; all moments are UTC.
        made.write_datetime(row, column, value.replace(tzinfo=None), style)
    elif isinstance(value, date):
        # Excel has no days, only moments: midnight, in a format that shows none.
        made.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
    elif isinstance(value, str):
        made.write_string(row, column, plain_cell(value)[:LONGEST_CELL], style)
    else:
        made.write_number(row, column, value, style)


def _summary(book: Workbook, formats: CellFormats, model: ReportModel) -> None:
    """The summary as names and values below one another, as there is one row of it."""
    made = book.add_worksheet(words()("sheet.summary"))
    made.set_column(0, 0, 22)
    made.set_column(1, 1, WIDTHS["long"])
    made.write_string(0, 0, "name", formats.head)
    made.write_string(0, 1, "value", formats.head)
    for at, column in enumerate(columns.SUMMARY, start=1):
        made.write_string(at, 0, column.name, formats.of["text"])
        write(made, at, 1, column.value(model), formats.of[column.shape])
    made.freeze_panes(1, 1)


def _dictionary(book: Workbook, formats: CellFormats) -> None:
    say = words()
    made = book.add_worksheet(say("sheet.dictionary"))
    for at, (name, width) in enumerate((("sheet", 16), ("column", 22), ("meaning", 80))):
        made.set_column(at, at, width)
        made.write_string(0, at, say(f"dictionary.{name}"), formats.head)
    for row, entry in enumerate(columns.documented(), start=1):
        for at, text in enumerate(entry):
            made.write_string(row, at, text, formats.of["long"])
    made.freeze_panes(1, 0)
