"""A make-believe language: every text of the program in brackets and two fifths longer, as many languages are.

What is shown without brackets has not gone through ``tr()``; what no longer fits would be cut off in translation.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTranslator

OPENING, CLOSING = "⟦", "⟧"
RIGHT_TO_LEFT = "\u200f"
"""A mark that is not seen and says that what follows is read from right to left."""
_LONGER = 1.4
"""Length of a translated text beside the English one."""
_HELD = re.compile(r"(\{[^}]*\}|%n|&\w|\(\*[^)]*\))")
"""Places for values, marked letters of menus, patterns of file names: they stay as they are."""
_DATE_FORMAT = re.compile(r"[dMyHhms:.,/ -]+")
"""Patterns of Qt for days and times: letters in them are read, not shown."""


def pseudo(text: str, *, mirrored: bool = False) -> str:
    """The text in the make-believe language; ``mirrored`` as if it were read from right to left."""
    if not any(letter.isalpha() for letter in text) or _DATE_FORMAT.fullmatch(text):
        return text
    missing = round(len(text) * (_LONGER - 1))
    parts = []
    for part in _HELD.split(text):
        if _HELD.fullmatch(part):
            parts.append(part)
            continue
        for letter in part:
            parts.append(letter)
            if missing > 0 and letter.lower() in "aeiou":
                parts.append(letter.lower())
                missing -= 1
    start = RIGHT_TO_LEFT if mirrored else ""
    return f"{start}{OPENING}{''.join(parts)}{'~' * max(0, missing)}{CLOSING}"


class PseudoTranslator(QTranslator):
    """Translates everything into the make-believe language."""

    def __init__(self, parent: QObject, *, mirrored: bool = False) -> None:
        """``mirrored`` makes a language that is read from right to left."""
        super().__init__(parent)
        self._mirrored = mirrored

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The text in brackets, longer."""
        return pseudo(text, mirrored=self._mirrored)

    def isEmpty(self) -> bool:
        """Whether it has no translations: Qt does not ask an empty translator for anything."""
        return False
