"""Texts free of what no page and no XML can hold: control characters, halves of characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

_KEPT = "\n\u200c\u200d\u200e\u200f"
"""Control and format characters that change how a name is written: line ends, joiners, marks of direction."""


def printable(value: Any) -> Any:
    """The value with all of its texts, also those in mappings and lists, fit to be printed."""
    if isinstance(value, str):
        return "".join(_characters(value))
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    return [printable(one) for one in value] if isinstance(value, list | tuple) else value


def _characters(text: str) -> Iterator[str]:
    # Composed, as a font may lack an accent that stands alone.
    for character in unicodedata.normalize("NFC", text):
        if character == "\t" or character in _KEPT or unicodedata.category(character)[0] != "C":
            yield " " if character == "\t" else character
