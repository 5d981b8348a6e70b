"""Rows of a table that came as text: what stands between cells is told from the text, and quotes are read as meant."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from msgspec import Struct

from nextrung.intake.entering import Deadline, Entrance
from nextrung.tables.refusals import TableError

DELIMITERS = (",", ";", "\t", "|")
NO_TABLE = "The file is not a plain table; save it as CSV in UTF-8, or as a spreadsheet."
LONGEST_LINE = 2_000_000
"""Characters from one line end to the next."""
LONGEST_CELL = 131_072
"""Characters of one cell: what Python's ``csv`` takes unless it is told otherwise."""
MOST_COLUMNS = 1_000
_LOOKED_AT = 200
"""Lines from which the delimiter is told."""
_SEP = re.compile(r"sep=(.)(?:\r\n|\n|\r|\Z)", re.IGNORECASE)
"""A first line that tells Excel what stands between cells."""


class Rows(Struct, frozen=True):
    """The rows of a text, the first being number 1, what stands between cells, and rows with an open quotation mark."""

    rows: list[list[str]]
    delimiter: str
    open_quotes: frozenset[int] = frozenset()
    obeyed: bool = False
    """Whether the first line said what stands between cells; it is an empty row then."""


def rows_of(text: str, entrance: Entrance, most_rows: int, delimiter: str = "") -> Rows:
    """The rows with their cells. Raises TableError for more than is read, and when it takes too long."""
    _require_text(text)
    said = _SEP.match(text)
    chosen = delimiter or (said[1] if said else "") or _told(text)
    # An empty row in its place keeps the numbers of the others.
    body = "\n" + text[said.end() :] if said else text
    # Only where a quotation mark follows: other spaces at the start may belong to the cell.
    skipping = f'{chosen} "' in body
    bounds = _Bounds(entrance, most_rows)
    try:
        reader = csv.reader(_lines(body), delimiter=chosen, strict=True, skipinitialspace=skipping)
        return Rows(list(bounds.watched(reader)), chosen, obeyed=bool(said))
    except csv.Error as error:
        if "field larger" in str(error):
            raise TableError(f"The table has a cell of more than {LONGEST_CELL:,} characters.") from error
    # Strictly read, a quotation mark inside a cell is an error; then each that encloses no cell belongs to it.
    lenient = _Lenient(body, chosen, skipping=skipping)
    rows = list(_Bounds(entrance, most_rows).watched(lenient))
    return Rows(rows, chosen, frozenset(lenient.open_quotes), obeyed=bool(said))


def _require_text(text: str) -> None:
    if not text.strip("\ufeff \t\r\n"):
        raise TableError("The table is empty.")
    if "\0" in text:
        raise TableError(NO_TABLE)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends; a carriage return alone ends one too."""
    at, found = 0, re.compile(r"\r\n|\n|\r")
    for end in found.finditer(text):
        if end.end() - at > LONGEST_LINE:
            raise TableError(f"The table has a line of more than {LONGEST_LINE:,} characters; nothing was read.")
        yield text[at : end.end()]
        at = end.end()
    if len(text) - at > LONGEST_LINE:
        raise TableError(f"The table has a line of more than {LONGEST_LINE:,} characters; nothing was read.")
    if at < len(text):
        yield text[at:]


def _told(text: str) -> str:
    """What stands between cells: the sign by which most rows have the same number of cells, more than one."""
    lines = [line for line, _ in zip(_lines(text), range(_LOOKED_AT), strict=False)]
    best = (0.0, 0, ",")
    for sign in DELIMITERS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=sign, skipinitialspace=True) if any(row)]
        except csv.Error:
            continue
        for width in {_filled(row) for row in rows} - {1}:
            # Rounded, so that one stray row of two hundred does not outweigh more columns; of equal ones the earlier
            # sign stays.
            fitting = round(sum(_fits(row, width) for row in rows) / len(rows), 2)
            best = max(best, (fitting, width, sign), key=lambda one: one[:2])
    return best[2]


def _fits(row: list[str], width: int) -> float:
    """How well a row is one of so many cells, from 0 to 1."""
    filled = _filled(row)
    if filled > width or len(row) == 1:
        return 0.0
    # Some programs write empty cells at the end of a row, others drop them; the second says less about the width.
    return 1.0 if len(row) >= width else 0.5


def _filled(row: list[str]) -> int:
    return max(at for at, cell in enumerate(row, start=1) if cell)


class _Bounds:
    """Watches rows that are read: how many, how wide, for how long."""

    def __init__(self, entrance: Entrance, most_rows: int) -> None:
        self._entrance = entrance
        self._most = most_rows

    def watched(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        deadline = Deadline(self._entrance.seconds)
        for number, row in enumerate(rows, start=1):
            if number > self._most:
                raise TableError(
                    f"The table has more than {self._most:,} rows; at most {self._most:,} rows of"
                    f" {self._entrance.what} can be read at once. Nothing was read."
                )
            if len(row) > MOST_COLUMNS:
                raise TableError(f"Row {number} has {len(row):,} cells; at most {MOST_COLUMNS:,} can be read.")
            # Every thousand rows: a look at the clock for each would cost more than reading the row.
            if number % 1_000 == 0 and deadline.over:
                raise TableError(
                    f"Reading the table took longer than {self._entrance.seconds:g} seconds; nothing was read."
                )
            yield row


class _Lenient:
    """Reads rows in which quotation marks also stand inside a cell: those that do not enclose it belong to it."""

    def __init__(self, text: str, delimiter: str, *, skipping: bool) -> None:
        sign = re.escape(delimiter)
        lead = r"[ ]*" if skipping else ""
        end = rf"(?=[ ]*(?:{sign}|\r|\n|\Z))"
        # "*+" never gives back what it took: a quotation mark that is never closed costs one pass, not many.
        self._whole = re.compile(rf'{lead}"((?:[^"]|"")*+)"{end}[ ]*')
        self._plain = re.compile(rf"[^{sign}\r\n]*+")
        self._text = text
        self._delimiter = delimiter
        self.open_quotes: set[int] = set()

    def __iter__(self) -> Iterator[list[str]]:
        at, row, number, text = 0, [], 1, self._text
        while at <= len(text):
            cell, at = self._cell(at, number)
            row.append(cell)
            following = text[at : at + 1]
            if following == self._delimiter and following:
                at += 1
                continue
            yield [] if row == [""] else row
            row, number = [], number + 1
            at += 2 if text.startswith("\r\n", at) else 1
            if at >= len(text):
                return

    def __next__(self) -> list[str]:  # pragma: no cover - an iterator for the type only
        raise StopIteration

    def _cell(self, at: int, number: int) -> tuple[str, int]:
        whole = self._whole.match(self._text, at)
        if whole is not None:
            if len(whole[1]) > LONGEST_CELL:
                raise TableError(f"The table has a cell of more than {LONGEST_CELL:,} characters.")
            return whole[1].replace('""', '"'), whole.end()
        plain = self._plain.match(self._text, at)
        found = plain[0] if plain else ""
        if found.count('"') % 2:
            self.open_quotes.add(number)
        return found, at + len(found)
