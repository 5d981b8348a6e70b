"""How the salary chart is painted: grid, bars with soft or hard ends, thin lines, and marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nextrung.ui.charts.rung_items import AmountMark, ChartFrame, LinePlacement, Look, PayBar, PayLine
from nextrung.ui.charts.rung_layout import BAR, PlacedText
from nextrung.ui.theme.fading import fading
from nextrung.ui.widgets.legend import PUBLISHED_SHARE

if TYPE_CHECKING:
    from nextrung.ui.charts.rung_chart import RungChart

THIN_BAR, TYPICAL = 12, 28
"""Heights in device-independent pixels: of an official bar, of the line that stands for the typical figure."""
DOT, DIAMOND = 9, 7
"""Diameter of a ring, and from the middle of a diamond to its corner, in device-independent pixels."""
SOFT: tuple[Look, ...] = ("matched", "estimate")
"""Bars that fade out, as they have an error and no published ends."""

Pixel = tuple[float, float]
"""Amount across and height down in one pixel."""


class Bands(pg.GraphicsObject):  # type: ignore[misc]  # the library brings no types
    """Everything that is drawn but the texts."""

    def __init__(self, plot: RungChart) -> None:
        """Draw for a chart."""
        super().__init__()
        self._plot = plot
        self._lines: Sequence[PayLine] = ()
        self._places: Sequence[LinePlacement] = ()
        self._frame = ChartFrame(0, 1, 0, 1, 1, "USD")
        self._ticks: Sequence[float] = ()
        self._words: Sequence[PlacedText] = ()
        self._chosen = ""

    def show_lines(
        self, lines: Sequence[PayLine], places: Sequence[LinePlacement], frame: ChartFrame, ticks: Sequence[float]
    ) -> None:
        """Draw these lines at these places, over a grid of ticks."""
        # a graphics scene finds items by the box it remembers; Qt asks to be told before that changes
        self.prepareGeometryChange()
        self._lines, self._places, self._frame, self._ticks = lines, places, frame, ticks
        self.update()

    def show_words(self, words: Sequence[PlacedText]) -> None:
        """Write these texts. They are painted here: the library's item for a text costs a millisecond each."""
        self._words = words
        self.update()

    def show_chosen(self, figure: str) -> None:
        """Ring the figure that was picked."""
        self._chosen = figure
        self.update()

    def boundingRect(self) -> QRectF:
        """The room that everything takes."""
        bottom = self._places[-1].bottom if self._places else 1.0
        return QRectF(self._frame.left, 0, self._frame.right - self._frame.left, bottom)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint everything."""
        # one pixel in amounts and in the chart's own height; there is none while the item has not been displayed
        across, down = self.pixelVectors()
        if across is None or down is None or not self._lines:
            return
        pixel = (abs(across.x()), abs(down.y()))
        self._paint_grid(painter)
        for line, place in zip(self._lines, self._places, strict=True):
            if line.tail:
                painter.setPen(self._plot.pen("text" if line.look == "published" else "muted", 2))
                painter.drawLine(QLineF(line.tail[0], place.bar, line.tail[1], place.bar))
            if line.bar:
                self._paint_bar(painter, line, line.bar, place.bar, pixel)
            for mark in line.marks:
                self._paint_mark(painter, mark, place.bar, pixel)
        self._paint_words(painter, pixel)

    def _paint_words(self, painter: QPainter, pixel: Pixel) -> None:
        """Each text at its point, as large as on screen whatever an amount is in pixels."""
        theme = self._plot.theme
        fonts: dict[tuple[str, bool], QFont] = {}
        for text in self._words:
            key = (text.size, text.strong)
            if key not in fonts:
                fonts[key] = theme.font(text.size, QFont.Weight.DemiBold if text.strong else QFont.Weight.Normal)
            metrics = QFontMetricsF(fonts[key])
            across = metrics.horizontalAdvance(text.words)
            painter.save()
            painter.translate(*text.at)
            # undoes the scale of the axes, in which letters would be drawn as wide as amounts
            painter.scale(*pixel)
            painter.setFont(fonts[key])
            painter.setPen(theme.color(text.color))
            left, top = -text.anchor[0] * across, -text.anchor[1] * metrics.height()
            painter.drawText(QPointF(left, top + metrics.ascent()), text.words)
            painter.restore()

    def _paint_grid(self, painter: QPainter) -> None:
        painter.setPen(self._plot.pen("border"))
        for tick in self._ticks:
            painter.drawLine(QLineF(tick, self._places[0].top, tick, self._places[-1].bottom))
        group = self._lines[0].group
        for line, place in zip(self._lines, self._places, strict=True):
            if line.group != group:
                painter.drawLine(QLineF(self._frame.left, place.top, self._frame.right, place.top))
            group = line.group

    def _paint_bar(self, painter: QPainter, line: PayLine, bar: PayBar, at: float, pixel: Pixel) -> None:
        height = (THIN_BAR if line.look in ("official", "reckoned") else BAR) * pixel[1]
        box = QRectF(bar.low, at - height / 2, bar.high - bar.low, height)
        whole = QRectF(bar.extent[0], box.top(), bar.extent[1] - bar.extent[0], height)
        self._ring(painter, line.id, whole, pixel)
        if line.look in SOFT and not line.old:
            self._paint_soft(painter, line, bar, whole)
        else:
            self._paint_hard(painter, line, box, pixel)
        if bar.typical_low is not None and bar.typical is not None and line.look != "published":
            self._paint_typical(painter, line, (bar.typical_low, bar.typical), box, pixel)

    def _paint_soft(self, painter: QPainter, line: PayLine, bar: PayBar, whole: QRectF) -> None:
        """Full colour over the middle half, fading out to where the error ends; its edges fade with it."""
        theme, matched = self._plot.theme, line.look == "matched"
        wide = whole.width() or 1.0
        full = ((bar.low - whole.left()) / wide, (bar.high - whole.left()) / wide)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fading(theme.color("accent" if matched else "line"), whole, full))
        painter.drawRect(whole)
        edge = fading(theme.color("accent" if matched else "control"), whole, full)
        painter.setPen(self._plot.brush_pen(edge, 1.2))
        for y in (whole.top(), whole.bottom()):
            painter.drawLine(QLineF(whole.left(), y, whole.right(), y))

    def _paint_hard(self, painter: QPainter, line: PayLine, box: QRectF, pixel: Pixel) -> None:
        pens = {
            "advertised": self._plot.pen("other", 1.8),
            "local": self._plot.pen("other", 1.8),
            "reference": self._plot.pen("control", 1.4, Qt.PenStyle.DashLine),
            "reckoned": self._plot.pen("control", 1.4, Qt.PenStyle.DashLine),
            "converted": self._plot.pen("control", 1.4, Qt.PenStyle.DashLine),
        }
        painter.setPen(pens.get(line.look, self._plot.pen("control", 1.4)))
        fill = QColor(self._plot.theme.color("surface"))
        if line.look == "published":
            painter.setPen(Qt.PenStyle.NoPen)
            fill = QColor(self._plot.theme.color("text"))
            fill.setAlphaF(PUBLISHED_SHARE)
        elif line.look == "official":
            fill = QColor(self._plot.theme.color("line"))
        painter.setBrush(fill)
        # half of the height as radius, turned into amounts for the direction across: so the ends are round on screen
        painter.drawRoundedRect(box, box.height() / pixel[1] / 2 * pixel[0], box.height() / 2)

    def _paint_typical(
        self, painter: QPainter, line: PayLine, ends: tuple[float, float], box: QRectF, pixel: Pixel
    ) -> None:
        """A line for the typical figure; where there are two, both and what lies between."""
        matched = line.look == "matched" and not line.old
        if ends[0] < ends[1]:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._plot.theme.color("accent_soft" if matched else "control"))
            # half as high as the bar, which is to be seen around it
            painter.drawRect(QRectF(ends[0], box.center().y() - box.height() / 4, ends[1] - ends[0], box.height() / 2))
        half = max(TYPICAL / 2 * pixel[1], box.height() / 2) if line.look in SOFT else box.height() / 2
        # two equal figures are one line
        for typical in dict.fromkeys(ends):
            painter.setPen(self._plot.pen("text", 2))
            painter.drawLine(QLineF(typical, box.center().y() - half, typical, box.center().y() + half))
            if matched:
                painter.setPen(self._plot.pen("on_accent", 2))
                painter.drawLine(QLineF(typical, box.top(), typical, box.bottom()))

    def _paint_mark(self, painter: QPainter, mark: AmountMark, at: float, pixel: Pixel) -> None:
        """A ring for a published figure, a diamond for adverts (hollow for few), a triangle for an own figure."""
        theme, (x, y) = self._plot.theme, pixel
        size = DOT / 2 if mark.look == "figure" else DIAMOND
        box = QRectF(mark.amount - size * x, at - size * y, 2 * size * x, 2 * size * y)
        self._ring(painter, mark.id, box, pixel)
        if mark.look == "figure":
            painter.setPen(self._plot.pen("control" if mark.old else "text", 2))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(box)
            return
        color = "control" if mark.old else "text" if mark.look == "own" else "other"
        shape = _triangle(mark) if mark.look == "own" else [(0, -size), (size, 0), (0, size), (-size, 0)]
        painter.setPen(self._plot.pen("surface", 4.5))  # so that it stands out from a bar of any colour
        painter.setBrush(theme.color("surface" if mark.look == "thin" else color))
        corners = QPolygonF([QPointF(mark.amount + dx * x, at + dy * y) for dx, dy in shape])
        painter.drawPolygon(corners)
        painter.setPen(self._plot.pen(color, 1.8))
        painter.drawPolygon(corners)

    def _ring(self, painter: QPainter, figure: str, box: QRectF, pixel: Pixel) -> None:
        """A frame around the figure that was picked; thicker while the keyboard is here."""
        if not figure or figure != self._chosen:
            return
        x, y = pixel
        painter.setPen(self._plot.pen("accent", 2.5 if self._plot.hasFocus() else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # five pixels of air between the figure and its ring
        wide = box.adjusted(-5 * x, -5 * y, 5 * x, 5 * y)
        painter.drawRoundedRect(wide, 8 * x, 8 * y)


def _triangle(mark: AmountMark) -> list[tuple[float, float]]:
    """A triangle that points down to its amount, or, at an edge, to where the figure lies."""
    size = DIAMOND
    if mark.beyond == "right":
        return [(-size, -size), (size, 0), (-size, size)]
    if mark.beyond == "left":
        return [(size, -size), (-size, 0), (size, size)]
    return [(-size, -size), (size, -size), (0, size)]
