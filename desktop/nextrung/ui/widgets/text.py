"""Labels in the looks of the theme."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.lines import HEADING, READING, Lines, seen

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


_HEADINGS = ("hero", "figure", "title", "question")
WIDTHS_KEPT = 3
"""Widths for which a text keeps its lines."""
LONGEST_LINE = 96
"""Middling letters of a line, beyond which the eye loses its way back; wider texts go on in the next line."""
BREAK = "\u200b"
"""Where a word may go on in the next line; it is not seen."""
LONGEST_PIECE = 28
"""Letters of a word that stay together at the most."""
LONG_WORD = 20
"""Letters from which on a word may go on in the next line after a slash, a dash or the like, as in a file's name."""
_HARD = "\u00a0"
"""A no-break space: the words at its sides stay in one line."""
_TIED = re.compile(r" (?=· )|(?<=\d) (?=%)")
_SPAN = re.compile(r"(?<=\d) (?=to \d)|(?<=\d to) (?=\d)|(?<=[Ll]evel) (?=\d)")
_LONG = re.compile(rf"\S{{{LONG_WORD},}}")
_PIECES = re.compile(rf"[^/\\_-]{{0,{LONGEST_PIECE - 1}}}[/\\_-]|[^/\\_-]{{1,{LONGEST_PIECE}}}")


class TextLabel(QLabel):
    """A text in one of the theme's looks; wraps unless told otherwise, with air between its lines."""

    _unbroken: tuple[int, int] | None
    """The width from which no line is broken, and the height there, as soon as it was laid out so."""

    def __init__(
        self, text: str = "", look: Look = "body", parent: QWidget | None = None, *, wrap: bool = True
    ) -> None:
        """Show ``text``, as plain text whatever it holds."""
        super().__init__(parent)
        self._leading = HEADING if look in _HEADINGS else READING
        self._heights: dict[int, int] = {}
        self._unbroken = None
        self._longest = 0
        self._broken_for = ""
        self._lines: dict[int, Lines] = {}
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            # a layout asks a widget for its height at a width only if its policy says so
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show ``text``; long paths may go on in the next line, and a number stays with what belongs to it."""
        self._given = text
        self._forget()
        super().setText(_joined(_LONG.sub(_breakable, text)))

    def text(self) -> str:
        """What it shows, as it was given."""
        return self._given

    def sizeHint(self) -> QSize:
        """The label's own idea of a good width, and the height of its lines there."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width())) if self.wordWrap() else hint

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width, in device-independent pixels."""
        if not self.wordWrap():
            return super().heightForWidth(width)
        if self._unbroken and width >= self._unbroken[0]:
            return self._unbroken[1]
        if width not in self._heights:
            lines = self._laid_out(width)
            self._heights[width] = height = lines.height + self._beside(across=False)
            if lines.needed is not None:
                self._unbroken = (lines.needed + self._beside(across=True), height)
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines; one line alone is a label like any other."""
        room = self.contentsRect()
        # Qt marks what is selected in its own lines, so a text to select keeps them
        if not self.wordWrap() or self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            super().paintEvent(event)
            return
        lines = self._laid_out(self.width())
        if lines.count == 1:
            super().paintEvent(event)
            return
        align = seen(self.alignment(), mirrored=lines.mirrored)
        top = room.top()
        if align & Qt.AlignmentFlag.AlignVCenter:
            top += max(0, (room.height() - lines.height) // 2)
        left = room.right() + 1 - lines.width if align & Qt.AlignmentFlag.AlignRight else room.left()
        if align & Qt.AlignmentFlag.AlignHCenter:
            left = room.left() + (room.width() - lines.width) // 2
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines.paint(painter, left, top)

    def changeEvent(self, event: QEvent) -> None:
        """Break the lines anew for another font; a style that only colours leaves them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange or (
            event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.font().key() != self._broken_for
        ):
            self._forget()

    def _forget(self) -> None:
        self._heights.clear()
        self._unbroken = None
        self._longest = 0
        self._lines.clear()
        self._broken_for = ""

    def _laid_out(self, width: int) -> Lines:
        """The lines in a label of a width, kept for the last few widths: a page tries some before it takes one."""
        if not self._longest:
            self._longest = self.fontMetrics().averageCharWidth() * LONGEST_LINE
            self._broken_for = self.font().key()
        inner = max(1, min(width - self._beside(across=True), self._longest))
        if inner not in self._lines:
            # a dict keeps its order, so the width that was tried first goes first
            if len(self._lines) == WIDTHS_KEPT:
                self._lines.pop(next(iter(self._lines)))
            self._lines[inner] = Lines(
                # the text with its hard spaces and places to break, which ``text`` does not give
                QLabel.text(self),
                self.font(),
                inner,
                self.layoutDirection(),
                alignment=self.alignment(),
                leading=self._leading,
            )
        return self._lines[inner]

    def _beside(self, *, across: bool) -> int:
        """What stands around the lines: margins at both sides, or above and below."""
        margins = self.contentsMargins()
        both = margins.left() + margins.right() if across else margins.top() + margins.bottom()
        return both + 2 * self.margin()


def _joined(text: str) -> str:
    """The text with hard spaces before a separating dot, before a percent sign, and in a span of numbers."""
    return _SPAN.sub(_HARD, _TIED.sub(_HARD, text))


def _breakable(word: re.Match[str]) -> str:
    return BREAK.join(_PIECES.findall(word[0]))


class OneLineLabel(TextLabel):
    """A text that is one line where there is room, and wraps where there is none."""

    def sizeHint(self) -> QSize:
        """The whole text in one line."""
        margins = self.contentsMargins()
        # two pixels more: letters may be a fraction wider than the whole pixels that they are measured in
        wide = self.fontMetrics().horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        return QSize(wide, self.heightForWidth(wide))


class Caption(QLabel):
    """The name of a field, which Alt and the underlined letter reach; or a picture without words."""

    def __init__(
        self, words: str = "", field: QWidget | None = None, look: Look = "body", parent: QWidget | None = None
    ) -> None:
        """Name ``field``; ``words`` are plain text whatever they hold."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setText(words)
        if field is not None:
            self.setBuddy(field)


class TagLabel(QLabel):
    """A short word on a tinted ground."""

    def __init__(self, text: str = "", look: TagLook = "accent", parent: QWidget | None = None) -> None:
        """Show ``text`` in the colours called ``look``."""
        super().__init__(parent)
        # a label with a frame, as the style's edge is one, begins half the width of an x further in by itself
        self.setIndent(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        # never stretched by a layout: its ground is to be as wide as its word
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.set_look(look)

    def set_look(self, look: TagLook) -> None:
        """Change the colours."""
        set_styled(self, "tag", look)


class KeyCap(QLabel):
    """The name of a key, drawn as a key."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        """Show ``key``."""
        super().__init__(parent)
        self.setIndent(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(key)
        self.setObjectName("keycap")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
