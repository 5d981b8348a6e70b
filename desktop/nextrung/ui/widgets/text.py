"""Labels in the looks of the theme."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Look = Literal[
    "hero",
    "figure",
    "title",
    "question",
    "heading",
    "lead",
    "passage",
    "strong",
    "muted",
    "aside",
    "small",
    "kicker",
    "problem",
    "badge",
    "body",
]
TagLook = Literal["accent", "good", "gap", "other", "plain"]


BREAK = "\u200b"
"""Where a word may go on in the next line; it is not seen."""
LONGEST_PIECE = 28
"""Letters of a word that stay together at the most."""
_LONG = re.compile(rf"\S{{{LONGEST_PIECE},}}")
_PIECES = re.compile(rf"[^/\\_-]{{0,{LONGEST_PIECE - 1}}}[/\\_-]|[^/\\_-]{{1,{LONGEST_PIECE}}}")


class Text(QLabel):
    """A text in one of the theme's looks; wraps unless told otherwise."""

    def __init__(
        self, text: str = "", look: Look = "body", parent: QWidget | None = None, *, wrap: bool = True
    ) -> None:
        """Show ``text``, as plain text whatever it holds."""
        super().__init__(parent)
        self.setProperty("look", look)
        self.setText(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show ``text``; long paths and names of files may go on in the next line."""
        self._given = text
        super().setText(_LONG.sub(_breakable, text))

    def text(self) -> str:
        """What it shows, as it was given."""
        return self._given


def _breakable(word: re.Match[str]) -> str:
    return BREAK.join(_PIECES.findall(word[0]))


class Line(Text):
    """A text that is one line where there is room, and wraps where there is none."""

    def sizeHint(self) -> QSize:
        """The whole text in one line."""
        margins = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        return QSize(wide, self.heightForWidth(wide))


class Paragraph(Text):
    """A wrapped text of a long page: exactly as high as its width asks for, where ``Text`` may ask for more."""

    def __init__(self, text: str = "", look: Look = "body", parent: QWidget | None = None) -> None:
        """Show ``text``."""
        super().__init__(text, look, parent)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)


class Tag(QLabel):
    """A short word on a tinted ground."""

    def __init__(self, text: str = "", look: TagLook = "accent", parent: QWidget | None = None) -> None:
        """Show ``text`` in the colours called ``look``."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.set_look(look)

    def set_look(self, look: TagLook) -> None:
        """Change the colours."""
        if self.property("tag") != look:
            self.setProperty("tag", look)
            self.style().unpolish(self)
            self.style().polish(self)


class KeyCap(QLabel):
    """The name of a key, drawn as a key."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        """Show ``key``."""
        super().__init__(key, parent)
        self.setObjectName("keycap")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
