"""Which digit or letter a key stands for, on every keyboard.

A key counts by the sign it makes, whatever must be held down for it: digits are shifted on French and Czech keyboards.
Where it makes no digit, or no Latin letter, it counts by its place: as the key there on a keyboard of the
United States.
"""

from __future__ import annotations

import sys
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
"""With one of these held down, a key is a command and no sign."""
_FIRST = {"win32": 0}.get(sys.platform, 8)
"""What X11 and Wayland count key codes from; Windows gives them as the keyboard does."""
_ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
"""The signs of a keyboard of the United States by the code of the first key of each row."""
_PLACES = {first + at: sign for first, row in _ROWS.items() for at, sign in enumerate(row)}


def delete_keys() -> tuple[Qt.Key, ...]:
    """The keys that delete what is picked: on a Mac, the key called so is that which is Backspace elsewhere."""
    return (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) if sys.platform == "darwin" else (Qt.Key.Key_Delete,)


def digit(event: QKeyEvent) -> int | None:
    """The digit that a key stands for; None for other keys and for commands."""
    if event.modifiers() & CHORD:
        return None
    made = unicodedata.digit(event.text(), None) if len(event.text()) == 1 else None
    if made is not None:
        return made
    # a shifted key that makes no digit was pressed for its other sign
    sign = "" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _sign_at_place(event)
    return int(sign) if sign.isdecimal() else None


def letter(event: QKeyEvent) -> str:
    """The capital Latin letter that a key stands for; empty for other keys and for commands."""
    return "" if event.modifiers() & CHORD else _latin(event)


def command_sign(event: QKeyEvent) -> str:
    """The digit or capital Latin letter of a key whatever is held down, by its place where it makes neither."""
    return _latin(event) or (sign if (sign := _sign_at_place(event)).isdecimal() else "")


def _latin(event: QKeyEvent) -> str:
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        return chr(event.key())
    made = event.text()
    # letters of other scripts have their Unicode number as key; with Ctrl held they make a control character or
    # nothing
    is_foreign = event.key() > Qt.Key.Key_Z and (not made or made.isalpha() or not made.isprintable())
    sign = _sign_at_place(event) if is_foreign else ""
    return sign if sign.isalpha() else ""


def _sign_at_place(event: QKeyEvent) -> str:
    # macOS tells no places of keys: Qt gives the same code for all of them there, which stands for no sign here
    return _PLACES.get(event.nativeScanCode() - _FIRST, "")
