"""Looks at where the cells of a spreadsheet lie, before anything makes room for the rectangle that holds them all."""

from __future__ import annotations

import re
from typing import IO
from xml.parsers import expat

from nextrung.intake.sheets import SheetError, SheetSize

# Far more letters and digits than any sheet has (XFD1048576), but few enough for quick sums.
_PLACE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,9})")
_BLOCK = 1 << 16
_DEEPEST = 64
"""Elements inside each other; the parts of a spreadsheet have some ten."""


def look_for(stream: IO[bytes], size: SheetSize) -> None:
    """Look through one part of a packed spreadsheet, when it is XML.

    Cells without content do not count: programs format whole columns down to the last row there is. Raises SheetError
    for one with content outside of ``size``, ValueError for what no spreadsheet program writes.
    """
    block = stream.read(_BLOCK)
    # Before the first sign may stand a mark of the encoding, or a zero byte of UTF-16.
    if not block.lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff \t\r\n\0").startswith(b"<"):
        return
    walker = _Walker(size)
    while block:
        walker.feed(block)
        block = stream.read(_BLOCK)


def require_near(rows: int, columns: int, size: SheetSize) -> None:
    """Raise SheetError when a sheet has more rows or columns than are read."""
    if rows > size.rows or columns > size.columns:
        raise SheetError(f"The spreadsheet has more than {size.rows:,} rows or {size.columns} columns.")


class _Walker:
    """Follows the elements of one part: ``c`` of Office Open XML, ``table-row`` and ``table-cell`` of OpenDocument."""

    def __init__(self, size: SheetSize) -> None:
        self._size = size
        self._depth = 0
        self._row = 0
        self._column = 0
        self._cell: tuple[int, int] | None = None
        """Where the cell that is open ends: row and column, counted from 1."""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        # No spreadsheet program writes a document type, and the entities of one can grow beyond all memory.
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, block: bytes) -> None:
        try:
            # It is never told the end: a part that is cut short is left to the library that reads it.
            self._parser.Parse(block, False)
        except expat.ExpatError as error:
            raise ValueError("it is no XML") from error

    def _refuse(self, *_doctype: object) -> None:
        raise ValueError("it defines a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
        if self._cell is not None:  # something is in the cell
            require_near(*self._cell, self._size)
        match name.rpartition(":")[2]:
            case "c":
                place = _PLACE.fullmatch(attributes.get("r", ""))
                self._cell = (int(place[2]), _number_of(place[1])) if place else None
            case "table":
                self._row = 0
            case "table-row":
                self._row += _repeated(attributes, "number-rows-repeated")
                self._column = 0
            case "table-cell":
                self._column += _repeated(attributes, "number-columns-repeated")
                self._cell = (self._row, self._column)
                # A cell of OpenDocument may hold a value without an element inside.
                if any(key.endswith(":value-type") for key in attributes):
                    require_near(*self._cell, self._size)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name.rpartition(":")[2] in ("c", "table-cell"):
            self._cell = None


def _number_of(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _repeated(attributes: dict[str, str], name: str) -> int:
    text = next((value for key, value in attributes.items() if key.endswith(f":{name}")), "1")
    # Bounded: spreadsheets repeat the last row to the end of the sheet, a forged one could say any number.
    return min(max(int(text), 1), 1 << 31)
