"""Spreadsheets that enter: read by a process of their own, whose memory and time are limited, as cells of plain values.

A few bytes of a spreadsheet can ask for more memory than any machine has. The library that reads them ends its process
then; so it is never this one.
"""

from __future__ import annotations

import subprocess

import msgspec
from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.intake import READ_SHEETS, own_process

ERROR = "#ERROR!"
"""What a cell holds whose formula came to an error, whichever it is."""
Cell = str | float | bool | None
"""What a cell holds; days and moments as texts (ISO 8601), None for an empty one."""


class SheetError(NextRungError):
    """A spreadsheet that is not read, in one sentence."""


class SheetSize(Struct, frozen=True):
    """How large a spreadsheet may be: how many sheets are read, and the rows and columns of each."""

    sheets: int
    rows: int
    columns: int


class SheetRows(Struct, frozen=True):
    """One sheet: its name, and its rows from the first one on, each with its cells from the first column on."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    """Whether the spreadsheet says that nobody is to see it."""
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    """The numbers, from 1, of the rows and columns with something in them that nobody sees."""
    currencies: tuple[tuple[int, int, str], ...] = ()
    """Cells whose format shows a currency: row and column from 0, and its sign or code."""


class Task(Struct, frozen=True):
    """What the reading process is asked for."""

    raw: bytes
    size: SheetSize


class SheetOutcome(Struct, frozen=True):
    """What the reading process found: sheets, or the sentence that says why there are none."""

    sheets: tuple[SheetRows, ...]
    refused: str = ""


def read_sheets(raw: bytes, size: SheetSize) -> tuple[SheetRows, ...]:
    """The sheets of a spreadsheet (.xlsx, .xls or .ods). Raises SheetError in one sentence. May run in any thread."""
    try:
        code, found = done(msgspec.msgpack.encode(Task(raw, size)))
    except subprocess.TimeoutExpired as error:
        raise SheetError(_too_large(size)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SheetError(f"Spreadsheets cannot be read now: {reason}.") from error
    if code != 0:
        raise SheetError(_too_large(size))
    try:
        outcome = msgspec.msgpack.decode(found, type=SheetOutcome)
    except msgspec.DecodeError as error:
        raise SheetError(_too_large(size)) from error
    if outcome.refused:
        raise SheetError(outcome.refused)
    return outcome.sheets


def done(task: bytes) -> tuple[int, bytes]:
    """Have a process of its own do a task: how it ended, and what it wrote. Raises TimeoutExpired, OSError."""
    return own_process.done("sheet_reader", READ_SHEETS, task)


def _too_large(size: SheetSize) -> str:
    return (
        "The spreadsheet asks for more memory or time than reading one may take; save a new one that holds only the"
        f" rows that are needed, at most {size.rows:,}."
    )
