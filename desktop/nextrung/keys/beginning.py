"""How a data file begins, which says whether it is encrypted; looked at by each start, so kept cheap."""

from __future__ import annotations

from pathlib import Path

PLAIN = b"SQLite format 3\0"
"""How a file begins that is not encrypted."""
PAGE = 4096
"""Bytes of a page."""


def begin(path: Path) -> bytes:
    """The first page of a file, as much as there is; empty when there is no file, or it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(PAGE)
    except OSError:
        return b""


def is_plain(path: Path) -> bool:
    """Whether a file begins as one that is not encrypted."""
    return begin(path).startswith(PLAIN)
