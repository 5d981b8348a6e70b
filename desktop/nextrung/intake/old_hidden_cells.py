"""Which rows and columns of an old workbook (.xls) nobody sees: its records are walked through, nothing is decoded.

The records are those of BIFF 5 and 8 ([MS-XLS]), in the stream of a compound file ([MS-CFB]).
"""

from __future__ import annotations

import struct

from nextrung.intake.hidden_cells import Hidden

_NAMES = ("Workbook", "Book")
"""The stream of BIFF 8, and of BIFF 5."""
_END = 0xFFFFFFFA
"""From here on numbers of sectors are marks: the end of a chain, a free one, one of a table."""
_ENTRY = 128
_SECTORS = {9: 512, 12: 4096}
"""The two sizes of sectors there are, by the power of two that the head names."""
_ROW, _COLUMNS, _SHEET, _BEGIN, _CLOSE = 0x0208, 0x007D, 0x0085, 0x0809, 0x000A


def hidden_in_old(raw: bytes) -> list[Hidden]:
    """What is hidden in each sheet, in their order; empty where the file is not built as Excel builds them."""
    try:
        stream = _stream(raw)
        return [_of_sheet(stream, at) for at in _sheets(stream)]
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


def _of_sheet(stream: bytes, at: int) -> Hidden:
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
        at += 4 + length
    return Hidden(tuple(rows), tuple(columns))
