"""Lines for what must be read letter by letter, such as a key or a passphrase."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit


def show_each_letter(line: QLineEdit) -> None:
    """Have each letter look like itself: the font makes a sign for “times” of an x between two digits."""
    font = QFont()  # of nothing but this: the rest comes from the theme
    font.setFeature(QFont.Tag("calt"), 0)
    line.setFont(font)
