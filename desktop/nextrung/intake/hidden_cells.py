"""Which rows and columns of a spreadsheet nobody sees: the library that reads the cells does not tell."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from msgspec import Struct

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_OPEN_DOCUMENT = "content.xml"
_UNSEEN = ("collapse", "filter")
_BLOCK = 1 << 16

Ranges = tuple[tuple[int, int], ...]
Attributes = dict[str, str]


class Hidden(Struct, frozen=True):
    """The hidden rows and columns of one sheet, from the first to the last of each range, counted from 1."""

    rows: Ranges = ()
    columns: Ranges = ()

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
        return {name: _of_sheet(parts, path) for name, path in _sheets(parts, names).items() if path in names}
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


def _of_sheet(parts: zipfile.ZipFile, path: str) -> Hidden:
    rows: list[tuple[int, int]] = []
    columns: list[tuple[int, int]] = []
    at = 0

    def look(name: str, attributes: Attributes) -> None:
        nonlocal at
        unseen = attributes.get("hidden") in ("1", "true")
        if name == "row":
            # A row without a number follows the one before.
            at = int(attributes.get("r", at + 1))
            if unseen:
                rows.append((at, at))
        elif name == "col" and unseen:
            columns.append((int(attributes.get("min", 0)), int(attributes.get("max", 0))))

    _walk(parts, path, look)
    return Hidden(tuple(rows), tuple(columns))


def _of_document(parts: zipfile.ZipFile) -> dict[str, Hidden]:
    """The tables of an OpenDocument; rows and columns stand in it one after another, some for many."""
    found: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {}
    rows: list[tuple[int, int]] = []
    columns: list[tuple[int, int]] = []
    row = column = 0

    def look(name: str, attributes: Attributes) -> None:
        nonlocal row, column, rows, columns
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        unseen = plain.get("visibility") in _UNSEEN
        if name == "table":
            rows, columns, row, column = [], [], 0, 0
            found[plain.get("name", "")] = (rows, columns)
        elif name == "table-row":
            first, row = row + 1, row + max(1, int(plain.get("number-rows-repeated", 1)))
            rows.extend([(first, row)] if unseen else [])
        elif name == "table-column":
            first, column = column + 1, column + max(1, int(plain.get("number-columns-repeated", 1)))
            columns.extend([(first, column)] if unseen else [])

    _walk(parts, _OPEN_DOCUMENT, look)
    return {name: Hidden(tuple(of_rows), tuple(of_columns)) for name, (of_rows, of_columns) in found.items()}


def _walk(parts: zipfile.ZipFile, path: str, look: Callable[[str, Attributes], None]) -> None:
    """Call ``look`` with the plain name and the attributes of every element of a part."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: look(name.rpartition(":")[2], attributes)
    with parts.open(path) as stream:
        while block := stream.read(_BLOCK):
            try:
                parser.Parse(block, False)
            except expat.ExpatError as error:
                raise ValueError("it is no XML") from error
