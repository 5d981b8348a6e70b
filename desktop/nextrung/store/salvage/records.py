"""Cells and records read straight from pages, however damaged these are.

Formats: https://www.sqlite.org/fileformat2.html, sections 1.6 (b-tree pages), 1.7 (overflow) and 2.1 (records).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from msgspec import Struct

from nextrung.store.salvage.pages import INNER_INDEX, INNER_TABLE, LEAF_TABLE, DatabaseImage, is_tree_page

Value = str | int | float | bytes | None
MOST_COLUMNS = 200
"""More columns than any table has; a record that claims more is none."""
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class UnreadableError(ValueError):
    """Bytes that are no cell or no record."""


class Record(Struct, frozen=True):
    """One record. ``rowid`` is None on index pages, where the whole key stands in the values.

    When its overflow pages are lost or its lengths damaged, only the first ``complete`` values are whole: of the others
    texts are cut short or empty, and all else is None.
    """

    rowid: int | None
    values: tuple[Value, ...]
    complete: int


def start_of(number: int) -> int:
    """Where the b-tree header begins in a page: the first page has the file's header before it."""
    return 100 if number == 1 else 0


def children(image: DatabaseImage, number: int) -> Iterator[int]:
    """The pages below an inner page."""
    page, start = image.page(number), start_of(number)
    if not is_tree_page(page, start) or page[start] not in (INNER_TABLE, INNER_INDEX):
        return
    for at in _cells(page, start, 12):
        yield int.from_bytes(page[at : at + 4], "big")
    yield int.from_bytes(page[start + 8 : start + 12], "big")


class Reader:
    """Reads records; an overflow page belongs to the first record that claims it, so reading ends."""

    def __init__(self, image: DatabaseImage) -> None:
        """Read from the pages of an image."""
        self._image = image
        self._claimed: set[int] = set()

    def records(self, page: bytes, start: int) -> Iterator[Record | None]:
        """The records of a page in order; None for each cell that cannot be read. Nothing for other pages."""
        if not is_tree_page(page, start) or page[start] == INNER_TABLE:
            return
        kind = page[start]
        # Inner pages have four bytes more in their header: the page right of the last cell.
        for at in _cells(page, start, 12 if kind == INNER_INDEX else 8):
            try:
                yield self._record(page, at + 4 if kind == INNER_INDEX else at, has_rowid=kind == LEAF_TABLE)
            except (UnreadableError, IndexError):
                yield None

    def _record(self, page: bytes, at: int, *, has_rowid: bool) -> Record:
        length, at = _varint(page, at)
        rowid = None
        if has_rowid:
            rowid, at = _varint(page, at)
            # A varint has no sign: the highest bit of 64 is that of a negative number.
            rowid = rowid - (1 << 64) if rowid >= 1 << 63 else rowid
        payload = self._payload(page, at, length, has_rowid=has_rowid)
        return Record(rowid, *_values(payload))

    def _payload(self, page: bytes, at: int, length: int, *, has_rowid: bool) -> bytes:
        usable = self._image.size
        # Least and most bytes of a payload on the page itself, as the format computes them; the rest overflows.
        least = (usable - 12) * 32 // 255 - 23
        most = usable - 35 if has_rowid else (usable - 12) * 64 // 255 - 23
        if length <= most:
            if at + length > usable:
                raise UnreadableError
            return page[at : at + length]
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        if at + local + 4 > usable:
            raise UnreadableError
        parts = [page[at : at + local]]
        left, follow = length - local, int.from_bytes(page[at + local : at + local + 4], "big")
        while left > 0 and self._claim(follow):
            overflow = self._image.page(follow)
            if not any(overflow):
                break  # a page that was never written, or is wiped out
            parts.append(overflow[4 : 4 + min(left, usable - 4)])
            left -= len(parts[-1])
            follow = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)

    def _claim(self, number: int) -> bool:
        if number in self._claimed or number in self._image.free or not 1 < number <= len(self._image.pages):
            return False
        self._claimed.add(number)
        return True


def _cells(page: bytes, start: int, header: int) -> Iterator[int]:
    """Offsets of the cells, each once."""
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    offsets = struct.unpack_from(f">{count}H", page, start + header) if start + header + 2 * count <= len(page) else ()
    lowest = start + header + 2 * count
    yield from (at for at in dict.fromkeys(offsets) if lowest <= at < len(page) - 2)


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """A whole number of variable length and where the next byte stands. Raises IndexError at the end."""
    value = 0
    for step in range(9):
        byte = raw[at + step]
        # The ninth byte counts with all eight bits, so that nine of them hold 64.
        if step == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + step + 1
    raise UnreadableError


def _values(payload: bytes) -> tuple[tuple[Value, ...], int]:
    """The values of a record, and how many of them are complete. Raises UnreadableError, IndexError."""
    header, at = _varint(payload, 0)
    if header > len(payload):
        raise UnreadableError
    kinds: list[int] = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != header or not 0 < len(kinds) <= MOST_COLUMNS:
        raise UnreadableError
    values: list[Value] = []
    complete = 0
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
        complete += at <= len(payload)
    return tuple(values), complete


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    """One value; None, or a text cut short, where the payload ends before it."""
    # Types 0, 8 and 9 stand for NULL, 0 and 1 and take no bytes; 10 and 11 are kept for SQLite itself.
    if kind in (0, 8, 9):
        return (None, 0, 1)[max(0, kind - 7)], at
    if kind in (10, 11):
        raise UnreadableError
    length = 8 if kind == 7 else _INTEGER_BYTES[kind] if kind < 7 else (kind - 12) // 2
    raw, after = payload[at : at + length], at + length
    # From 12 on even types are bytes and odd ones text, with the length in the type.
    if kind >= 13 and kind % 2:
        return raw.decode("utf-8", errors="ignore" if len(raw) < length else "replace"), after
    if len(raw) < length:
        return None, after
    if kind == 7:
        return struct.unpack(">d", raw)[0], after
    return (int.from_bytes(raw, "big", signed=True) if kind < 7 else raw), after
