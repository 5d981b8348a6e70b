"""The pages of a damaged SQLite file with its write-ahead log laid over them, whatever the state of both.

Formats: https://www.sqlite.org/fileformat2.html, sections 1.3 (header), 1.5 (freelist) and 4 (write-ahead log).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from msgspec import Struct

MAGIC = b"SQLite format 3\0"
USUAL_SIZE = 4096
# Powers of two from 512 to 65,536: all that the format allows.
_SIZES = tuple(2**power for power in range(9, 17))
# The lowest bit says in which byte order the checksums of the log were made.
_LOG_MAGIC = (0x377F0682, 0x377F0683)
_LOG_HEADER, _FRAME_HEADER = 32, 24
_HEADER = 100
LEAF_TABLE, INNER_TABLE, LEAF_INDEX, INNER_INDEX = 0x0D, 0x05, 0x0A, 0x02
KINDS = (LEAF_TABLE, INNER_TABLE, LEAF_INDEX, INNER_INDEX)


class DatabaseImage(Struct, frozen=True):
    """All pages as they were last committed; page numbers count from 1.

    ``doubtful`` are newer images of pages in the log whose checksum does not fit: read only for what is nowhere else.
    """

    size: int
    """Bytes of a page; this program reserves none of them for anything else."""
    pages: tuple[bytes, ...]
    free: frozenset[int]
    """Pages that hold nothing any more; what is left in them was deleted."""
    doubtful: tuple[tuple[int, bytes], ...] = ()

    def page(self, number: int) -> bytes:
        """The page with this number; empty when there is none."""
        return self.pages[number - 1] if 0 < number <= len(self.pages) else b""

    def file(self) -> bytes:
        """A file that SQLite opens without a log; a header that is damaged is made anew."""
        whole = bytearray(b"".join(self.pages))
        if whole:
            whole[:_HEADER] = self._header()
        return bytes(whole)

    def _header(self) -> bytes:
        """A header like that of every file of this program; counters that only writing needs are at their start."""
        short = 1 if self.size == 65536 else self.size
        # Page size 1 stands for 65,536, which two bytes cannot hold; 1, 1: no log; 0: nothing reserved; 64, 32, 32:
        # fixed.
        first = struct.pack(">16sH6B", MAGIC, short, 1, 1, 0, 64, 32, 32)
        # Changes, pages, no free pages, schema cookie, schema format 4, no cache size, no auto-vacuum, UTF-8, nothing
        # else.
        later = struct.pack(">12I", 1, len(self.pages), 0, 0, 1, 4, 0, 0, 1, 0, 0, 0)
        # The first number repeats the count of changes: only then SQLite believes the count of pages.
        return first + later + bytes(20) + struct.pack(">II", 1, 3040000)


def image_of(database: bytes, log: bytes) -> DatabaseImage:
    """The pages of a database file and its log, either of which may be damaged, cut short or empty."""
    size = _size(database, log)
    cut = [database[at : at + size] for at in range(0, len(database), size)]
    pages = {number: page.ljust(size, b"\0") for number, page in enumerate(cut, start=1)}
    frames, doubtful = _frames(log, size)
    # No page number can be higher: a damaged one would ask for terabytes of empty pages.
    most = len(pages) + len(frames)
    pages |= {number: page for number, page in frames.items() if number <= most}
    last = max(pages, default=0)
    whole = tuple(pages.get(number, bytes(size)) for number in range(1, last + 1))
    return DatabaseImage(size, whole, _free(whole), doubtful)


def _size(database: bytes, log: bytes) -> int:
    """The page size: as the header or the log says, unless the pages look far more like those of another size."""
    said = int.from_bytes(database[16:18], "big") if database[:16] == MAGIC else 0
    said = 65536 if said == 1 else said
    if said not in _SIZES and int.from_bytes(log[:4], "big") in _LOG_MAGIC:
        said = int.from_bytes(log[8:12], "big")
    if said not in _SIZES:
        said = USUAL_SIZE
    # Times the size, since smaller pages are more; a size that is said is believed unless twice as many bytes fit
    # another.
    scores = {size: _fitting(database, size) * size for size in _SIZES}
    best = max(_SIZES, key=scores.__getitem__)
    return best if scores[best] > 2 * scores[said] else said


def _fitting(database: bytes, size: int) -> int:
    """How many pages after the first are b-tree pages whose cells fill them from the end, at this page size."""
    found = 0
    for at in range(size, len(database), size):
        page = database[at : at + size]
        # The offset 0 stands for 65,536, as in the header.
        content = int.from_bytes(page[5:7], "big") or 65536
        if is_tree_page(page) and content <= size:
            count = int.from_bytes(page[3:5], "big")
            offsets = struct.unpack_from(f">{count}H", page, 8) if 8 + 2 * count <= len(page) else ()
            # Cells fill a page from its end: in a piece cut twice too large, even the last cell begins in the first
            # half.
            found += size // 2 <= max(offsets, default=content)
    return found


def is_tree_page(page: bytes, start: int = 0) -> bool:
    """Whether a page begins like one of a b-tree, with as many cells as can be."""
    return (
        len(page) > start + 12
        and page[start] in KINDS
        and start + 8 + 2 * int.from_bytes(page[start + 3 : start + 5], "big") <= len(page)
    )


def _frames(log: bytes, size: int) -> tuple[dict[int, bytes], tuple[tuple[int, bytes], ...]]:
    """The newest committed image of each page in the log, and images whose checksum does not fit.

    SQLite ends at the first frame that does not fit. Each checksum continues that of the frame before, so the frames
    after a damaged one can be checked all the same, and count.
    """
    magic = int.from_bytes(log[:4], "big")
    order = ">" if magic == _LOG_MAGIC[1] else "<"
    first = log[_LOG_HEADER : _LOG_HEADER + _FRAME_HEADER]
    sound = magic in _LOG_MAGIC and _checksum(log[:24], (0, 0), order) == _pair(log, 24)
    # Of a header that is damaged nothing holds; the first frame repeats the salts.
    salts = log[16:24] if sound else first[8:16]
    before = _pair(log, 24) if len(log) >= _LOG_HEADER else (0, 0)
    committed: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    doubtful: list[tuple[int, bytes]] = []
    for at in range(_LOG_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        head, page = log[at : at + _FRAME_HEADER], log[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        number, length = struct.unpack_from(">II", head)
        if head[8:16] != salts:
            break  # left from before the log was last begun anew
        if _checksum(head[:8] + page, before, order) == _pair(head, 16) and number:
            waiting[number] = page
            # A length in the frame marks the end of a transaction; frames after the last one were never committed.
            if length:
                committed |= waiting
                waiting.clear()
        else:
            doubtful.append((number, page))
        before = _pair(head, 16)
    return committed, tuple(doubtful)


def _pair(raw: bytes, at: int) -> tuple[int, int]:
    return struct.unpack_from(">II", raw, at) if len(raw) >= at + 8 else (0, 0)


def _checksum(raw: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    """The running checksum of the log (section 4.2 of the format)."""
    one, two = before
    words = iter(struct.unpack(f"{order}{len(raw) // 8 * 2}I", raw[: len(raw) // 8 * 8]))
    for first, second in zip(words, words, strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _free(pages: tuple[bytes, ...]) -> frozenset[int]:
    """Pages on the freelist, as far as it can be followed."""
    if not pages or pages[0][:16] != MAGIC:
        return frozenset()
    return frozenset(_freelist(pages, int.from_bytes(pages[0][32:36], "big")))


def _freelist(pages: tuple[bytes, ...], trunk: int) -> Iterator[int]:
    seen: set[int] = set()
    while 1 < trunk <= len(pages) and trunk not in seen:
        page = pages[trunk - 1]
        if page[0] in KINDS:  # a trunk begins with a page number, far below these
            return
        seen.add(trunk)
        yield trunk
        trunk, count = struct.unpack_from(">II", page)
        # A trunk page holds two numbers before its list, each of four bytes.
        if count > len(page) // 4 - 2:
            return
        yield from struct.unpack_from(f">{count}I", page, 8)
