"""What the library that reads cells does not tell: what nobody sees, currencies of formats, merged cells of .ods."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from msgspec import Struct

from nextrung.intake import currency_formats

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_OPEN_DOCUMENT = "content.xml"
_UNSEEN = ("collapse", "filter")
_BLOCK = 1 << 16

Ranges = tuple[tuple[int, int], ...]
Area = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged area, each by row and column, counted from 0."""
Attributes = dict[str, str]
ShownCurrency = tuple[int, int, str]
"""A cell by row and column, counted from 0, and the sign or code of the currency that it shows."""


class Hidden(Struct, frozen=True):
    """The hidden rows and columns of one sheet, from the first to the last of each range, counted from 1."""

    rows: Ranges = ()
    columns: Ranges = ()
    merged: tuple[Area, ...] = ()
    """The merged areas of an .ods; those of other files the library tells."""
    currencies: tuple[ShownCurrency, ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    """Cells whose formula came to an error, by row and column, counted from 0."""

    def rows_up_to(self, most: int) -> tuple[int, ...]:
        """The numbers of the hidden rows among the first ``most``."""
        return _numbers(self.rows, most)

    def columns_up_to(self, most: int) -> tuple[int, ...]:
        """The numbers of the hidden columns among the first ``most``."""
        return _numbers(self.columns, most)


def hidden_in(parts: zipfile.ZipFile) -> dict[str, Hidden]:
    """What is hidden in each sheet, by its name; nothing of other files than .xlsx and .ods.

    Raises ValueError for what no spreadsheet program writes; the parts were looked at before (``far_cells``).
    """
    names = set(parts.namelist())
    if _WORKBOOK in names:
        marks = _currencies(parts) if _STYLES in names else {}
        return {name: _of_sheet(parts, path, marks) for name, path in _sheets(parts, names).items() if path in names}
    return _of_document(parts) if _OPEN_DOCUMENT in names else {}


def _numbers(ranges: Ranges, most: int) -> tuple[int, ...]:
    found = {number for first, last in ranges for number in range(first, min(last, most) + 1)}
    return tuple(sorted(found))


def _sheets(parts: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """The part of each sheet by the name of the sheet."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            ids[attributes.get("name", "")] = next((v for k, v in attributes.items() if k.endswith(":id")), "")

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            # A target counts from xl/, or from the root of the archive when it begins with a slash.
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            targets[attributes.get("Id", "")] = target.removeprefix("/")

    _walk(parts, _WORKBOOK, sheet)
    if _RELATIONS in names:
        _walk(parts, _RELATIONS, relation)
    return {name: targets.get(number, "") for name, number in ids.items()}


def _currencies(parts: zipfile.ZipFile) -> dict[str, str]:
    """The currency that each style of cells shows, by the number of the style."""
    marks: dict[str, str] = {str(number): mark for number, mark in currency_formats.BUILT_IN.items()}
    found: dict[str, str] = {}
    of_cells = False
    at = 0

    def look(name: str, attributes: Attributes) -> None:
        nonlocal of_cells, at
        if name == "numFmt":
            marks[attributes.get("numFmtId", "")] = currency_formats.mark_of(attributes.get("formatCode", ""))
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            of_cells = name == "cellXfs"
        elif name == "xf" and of_cells:
            if mark := marks.get(attributes.get("numFmtId", "")):
                found[str(at)] = mark
            at += 1

    _walk(parts, _STYLES, look)
    return found


def _column(reference: str, before: int) -> int:
    """The column of a cell such as D2, from 0; one without a reference follows the one before."""
    column = 0
    for letter in reference:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return column - 1 if column else before + 1


def _of_sheet(parts: zipfile.ZipFile, path: str, marks: dict[str, str]) -> Hidden:
    rows: list[tuple[int, int]] = []
    columns: list[tuple[int, int]] = []
    currencies: list[ShownCurrency] = []
    errors: list[tuple[int, int]] = []
    at, column = 0, -1

    def look(name: str, attributes: Attributes) -> None:
        nonlocal at, column
        if name == "c":
            column = _column(attributes.get("r", ""), column)
            if mark := marks.get(attributes.get("s", "")):
                currencies.append((at - 1, column, mark))
            if attributes.get("t") == "e":
                errors.append((at - 1, column))
            return
        unseen = attributes.get("hidden") in ("1", "true")
        if name == "row":
            # A row without a number follows the one before.
            at, column = int(attributes.get("r", at + 1)), -1
            if unseen:
                rows.append((at, at))
        elif name == "col" and unseen:
            columns.append((int(attributes.get("min", 0)), int(attributes.get("max", 0))))

    _walk(parts, path, look)
    return Hidden(tuple(rows), tuple(columns), (), tuple(currencies), tuple(errors))


class _Table:
    """One table of an OpenDocument, whose rows, columns and cells stand in it one after another, some for many."""

    def __init__(self) -> None:
        self._row = self._column = self._cell = 0
        self._rows: list[tuple[int, int]] = []
        self._columns: list[tuple[int, int]] = []
        self._merged: list[Area] = []
        self._currencies: list[ShownCurrency] = []
        self._errors: list[tuple[int, int]] = []

    def look(self, name: str, attributes: Attributes) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        # "filter" is a row that a filter hides: nobody sees it either, whatever the reason.
        unseen = plain.get("visibility") in _UNSEEN
        if name == "table-row":
            first, self._row = self._row + 1, self._row + _count(plain, "number-rows-repeated")
            self._cell = 0
            self._rows.extend([(first, self._row)] if unseen else [])
        elif name == "table-column":
            first, self._column = self._column + 1, self._column + _count(plain, "number-columns-repeated")
            self._columns.extend([(first, self._column)] if unseen else [])
        elif name in ("table-cell", "covered-table-cell"):
            down, right = _count(plain, "number-rows-spanned"), _count(plain, "number-columns-spanned")
            if down > 1:
                top = self._row - 1
                self._merged.append(((top, self._cell), (top + down - 1, self._cell + right - 1)))
            if plain.get("value-type") == "currency" and plain.get("currency"):
                self._currencies.append((self._row - 1, self._cell, plain["currency"]))
            if plain.get("value-type") == "error":
                self._errors.append((self._row - 1, self._cell))
            self._cell += _count(plain, "number-columns-repeated")

    def found(self) -> Hidden:
        seen = tuple(self._currencies), tuple(self._errors)
        return Hidden(tuple(self._rows), tuple(self._columns), tuple(self._merged), *seen)


def _count(attributes: Attributes, name: str) -> int:
    return max(1, int(attributes.get(name, 1)))


def _of_document(parts: zipfile.ZipFile) -> dict[str, Hidden]:
    tables: dict[str, _Table] = {}
    table = _Table()

    def look(name: str, attributes: Attributes) -> None:
        nonlocal table
        if name == "table":
            table = _Table()
            tables[next((value for key, value in attributes.items() if key.endswith(":name")), "")] = table
        else:
            table.look(name, attributes)

    _walk(parts, _OPEN_DOCUMENT, look)
    return {name: one.found() for name, one in tables.items()}


def _walk(parts: zipfile.ZipFile, path: str, look: Callable[[str, Attributes], None]) -> None:
    """Call ``look`` with the plain name and the attributes of every element of a part."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: look(name.rpartition(":")[2], attributes)
    with parts.open(path) as stream:
        while block := stream.read(_BLOCK):
            try:
                # Never told the end, as in ``far_cells``: a part that is cut short is for the library to judge.
                parser.Parse(block, False)
            except expat.ExpatError as error:
                raise ValueError("it is no XML") from error
