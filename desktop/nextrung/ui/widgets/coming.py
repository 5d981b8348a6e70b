"""What a page will hold once there is something to show: quiet outlines with a name each, in place of a void."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.text import TextLabel

Shape = Literal["bars", "curve", "table", "cards", "grid"]
Coming = tuple[Shape, str]
"""What will be here, as a drawing and in a few words."""

HEIGHT = 180
"""Height of a drawing at a text size of 100 %."""
_BARS = (0.62, 0.84, 0.48, 0.7, 0.38)
"""How long the bars are, and how high the curve is, as shares of the room: drawn, and nobody's numbers."""
_COLUMNS = (0.42, 0.18, 0.18)
_ROWS, _CARDS, _CELLS = 5, 2, 6


class _Drawing(QWidget):
    """What will be here, as blocks in the colour of edges; nobody has to read it."""

    def __init__(self, theme: Theme, shape: Shape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        paint: dict[Shape, Callable[[QPainter, QRectF], None]] = {
            "bars": self._paint_bars,
            "curve": self._paint_curve,
            "table": self._paint_table,
            "cards": self._paint_cards,
            "grid": self._paint_grid,
        }
        self._paint = paint[shape]
        self.setMinimumHeight(theme.em(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the blocks in all the room there is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("border"))
        self._paint(painter, QRectF(self.rect()))

    def _block(self, painter: QPainter, left: float, top: float, width: float, height: float) -> None:
        room = QRectF(left, top, width, height)
        if self.isRightToLeft():
            room.moveLeft(self.width() - left - width)
        painter.drawRoundedRect(room, min(4, height / 2), min(4, height / 2))

    def _paint_bars(self, painter: QPainter, room: QRectF) -> None:
        step, name = room.height() / len(_BARS), 0.28 * room.width()
        for at, share in enumerate(_BARS):
            top = room.top() + at * step + step / 3
            self._block(painter, room.left(), top, 0.7 * name, step / 4)
            self._block(painter, room.left() + name, top, share * (room.width() - name), step / 4)

    def _paint_curve(self, painter: QPainter, room: QRectF) -> None:
        wide = room.width() / len(_BARS)
        points = [
            QPointF(room.left() + (at + 0.5) * wide, room.bottom() - (0.2 + 0.6 * share) * room.height())
            for at, share in enumerate(sorted(_BARS))
        ]
        self._block(painter, room.left(), room.bottom() - 1, room.width(), 1)
        painter.setPen(QPen(self._theme.color("border"), 3))
        painter.drawPolyline(points)
        painter.setPen(Qt.PenStyle.NoPen)
        for point in points:
            painter.drawEllipse(point, 6, 6)

    def _paint_table(self, painter: QPainter, room: QRectF) -> None:
        step = room.height() / _ROWS
        for line in range(_ROWS):
            left = room.left()
            for share in _COLUMNS:
                self._block(painter, left, room.top() + line * step + step / 4, share * room.width(), step / 4)
                left += (share + 0.11) * room.width()
            self._block(painter, room.left(), room.top() + (line + 1) * step - 4, room.width(), 1)

    def _paint_cards(self, painter: QPainter, room: QRectF) -> None:
        step = room.height() / _CARDS
        for at in range(_CARDS):
            top = room.top() + at * step
            self._block(painter, room.left(), top + step / 6, 0.8 * room.width(), step / 8)
            self._block(painter, room.left(), top + step / 2.4, 0.55 * room.width(), step / 8)
            self._block(painter, room.left(), top + step - 8, room.width(), 1)

    def _paint_grid(self, painter: QPainter, room: QRectF) -> None:
        name, step = 0.24 * room.width(), room.height() / _ROWS
        wide = (room.width() - name) / _CELLS
        for line in range(_ROWS):
            top = room.top() + line * step
            self._block(painter, room.left(), top + step / 3, 0.8 * name, step / 4)
            for at in range(_CELLS):
                self._block(painter, room.left() + name + at * wide, top + 2, wide - 4, step - 4)


class ComingCard(QWidget):
    """An outline of one thing that will be here, under what it is called."""

    def __init__(self, theme: Theme, shape: Shape, words: str = "", parent: QWidget | None = None) -> None:
        """Draw ``shape`` under ``words``."""
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        space = theme.space("l")
        column.setContentsMargins(space, space, space, space)
        column.setSpacing(space)
        if words:
            column.addWidget(TextLabel(words, "muted"))
        column.addWidget(_Drawing(theme, shape), 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a broken edge: it is no card yet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.radius("card")
        painter.setPen(QPen(self._theme.color("line"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class ComingParts(QWidget):
    """Outlines beside each other."""

    def __init__(self, theme: Theme, parts: Sequence[Coming], parent: QWidget | None = None) -> None:
        """Draw each part under its words, in order."""
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("l"))
        for shape, words in parts:
            line.addWidget(ComingCard(theme, shape, words), 1)
