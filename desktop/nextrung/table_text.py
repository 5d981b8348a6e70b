"""The rows of a table that came as a text file: any usual encoding, comma, semicolon or tab between the cells."""

from __future__ import annotations

import codecs
import csv
import io

from nextrung.errors import NextRungError

_DELIMITERS = ",;\t"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class TableError(NextRungError):
    """A text that is no table, in one sentence."""


def read_rows(raw: bytes | str, largest: int, what: str) -> list[list[str]]:
    """All rows with their cells; the first row decides what stands between cells.

    Raises TableError, in one sentence, for more than ``largest`` bytes, what is no text, and open quotation marks;
    ``what`` names the contents ("own figures").
    """
    if len(raw) > largest:
        raise TableError(f"The file is larger than {largest:,} bytes; {what} take far less. Nothing was read.")
    text = raw if isinstance(raw, str) else _decode(raw)
    if "\0" in text:
        raise TableError("The file is not a plain table; save it as CSV in UTF-8.")
    lines = text.lstrip("\ufeff").lstrip("\r\n")
    if not lines.strip():
        raise TableError("The table is empty.")
    header = lines.splitlines()[0]
    delimiter = max(_DELIMITERS, key=header.count)
    try:
        return list(csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise TableError(f"The table cannot be read: {error}. Check the quotation marks.") from error


def _decode(raw: bytes) -> str:
    """As its byte-order mark says; else UTF-8, or Windows Latin-1 (with the euro sign), or Latin-1, which fits all."""
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    for encoding in filter(None, (marked, "utf-8", "cp1252")):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
