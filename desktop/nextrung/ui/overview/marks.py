"""Small pictures of the overview, painted without the plotting library, which would hold up the start.

Each says its numbers to screen readers; the pages they lead to hold the charts with their tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nextrung.lazy import lazy
from nextrung.ui.overview.state import TrendPoint
from nextrung.ui.theme.theme import Theme

if TYPE_CHECKING:
    from nextrung.ui.theme import fading
else:
    fading = lazy("nextrung.ui.theme.fading")

WIDTH, NARROWEST = 200, 80
"""The width asked for and the least one, in device-independent pixels."""
SPREAD = 12.0
"""Points of the match shown above the highest value and below the lowest, so that small changes do not look steep."""


class Sparkline(QWidget):
    """A picture as wide as there is room."""

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None) -> None:
        """Make room of a height."""
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The width asked for, and the height at the present text size, in device-independent pixels."""
        return QSize(WIDTH, self._theme.em(self._height))

    def minimumSizeHint(self) -> QSize:
        """The least width, and the height that was asked for, at the present text size."""
        return QSize(NARROWEST, self._theme.em(self._height))


class MatchTrend(Sparkline):
    """The match over the last assessments, with its likely range."""

    _points: Sequence[TrendPoint] = ()

    def show_points(self, points: Sequence[TrendPoint], words: str) -> None:
        """Show the points, the oldest first; ``words`` say them."""
        self._points = points
        self.setAccessibleName(words)
        # one point alone is no trend
        self.setVisible(len(points) > 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the range as a band and the match as a line with dots."""
        if len(self._points) < 2:
            return
        values = [point.value for point in self._points]
        low, high = min(values) - SPREAD, max(values) + SPREAD
        # room for the dots at both ends, the last of which is the largest
        room = QRectF(self.rect()).adjusted(7, 4, -7, -4)

        def at(index: int, value: float) -> QPointF:
            x = room.left() + room.width() * index / (len(values) - 1)
            # a range may reach beyond what is shown, and is cut there
            share = (min(max(value, low), high) - low) / (high - low)
            return QPointF(x, room.bottom() - room.height() * share)

        top = [at(index, point.high) for index, point in enumerate(self._points)]
        bottom = [at(index, point.low) for index, point in enumerate(self._points)]
        line = [at(index, value) for index, value in enumerate(values)]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent_soft"))
        painter.drawPolygon(QPolygonF([*top, *reversed(bottom)]))
        # the soft fill has less than 3 : 1 against the card (WCAG 1.4.11): the edges make it seen
        painter.setPen(QPen(self._theme.color("control"), 1))
        for edge in (top, bottom):
            painter.drawPolyline(QPolygonF(edge))
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawPolyline(QPolygonF(line))
        painter.setBrush(self._theme.color("accent"))
        for point in line[:-1]:
            painter.drawEllipse(point, 2.5, 2.5)
        painter.drawEllipse(line[-1], 4, 4)


class PayBand(Struct, frozen=True):
    """The middle half of pay on a rung, and where the error of the estimate ends."""

    low: float
    high: float
    soft_low: float
    soft_high: float


class PayBands(Sparkline):
    """The pay of the rung matched and of the next one on one scale; their soft ends are the error."""

    _bands: tuple[PayBand | None, PayBand | None] = (None, None)

    def show_bands(self, matched: PayBand | None, following: PayBand | None) -> None:
        """Show both; one that is None is left out. The words stand above."""
        self._bands = (matched, following)
        self.setVisible(matched is not None or following is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bands."""
        ends = [end for band in self._bands if band for end in (band.soft_low, band.soft_high)]
        if not ends:
            return
        low, high = min(ends), max(ends)
        # ends may be equal, and nothing can be divided by their distance then
        span = (high - low) or 1.0
        room = QRectF(self.rect()).adjusted(4, 2, -4, -2)

        def x(amount: float) -> float:
            return room.left() + room.width() * (amount - low) / span

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = room.height() / 3
        for number, band in enumerate(self._bands):
            if band is None:
                continue
            # two bars of a third of the height each, with a gap between them
            top = room.top() + number * thick * 1.7
            box = QRectF(x(band.soft_low), top, x(band.soft_high) - x(band.soft_low), thick)
            wide = box.width() or 1.0  # ends that meet leave no room to fade in
            stops = ((x(band.low) - box.left()) / wide, (x(band.high) - box.left()) / wide)
            fill = self._theme.color("line" if number else "accent")
            edge = self._theme.color("control" if number else "accent")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fading.fading(fill, box, stops))
            painter.drawRect(box)
            painter.setPen(QPen(fading.fading(edge, box, stops), 1.2))
            painter.drawLine(box.topLeft(), box.topRight())
            painter.drawLine(box.bottomLeft(), box.bottomRight())
