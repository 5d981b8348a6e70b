"""How keys are called on this system: texts name them as Windows and Linux do, and macOS has signs of its own.

Qt gives the command key of macOS the place of Ctrl, so that only the names differ.
"""

from __future__ import annotations

import re
import sys

from PySide6.QtCore import QTranslator

_SIGNS = {"Meta": "⌃", "Alt": "⌥", "Shift": "⇧", "Ctrl": "⌘"}
"""The signs of macOS, in the order in which it writes them."""
_CHORD = re.compile(r"\b(?:(?:Ctrl|Alt|Shift|Meta)\+)+(?=\S)")
_ALONE = re.compile(r"\bCtrl\b")


def on_this_system(text: str) -> str:
    """A text with its keys called as they are on the keyboards of this system."""
    return _as_on_macs(text) if sys.platform == "darwin" else text


def _as_on_macs(text: str) -> str:
    return _ALONE.sub(_SIGNS["Ctrl"], _CHORD.sub(_signs, text))


def _signs(chord: re.Match[str]) -> str:
    held = chord.group().split("+")
    return "".join(sign for name, sign in _SIGNS.items() if name in held)


class KeyNames(QTranslator):
    """Gives every text of the program the names of keys of this system."""

    def translate(self, _context: str, text: str, _about: str | None = None, _count: int = -1) -> str:
        """The text itself, where it names no key that is called otherwise here."""
        return on_this_system(text)
