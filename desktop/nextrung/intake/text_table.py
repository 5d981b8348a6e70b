"""The rows of a table that came as text, one after the other: any usual encoding; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from msgspec import Struct

from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.intake.entering import BLOCK, Deadline, Entrance

_DELIMITERS = ",;\t"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LONGEST_LINE = 2_000_000
"""Characters from one line end to the next."""
LOOK_EVERY = 1_000
"""Rows between two looks at the clock."""


class TableError(NextRungError):
    """A text that is no table, in one sentence."""


class TableSize(Struct, frozen=True):
    """How large a table may be: rows with its header, and cells in a row."""

    rows: int
    columns: int = 256


def rows_of(raw: bytes | str, entrance: Entrance, size: TableSize) -> Iterator[list[str]]:
    """The rows with their cells, read as they are asked for; the first row decides what stands between cells.

    Raises TableError, in one sentence, for more bytes, rows or cells than allowed, for what is no text, for open
    quotation marks, and when it takes too long.
    """
    if len(raw) > entrance.largest:
        raise TableError(
            f"The file is larger than {entrance.largest:,} bytes; {entrance.what} take far less. Nothing was read."
        )
    lines = _lines(raw)
    header = next((line.lstrip("\ufeff") for line in lines if line.strip("\ufeff \t\r\n")), "")
    if not header:
        raise TableError("The table is empty.")
    delimiter = max(_DELIMITERS, key=header.count)
    yield from _bounded(csv.reader(_chained(header, lines), delimiter=delimiter, strict=True), entrance, size)


def _bounded(reader: Iterator[list[str]], entrance: Entrance, size: TableSize) -> Iterator[list[str]]:
    deadline, number = Deadline(entrance.seconds), 0
    try:
        for number, row in enumerate(reader, start=1):
            if number > size.rows:
                raise TableError(
                    f"The table has more than {size.rows - 1:,} rows; at most {size.rows - 1:,} {entrance.what} can be"
                    " read at once. Nothing was read."
                )
            if len(row) > size.columns:
                cells = counted(len(row), "1 cell", "{0} cells")
                raise TableError(f"Row {number} has {cells}; at most {size.columns} can be read.")
            if number % LOOK_EVERY == 0 and deadline.over:
                raise TableError(f"Reading the table took longer than {entrance.seconds:g} seconds; nothing was read.")
            yield row
    except csv.Error as error:
        raise TableError(f"The table cannot be read: {error} after row {number}. Check the quotation marks.") from error


def _chained(header: str, lines: Iterator[str]) -> Iterator[str]:
    yield header
    yield from lines


def _lines(raw: bytes | str) -> Iterator[str]:
    """The lines with their ends, none of them endless and none with what no text holds."""
    text = io.StringIO(raw, newline="") if isinstance(raw, str) else _decoded(raw)
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise TableError(f"The table has a line of more than {LONGEST_LINE:,} characters; nothing was read.")
        if "\0" in line:
            raise TableError("The file is not a plain table; save it as CSV in UTF-8.")
        yield line


def _decoded(raw: bytes) -> io.TextIOBase:
    """As its byte-order mark says; else UTF-8, or Windows Latin-1 (with the euro sign), or Latin-1, which fits all."""
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    encoding = next((one for one in (marked, "utf-8", "cp1252") if one is not None and _fits(raw, one)), "latin-1")
    return io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, newline="")


def _fits(raw: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(raw), BLOCK):
            decoder.decode(raw[start : start + BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
