"""A file as sheets of cells, whatever it came as: text with signs between cells, a spreadsheet, contacts, JSON."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from nextrung.counting import counted
from nextrung.intake import entering
from nextrung.intake.encodings import Decoded, EncodingError, NoTextError, decoded
from nextrung.intake.entering import Entrance, EntryError
from nextrung.intake.sheets import Cell as SheetCell
from nextrung.intake.sheets import SheetError, SheetSize, read_sheets
from nextrung.tables import delimited, json_tables, vcards
from nextrung.tables.refusals import TableError

Cell = str | float
"""A text, or a number that a spreadsheet or JSON holds as one."""
MOST_ROWS = 100_000
# The lines above the headings come on top of the rows.
SIZE = SheetSize(sheets=20, rows=MOST_ROWS + 100, columns=delimited.MOST_COLUMNS)
_SPREADSHEET = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""ZIP with and without entries (.xlsx, .ods), and the compound files of .xls."""


_ERROR = re.compile(r"#[¡¿]?[A-ZÀ-Þ0-9/_]+[!?]|#N/[AD]|#NV|#GETTING_DATA|Err:\d{3}")
"""#DIV/0!, #BEZUG!, #¿NOMBRE?, #N/A, Err:502."""


class Grid(Struct, frozen=True):
    """One sheet: its rows from number 1 on. ``faults`` are sentences by row number; ``hidden`` when nobody sees it."""

    name: str
    rows: list[list[Cell]]
    faults: dict[int, str] = {}
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    """Rows and columns that nobody sees, by number."""
    heading_rows: tuple[int, int] = (0, 0)
    """The numbers of the first and the last of several rows that were brought together as headings; 0: there is one."""
    currencies: dict[tuple[int, int], str] = {}
    """The sign or code of the currency that the format of a cell shows, by row and column, counted from 0."""


class Source(Struct, frozen=True):
    """What a file holds, and how it was read; ``decoded`` and ``delimiter`` are those of a text."""

    name: str
    kind: str
    """text, spreadsheet, vcard or json."""
    grids: tuple[Grid, ...]
    decoded: Decoded | None = None
    delimiter: str = ""
    notes: tuple[str, ...] = ()
    """What a person should know about how it was read."""


class How(Struct, frozen=True):
    """How to read a file, where a person chose; empty where the program is to tell by itself."""

    encoding: str = ""
    delimiter: str = ""


def read_file(path: Path, entrance: Entrance, how: How | None = None) -> Source:
    """Read a file. Raises TableError in one sentence."""
    try:
        raw = entering.whole(path, entrance)
    except EntryError as error:
        raise TableError(str(error)) from error
    try:
        return read(raw, path.name, entrance, how)
    except TableError as error:
        raise TableError(f"{path.name}: {error}") from error


def read(raw: bytes | str, name: str, entrance: Entrance, how: How | None = None, size: SheetSize = SIZE) -> Source:
    """Read the bytes of a file, or a text that was pasted; ``size`` is that of a spreadsheet at the most.

    Raises TableError in one sentence.
    """
    how = how or How()
    # Here too, for a text that was pasted has passed no entrance.
    if len(raw) > entrance.largest:
        raise TableError(
            f"The file is larger than {entrance.largest:,} bytes; {entrance.what} take far less. Nothing was read."
        )
    # By its bytes, not its name: spreadsheets are saved as .csv, and tables called .xls.
    if isinstance(raw, bytes) and raw.startswith(_SPREADSHEET):
        return _spreadsheet(raw, name, size)
    found = decoded_text(vcards.with_whole_letters(raw) if isinstance(raw, bytes) else raw, how.encoding)
    if vcards.is_vcards(found.text):
        rows, others = vcards.rows_of(found.text, MOST_ROWS + 1)
        one, many = "1 card is of a group, company or place", "{0} cards are of groups, companies or places"
        notes = (f"{counted(others, one, many)}, and left out.",) if others else ()
        return Source(name, "vcard", (Grid("", [list(row) for row in rows]),), found, notes=notes)
    if json_tables.is_json(found.text):
        return Source(name, "json", (Grid("", json_tables.rows_of(found.text, MOST_ROWS)),), found)
    return _text(found, name, entrance, how)


def decoded_text(raw: bytes | str, encoding: str) -> Decoded:
    """The text of a file read with ``encoding``, or with the one found; a pasted text as it is. Raises TableError."""
    if isinstance(raw, str):
        return Decoded(raw.removeprefix("\ufeff"), "")
    try:
        return decoded(raw, encoding)
    except NoTextError as error:
        raise TableError(delimited.NO_TABLE) from error
    except EncodingError as error:
        raise TableError(str(error)) from error


def _text(found: Decoded, name: str, entrance: Entrance, how: How) -> Source:
    table = delimited.rows_of(found.text, entrance, MOST_ROWS + 100, how.delimiter)
    faults = dict.fromkeys(
        table.open_quotes, "A quotation mark opens and does not close here; mend it, or write it twice."
    )
    return Source(name, "text", (Grid("", [list(row) for row in table.rows], faults),), found, table.delimiter)


def _spreadsheet(raw: bytes, name: str, size: SheetSize) -> Source:
    try:
        sheets = read_sheets(raw, size)
    except SheetError as error:
        raise TableError(str(error)) from error
    grids = tuple(
        Grid(
            sheet.name,
            [_trimmed(row) for row in sheet.rows],
            hidden=sheet.hidden,
            hidden_rows=frozenset(sheet.hidden_rows),
            hidden_columns=frozenset(sheet.hidden_columns),
            currencies={(row, column): mark for row, column, mark in sheet.currencies},
        )
        for sheet in sheets
        if sheet.rows
    )
    if not any(any(row) for grid in grids for row in grid.rows):
        raise TableError("The spreadsheet is empty.")
    return Source(name, "spreadsheet", grids)


def _trimmed(row: list[SheetCell]) -> list[Cell]:
    return [_cell(value) for value in row]


def _cell(value: SheetCell) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return isinstance(cell, str) and not cell.strip()


def is_error(cell: Cell) -> bool:
    """Whether a formula came to an error, in the words of any spreadsheet program."""
    return isinstance(cell, str) and cell[:1] in "#E" and _ERROR.fullmatch(cell.strip()) is not None


def text_of(cell: Cell) -> str:
    """A cell as a person reads it: a whole number without decimals."""
    if isinstance(cell, float):
        # Below 1e15 a float holds each whole number exactly (up to 2^53, about 9e15).
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell.strip()
