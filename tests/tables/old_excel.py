"""Workbooks of Excel 97 to 2003 (.xls): records of BIFF8 in a compound file, as much of both as tables need.

The layouts are those of [MS-XLS] and [MS-CFB]. No library that writes such files is kept up any more.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Euros(float):
    """A number whose format shows the sign of a currency."""


class Broken(str):
    """A cell whose formula came to an error."""


Value = str | float | date | None
SECTOR = 512
FREE, END, FAT, MORE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
IN_HEAD = 109
"""Tables of sectors whose numbers the head of a compound file holds; those of others lie in sectors of their own."""
FIRST_DAY = date(1899, 12, 30)
PLAIN, DAY, EUROS = 0, 1, 2
"""Formats of cells: places in the list of XF records."""


class OldSheet(NamedTuple):
    """A sheet: its rows, the numbers of hidden rows and columns (from 1), merged areas (row, column, to, to)."""

    name: str
    rows: Sequence[Sequence[Value]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden: bool = False


def workbook(sheets: Sequence[OldSheet]) -> bytes:
    """The bytes of a workbook."""
    return compound(_stream(sheets))


def _record(number: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def _text(text: str, length: str) -> bytes:
    """A string with its length in characters, in UTF-16."""
    raw = text.encode("utf-16-le")
    return struct.pack(f"<{length}B", len(raw) // 2, 1) + raw


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0x41, 6))


def _stream(sheets: Sequence[OldSheet]) -> bytes:
    formats = _record(0x0022, b"\0\0") + _record(0x041E, struct.pack("<H", 164) + _text("yyyy-mm-dd", "H"))
    formats += _record(0x041E, struct.pack("<H", 165) + _text('#,##0\\ "\u20ac"', "H"))
    formats += b"".join(_record(0x00E0, struct.pack("<HHH", 0, one, 0) + bytes(14)) for one in (0, 164, 165))
    named = [struct.pack("<BB", one.hidden, 0) + _text(one.name, "B") for one in sheets]
    parts = [_sheet(one) for one in sheets]
    head = _begin(0x0005) + _record(0x0042, struct.pack("<H", 1200)) + formats
    at = len(head) + sum(4 + 4 + len(one) for one in named) + 4
    bound = b""
    for name, part in zip(named, parts, strict=True):
        bound += _record(0x0085, struct.pack("<I", at) + name)
        at += len(part)
    return head + bound + _record(0x000A) + b"".join(parts)


def _sheet(sheet: OldSheet) -> bytes:
    width = max((len(row) for row in sheet.rows), default=0)
    found = [_begin(0x0010)]
    for column in sorted(sheet.hidden_columns):
        found.append(_record(0x007D, struct.pack("<HHHHHH", column - 1, column - 1, 2000, 15, 1, 0)))
    found.append(_record(0x0200, struct.pack("<IIHHH", 0, len(sheet.rows), 0, width, 0)))
    for at, row in enumerate(sheet.rows):
        options = 0x0100 | (0x20 if at + 1 in sheet.hidden_rows else 0)
        found.append(_record(0x0208, struct.pack("<HHHHHHI", at, 0, len(row), 255, 0, 0, options)))
    for at, row in enumerate(sheet.rows):
        found += [_cell(at, column, value) for column, value in enumerate(row) if value is not None]
    if sheet.merged:
        areas = b"".join(struct.pack("<HHHH", top, end, left, right) for top, left, end, right in sheet.merged)
        found.append(_record(0x00E5, struct.pack("<H", len(sheet.merged)) + areas))
    return b"".join([*found, _record(0x000A)])


def _cell(row: int, column: int, value: str | float | date) -> bytes:
    if isinstance(value, date):
        return _record(0x0203, struct.pack("<HHHd", row, column, DAY, (value - FIRST_DAY).days))
    if isinstance(value, float):
        shown = EUROS if isinstance(value, Euros) else PLAIN
        return _record(0x0203, struct.pack("<HHHd", row, column, shown, value))
    if isinstance(value, Broken):
        return _record(0x0205, struct.pack("<HHHBB", row, column, PLAIN, 7, 1))
    return _record(0x0204, struct.pack("<HHH", row, column, PLAIN) + _text(value, "H")) if value else b""


def compound(stream: bytes) -> bytes:
    """A compound file with one stream, Workbook."""
    stream = stream.ljust(4096, b"\0")  # shorter ones would lie in a stream of small sectors
    stream += bytes(-len(stream) % SECTOR)
    data, each = len(stream) // SECTOR, SECTOR // 4
    tables, more = 1, 0
    while tables * each < data + 1 + tables + more:
        tables += 1
        more = max(0, -((IN_HEAD - tables) // (each - 1)))
    chain: Iterable[int] = (*range(1, data), END, END, *([FAT] * tables), *([MORE] * more))
    fat = struct.pack(f"<{data + 1 + tables + more}I", *chain)
    fat += struct.pack("<I", FREE) * (tables * each - data - 1 - tables - more)
    places = [data + 1 + at for at in range(tables)] + [FREE] * IN_HEAD
    first = data + 1 + tables
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, data, 0, 4096, END, 0, first if more else END, more
    )
    head += struct.pack(f"<{IN_HEAD}I", *places[:IN_HEAD])
    for at in range(more):
        part = places[IN_HEAD + at * (each - 1) :][: each - 1]
        part += [FREE] * (each - 1 - len(part))
        fat += struct.pack(f"<{each}I", *part, first + at + 1 if at + 1 < more else END)
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, 0, len(stream)) + _entry("", 0, 0, 0) * 2
    return head + stream + entries + fat


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    raw = (name + "\0").encode("utf-16-le") if name else b""
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
