"""Texts for cells of spreadsheets and CSV files: no program that opens the file may take one for a formula."""

from __future__ import annotations

import unicodedata
from typing import TypeVar

T = TypeVar("T")

STARTS = (
    "=+-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)
"""Characters at the start of a text that make it a formula somewhere; the wide ones do in East Asian settings."""
GUARD = "'"
"""Put before such a text: spreadsheets take what follows as it stands."""
_UNSEEN = ("Zs", "Zl", "Zp", "Cf", "Cc")
"""Spaces and invisible characters, which some programs drop before they look at a text."""


def plain_cell(value: T) -> T | str:
    """The value for a cell: a text that would start a formula gets an apostrophe first, all else stays as it is.

    Numbers belong into a file as numbers, so that a negative one keeps its sign. A CSV file needs all its texts in
    quotes besides (``csv.QUOTE_NONNUMERIC``): where another sign parts the cells, the rest of an unquoted text would be
    a cell of its own.
    """
    if isinstance(value, str) and _starts_formula(value):
        return GUARD + value
    return value


def _starts_formula(text: str) -> bool:
    for character in text:
        if character in STARTS:
            return True
        # Some spreadsheet programs leave invisible characters at the start out, and what follows may be a formula.
        if unicodedata.category(character) not in _UNSEEN:
            return False
    return False
