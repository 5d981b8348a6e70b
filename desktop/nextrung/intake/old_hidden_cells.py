"""What an old workbook (.xls) says of its cells beside their values: hidden ones, errors, currencies of formats.

The records are those of BIFF 5 and 8 ([MS-XLS]), in the stream of a compound file ([MS-CFB]).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from nextrung.intake import currency_formats
from nextrung.intake.hidden_cells import Hidden

_NAMES = ("Workbook", "Book")
"""The stream of BIFF 8, and of BIFF 5."""
_END = 0xFFFFFFFA
"""From here on numbers of sectors are marks: the end of a chain, a free one, one of a table."""
_ENTRY = 128
_SECTORS = {9: 512, 12: 4096}
"""The two sizes of sectors there are, by the power of two that the head names."""
_ROW, _COLUMNS, _SHEET, _BEGIN, _CLOSE = 0x0208, 0x007D, 0x0085, 0x0809, 0x000A

_FORMAT, _XF = 0x041E, 0x00E0
_NUMBER, _RK, _NUMBERS, _FORMULA, _ERROR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_CELLS = (_NUMBER, _RK, _NUMBERS, _FORMULA, _ERROR)
"""Records of cells that hold a number or an error."""


def hidden_in_old(raw: bytes) -> list[Hidden]:
    """What is hidden in each sheet, in their order; empty where the file is not built as Excel builds them."""
    try:
        stream = _stream(raw)
        marks = _currencies(stream)
        return [_of_sheet(stream, at, marks) for at in _sheets(stream)]
    except (struct.error, IndexError):  # cut short, or a number that leads nowhere
        return []


def _stream(raw: bytes) -> bytes:
    """The stream with the workbook, put together from its sectors; empty when there is none."""
    # Offsets in the head of a compound file ([MS-CFB] 2.2): 30 the size of sectors, 48 the directory, 56 the smallest
    # stream in ordinary sectors, 68 where the numbers of further tables stand, 76 the first 109 of them.
    size = _SECTORS.get(struct.unpack_from("<H", raw, 30)[0], 0)
    if not size:
        return b""
    first_entry, smallest, more = (struct.unpack_from("<I", raw, at)[0] for at in (48, 56, 68))
    tables = list(struct.unpack_from("<109I", raw, 76))
    # Beyond 109 tables the numbers of the others stand in sectors of their own, the last of each leading on.
    for _ in range(len(raw) // size):
        if more >= _END:
            break
        *found, more = struct.unpack_from(f"<{size // 4}I", raw, (more + 1) * size)
        tables += found
    follows: list[int] = []
    each = size // 4
    # A table tells of so many sectors; more tables than that only come back to the same ones.
    for table in tables[: len(raw) // size // each + 1]:
        if table < _END:
            follows += struct.unpack_from(f"<{each}I", raw, (table + 1) * size)
    entries = _chain(raw, first_entry, follows, size)
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length = min(max(struct.unpack_from("<H", entries, at + 64)[0], 2), 64)
        name = entries[at : at + length - 2].decode("utf-16-le", "replace")
        start, total = struct.unpack_from("<II", entries, at + 116)
        if name in _NAMES and total >= smallest:  # a smaller one lies in small sectors; no workbook is so small
            return _chain(raw, start, follows, size)[:total]
    return b""


def _chain(raw: bytes, at: int, follows: list[int], size: int) -> bytes:
    parts: list[bytes] = []
    while at < _END and len(parts) * size < len(raw):  # a chain that bites its tail ends too
        # The head takes the place of one sector, so sector 0 is the second piece of the file.
        parts.append(raw[(at + 1) * size : (at + 2) * size])
        at = follows[at]
    return b"".join(parts)


def _sheets(stream: bytes) -> list[int]:
    """Where the records of each sheet begin."""
    found, at = [], 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _SHEET:
            found.append(struct.unpack_from("<I", stream, at + 4)[0])
        if kind == _CLOSE:
            break
        at += 4 + length
    return found


def _currencies(stream: bytes) -> dict[int, str]:
    """The currency that each format of cells shows, by its place; texts of formats are those of BIFF 8 alone."""
    marks: dict[int, str] = dict(currency_formats.BUILT_IN)
    shown: list[str] = []
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _CLOSE:
            break
        if kind == _FORMAT:
            number, letters, wide = struct.unpack_from("<HHB", stream, at + 4)
            code = stream[at + 9 : at + 4 + length][: letters * (2 if wide & 1 else 1)]
            marks[number] = currency_formats.mark_of(code.decode("utf-16-le" if wide & 1 else "latin-1", "replace"))
        elif kind == _XF:
            shown.append(marks.get(struct.unpack_from("<H", stream, at + 6)[0], ""))
        at += 4 + length
    return {place: mark for place, mark in enumerate(shown) if mark}


def _formats_of(stream: bytes, at: int, kind: int, length: int) -> Iterator[tuple[int, int, int]]:
    """The cells with numbers that a record holds: row, column, and the place of the format."""
    if kind in (_NUMBER, _RK, _FORMULA):
        yield struct.unpack_from("<HHH", stream, at + 4)
    elif kind == _NUMBERS:
        row, first = struct.unpack_from("<HH", stream, at + 4)
        for place in range((length - 6) // 6):
            yield row, first + place, struct.unpack_from("<H", stream, at + 8 + place * 6)[0]


def _is_error(stream: bytes, at: int, kind: int) -> bool:
    """Whether a record is a cell that shows an error: as it stands, or as what its formula came to."""
    if kind == _ERROR:
        return stream[at + 11] == 1
    return kind == _FORMULA and stream[at + 10] == 2 and stream[at + 16 : at + 18] == b"\xff\xff"


def _of_sheet(stream: bytes, at: int, marks: Mapping[int, str]) -> Hidden:
    currencies: list[tuple[int, int, str]] = []
    errors: list[tuple[int, int]] = []
    rows: list[tuple[int, int]] = []
    columns: list[tuple[int, int]] = []
    depth, head = 0, struct.Struct("<HH").unpack_from
    while at + 4 <= len(stream):
        kind, length = head(stream, at)
        if kind == _BEGIN:
            depth += 1  # a chart in the sheet has records of its own
        elif kind == _CLOSE:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _ROW and depth == 1:
            number, options = struct.unpack_from("<H10xH", stream, at + 4)
            # fDyZero of the record Row: the row has no height.
            if options & 0x20:
                rows.append((number + 1, number + 1))
        elif kind == _COLUMNS and depth == 1:
            first, last, options = struct.unpack_from("<HH4xH", stream, at + 4)
            # fHidden of the record ColInfo.
            if options & 1:
                columns.append((first + 1, last + 1))
        elif kind in _CELLS and depth == 1:
            if _is_error(stream, at, kind):
                errors.append(struct.unpack_from("<HH", stream, at + 4))
            for row, column, place in _formats_of(stream, at, kind, length) if marks else ():
                if place in marks:
                    currencies.append((row, column, marks[place]))
        at += 4 + length
    return Hidden(tuple(rows), tuple(columns), (), tuple(currencies), tuple(errors))
