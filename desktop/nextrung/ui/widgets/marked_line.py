"""Words with a small sign before them, which says at a glance what they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.text import Caption, TextLabel

SIGN = 20
"""At a text size of 100 %."""


def marked_line(theme: Theme, icon: str, color: str, meaning: str, said: TextLabel) -> QHBoxLayout:
    """An icon of the set in a colour beside words that may wrap; ``meaning`` is what a screen reader says for it."""
    sign = Caption()
    sign.setObjectName(f"sign-{icon}")
    sign.setAccessibleName(meaning)
    sign.setPixmap(theme.pixmap(icon, color, theme.em(SIGN)))
    line = QHBoxLayout()
    line.setSpacing(theme.space("m"))
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(said, 1)
    return line
