"""Lines of text with air between them, which Qt's own labels do not give."""

from __future__ import annotations

from math import ceil
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPainter, QTextLayout, QTextOption

READING = 1.4
"""Distance from line to line of a text to read, in sizes of its font; a single line takes no more room than ever."""
HEADING = 1.22
"""The same for headings, whose large letters need less air."""
_NEXT_LINE = "\u2028"
"""LINE SEPARATOR, at which a text layout begins a new line, as it does not at a line feed."""


class Lines:
    """A text broken into lines for one font and width; knows its height and paints itself."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        direction: Qt.LayoutDirection,
        *,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
        leading: float = READING,
    ) -> None:
        """Break ``text`` between its words to fit ``width`` device-independent pixels.

        It reads as its letters do, or in ``direction`` when it holds none; ``alignment`` is turned round with it.
        """
        direction = reading_direction(text, direction)
        self.mirrored = direction == Qt.LayoutDirection.RightToLeft
        """Whether it is read from right to left."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setTextDirection(direction)
        option.setAlignment(seen(alignment, mirrored=self.mirrored))
        # a layout may ask for no width at all, at which no line could be made
        self.width = max(1, width)
        """What was to be fitted, in device-independent pixels."""
        self._layout = QTextLayout(text.replace("\n", _NEXT_LINE), font)
        self._layout.setTextOption(option)
        step = line_distance(font, leading)
        self.count = 0
        """How many lines there are."""
        top, bottom = 0.0, 0.0
        self._layout.beginLayout()
        widest = 0.0
        line = self._layout.createLine()
        while line.isValid():
            line.setLineWidth(self.width)
            widest = max(widest, line.naturalTextWidth())
            line.setPosition(QPointF(0, top))
            bottom = top + line.height()
            top += step
            self.count += 1
            line = self._layout.createLine()
        self._layout.endLayout()
        self.height = round(bottom)
        """The height of all lines in device-independent pixels."""
        self.needed = ceil(widest) if self.count == 1 + text.rstrip("\n").count("\n") else None
        """The width that all of it takes when no line is broken, as none is here; None where one is."""

    def paint(self, painter: QPainter, left: int, top: int) -> None:
        """Paint in the pen of ``painter``."""
        self._layout.draw(painter, QPointF(left, top))


def reading_direction(text: str, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """The direction of the first letter that has one (Unicode bidirectional algorithm, rules P2 and P3)."""
    for letter in text:
        kind = bidirectional(letter)
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            return Qt.LayoutDirection.LeftToRight
    return otherwise


def seen(alignment: Qt.AlignmentFlag, *, mirrored: bool) -> Qt.AlignmentFlag:
    """Where an alignment is on screen: left is where lines begin, unless it is said to be absolute.

    QStyle knows this too, but its hundreds of names take as long to load as a whole page.
    """
    sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
    one_side = bool(alignment & Qt.AlignmentFlag.AlignLeft) != bool(alignment & Qt.AlignmentFlag.AlignRight)
    return alignment ^ sides if mirrored and one_side and not alignment & Qt.AlignmentFlag.AlignAbsolute else alignment


def line_distance(font: QFont, leading: float = READING) -> int:
    """From line to line, in device-independent pixels; never less than the font asks for."""
    # a font with its size in points has no pixel size of its own (-1); the font that is found for it has
    return max(QFontMetrics(font).lineSpacing(), round(QFontInfo(font).pixelSize() * leading))
