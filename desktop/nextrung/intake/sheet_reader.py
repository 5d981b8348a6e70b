"""The process that reads a spreadsheet: its task comes on standard input, what it found goes to standard output."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from nextrung.errors import NextRungError
from nextrung.intake import archives, far_cells, own_process
from nextrung.intake.hidden_cells import Hidden, hidden_in
from nextrung.intake.old_hidden_cells import hidden_in_old
from nextrung.intake.sheets import ERROR, Cell, SheetError, SheetOutcome, SheetRows, SheetSize, Task
from nextrung.lazy import lazy

if TYPE_CHECKING:
    import python_calamine
else:
    python_calamine = lazy("python_calamine")

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 60_000_000
"""Bytes of all parts of a spreadsheet together."""
MOST_CHARACTERS = 20_000_000
"""Characters of all cells together."""
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError, KeyError, EOFError, RuntimeError),
)
"""What the libraries raise for a file that is no spreadsheet, is hurt, or asks for a later kind of archive."""
_ASK_AGAIN = "The file cannot be read as a spreadsheet; save it again as .xlsx."


def main() -> None:
    """Do one task, within limits on memory and time where the system has them."""
    own_process.serve(answered)


def answered(asked: bytes) -> bytes:
    """The outcome of a task, both as they are sent between processes."""
    task = msgspec.msgpack.decode(asked, type=Task)
    try:
        outcome = SheetOutcome(_sheets(task.raw, task.size))
    except NextRungError as error:
        outcome = SheetOutcome((), str(error))
    return msgspec.msgpack.encode(outcome)


def _sheets(raw: bytes, size: SheetSize) -> tuple[SheetRows, ...]:
    try:
        unseen = _look_into(raw, size) if raw.startswith(b"PK") else {}
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        if not raw.startswith(b"PK"):
            of_each = hidden_in_old(raw)
            # Sheets are told by their order there, which says nothing where the library sees others.
            names = [about.name for about in book.sheets_metadata]
            unseen = dict(zip(names, of_each, strict=True)) if len(names) == len(of_each) else {}
        found = []
        for about in book.sheets_metadata[: size.sheets]:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            far_cells.require_near(sheet.height, sheet.width, size)
            # With the empty area at the top and left, so that rows keep the numbers of the sheet.
            rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            less = unseen.get(about.name, Hidden())
            _show_errors(rows, less.errors)
            _fill_merged(rows, sheet.merged_cell_ranges or less.merged)
            rows_unseen, columns_unseen = less.rows_up_to(len(rows)), less.columns_up_to(sheet.width)
            hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            found.append(SheetRows(about.name, rows, hidden, rows_unseen, columns_unseen, less.currencies))
    except (*_UNREADABLE, python_calamine.CalamineError) as error:
        raise SheetError(_ASK_AGAIN) from error
    if sum(_characters(sheet.rows) for sheet in found) > MOST_CHARACTERS:
        raise SheetError(f"The spreadsheet holds more than {MOST_CHARACTERS:,} characters.")
    return tuple(found)


def _show_errors(rows: list[list[Cell]], errors: Iterable[tuple[int, int]]) -> None:
    """Put a word into cells whose formula came to an error: for the library nothing stands in them."""
    for at, column in errors:
        if at < len(rows) and column < len(rows[at]):
            rows[at][column] = ERROR


def _fill_merged(rows: list[list[Cell]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """What stands in a cell over several rows is read in each of them, as a person does."""
    for (top, column), (bottom, _right) in merged:
        for row in rows[top + 1 : bottom + 1]:
            if column < len(row) and rows[top][column] is not None and row[column] is None:
                row[column] = rows[top][column]


def _look_into(raw: bytes, size: SheetSize) -> dict[str, Hidden]:
    """Look at a packed spreadsheet before the library does; returns what is hidden in it, by sheet.

    Raises SheetError, and what ``_UNREADABLE`` names.
    """
    problem = archives.problem_with(io.BytesIO(raw), MOST_ENTRIES)
    if problem:
        raise SheetError(f"The file cannot be read as a spreadsheet: {problem}; save it again as .xlsx.")
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise SheetError(f"The spreadsheet unpacks to more than {LARGEST_UNPACKED:,} bytes, far too large to read.")
        for part in parts.infolist():
            with parts.open(part) as stream:
                far_cells.look_for(stream, size)
        return hidden_in(parts)


def _cell(value: Any) -> Cell:
    if value is None or value == "":
        return None
    # Before numbers: True is an int in Python.
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        # Spreadsheets know one kind of number; an int here would only mean that the library saw no fraction.
        return float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _characters(rows: Iterable[Iterable[Cell]]) -> int:
    return sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
