"""What each rung pays: bands for the middle half, and the published figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nextrung.salary.ladder import Standing
from nextrung.ui.charts.plot import Plot
from nextrung.ui.theme.theme import Theme

BAND_HEIGHT = 22
TYPICAL_HEIGHT = 30
STEP = 50_000.0
LABEL_GAP = 10


@dataclass(frozen=True, slots=True)
class RungRow:
    """One rung: its band and typical figure in dollars, the match (0 to 100 or None) and how far away it is."""

    name: str
    match: str
    low: float
    typical: float
    high: float
    label: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class PublishedMark:
    """One published figure: its amount in dollars, what it is called, and how it is written."""

    amount: float
    name: str
    label: str
    on_curve: bool
    """Whether it is one of the two figures that bound the middle half."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Dollars at the left and right edge, dollars in a pixel, and where the column of matches stands."""

    left: float
    right: float
    dollars_per_pixel: float
    match_at: float


class Bands(pg.GraphicsObject):  # type: ignore[misc]  # the library brings no types
    """The bands of all rungs, with round ends at any scale."""

    def __init__(self, plot: RungChart) -> None:
        """Draw for a chart."""
        super().__init__()
        self._plot = plot
        self._rows: Sequence[RungRow] = ()

    def show_rows(self, rows: Sequence[RungRow]) -> None:
        """Draw these rows."""
        self.prepareGeometryChange()
        self._rows = rows
        self.update()

    def boundingRect(self) -> QRectF:
        """The room that all bands take."""
        if not self._rows:
            return QRectF()
        low = min(row.low for row in self._rows)
        high = max(row.high for row in self._rows)
        return QRectF(low, -0.5, high - low, len(self._rows))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint bands and typical figures."""
        across, down = self.pixelVectors()
        if across is None or down is None:
            return
        x, y = across.x(), abs(down.y())
        theme = self._plot.theme
        for at, row in enumerate(self._rows):
            height = BAND_HEIGHT * y
            band = QRectF(row.low, at - height / 2, row.high - row.low, height)
            if row.standing == "next":
                painter.setPen(self._plot.pen("accent", 1.6, Qt.PenStyle.DashLine))
                painter.setBrush(theme.color("accent_soft"))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent" if row.standing == "matched" else "line"))
            painter.drawRoundedRect(band, BAND_HEIGHT / 2 * x, height / 2)
            painter.setPen(self._plot.pen("text", 2))
            half = TYPICAL_HEIGHT / 2 * y
            painter.drawLine(QPointF(row.typical, at - half), QPointF(row.typical, at + half))
            if row.standing == "matched":
                painter.setPen(self._plot.pen("on_accent", 2))
                painter.drawLine(QPointF(row.typical, band.top()), QPointF(row.typical, band.bottom()))


class RungChart(Plot):
    """The rungs, highest on top, and the published figures of all ML managers below a line."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, parent)
        self._rows: Sequence[RungRow] = ()
        self._marks: Sequence[PublishedMark] = ()
        self._match_heading = ""
        self._published_name = ""
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._bands = Bands(self)
        self._spine = pg.PlotCurveItem()
        self._middle = pg.PlotCurveItem()
        self._dots = pg.ScatterPlotItem(pxMode=True)
        for item in (self._grid, self._bands, self._middle, self._spine, self._dots):
            self.plot.addItem(item)
        self._texts: list[pg.TextItem] = []
        self._width = 0.0
        self.plot.getViewBox().invertY(True)
        self.plot.getViewBox().sigResized.connect(self._on_view_resized)

    def show_state(
        self, rows: Sequence[RungRow], marks: Sequence[PublishedMark], match_heading: str, published_name: str
    ) -> None:
        """Show the rungs (first on top) and the published figures."""
        self._rows, self._marks = rows, marks
        self._match_heading, self._published_name = match_heading, published_name
        self.redraw()

    @Slot()
    def _on_view_resized(self) -> None:
        """Place the texts anew when the room between the axes has another width."""
        width = self.plot.getViewBox().width()
        if abs(width - self._width) >= 1:
            self._width = width
            self.redraw()

    def redraw(self) -> None:
        """Draw everything."""
        if not self._rows:
            return
        rows, marks = self._rows, self._marks
        line = QFontMetrics(self.theme.font("body")).height()
        amounts = [row.low for row in rows] + [row.high for row in rows] + [mark.amount for mark in marks]
        first = int(min(amounts) // STEP) * STEP
        last = (int(max(amounts) // STEP) + 1) * STEP
        ticks = [first + number * STEP for number in range(int((last - first) / STEP) + 1)]
        names = [(float(at), row.name) for at, row in enumerate(rows)]
        published_at = len(rows) + 0.35
        scale = self._scale(first, last)
        room = STEP / scale.dollars_per_pixel
        sparse = QFontMetrics(self.theme.font("small")).horizontalAdvance("$000k") + LABEL_GAP > room
        written = [(at, f"${at / 1000:.0f}k") for at in ticks[:: 2 if sparse else 1]]
        self.dress_axes([*names, (published_at, self._published_name)], written)
        tiers = max(self._tiers([mark.label for mark in marks], scale)[-1], self._tiers(self._names(), scale)[-1])
        self.setMinimumHeight(round((len(rows) + 2.4) * max(line * 2.1, 40)) + 2 * tiers * line)
        bottom = len(rows) + 1.2 + 0.35 * tiers
        self.plot.setXRange(scale.left, scale.right, padding=0)
        self.plot.setYRange(-0.75, bottom, padding=0)
        rule_at = len(rows) - 0.42 - 0.12 * tiers
        xs = [x for tick in ticks for x in (tick, tick)] + [scale.left, scale.right]
        ys = [y for _ in ticks for y in (-0.55, bottom - 0.05)] + [rule_at] * 2
        self._grid.setData(np.array(xs), np.array(ys))
        self._grid.setPen(self.pen("border"))
        self._bands.show_rows(rows)
        self._draw_published(marks, published_at)
        self._write(rows, marks, published_at, scale)

    def _scale(self, first: float, last: float) -> Scale:
        """Room for the match column on the left, and for the longest pay text right of its band."""
        width = max(200.0, self.plot.getViewBox().width())
        metrics = QFontMetrics(self.theme.font("body", QFont.Weight.DemiBold))
        match = QFontMetrics(self.theme.font("small")).horizontalAdvance(self._match_heading) + 2 * LABEL_GAP
        span = last - first
        left = first - span * match / max(100.0, width - match)
        right = last + 0.02 * span
        for row in self._rows:
            text = metrics.horizontalAdvance(row.label) + 2 * LABEL_GAP
            right = max(right, left + (row.high - left) * width / max(80.0, width - text))
        return Scale(left, right, (right - left) / width, left + (first - left) / 2)

    def _names(self) -> list[str]:
        return [mark.name for mark in self._marks]

    def _tiers(self, texts: Sequence[str], scale: Scale) -> list[int]:
        """How far each text of the published figures moves away from the line so that none covers another.

        The last entry is the largest of all.
        """
        metrics = QFontMetrics(self.theme.font("small", QFont.Weight.DemiBold))
        ends: list[float] = []
        tiers = []
        for mark, text in zip(self._marks, texts, strict=True):
            half = (metrics.horizontalAdvance(text) / 2 + LABEL_GAP / 2) * scale.dollars_per_pixel
            start = mark.amount - half
            tier = next((at for at, end in enumerate(ends) if end <= start), len(ends))
            ends[tier : tier + 1] = [mark.amount + half]
            tiers.append(tier)
        return [*tiers, max(tiers, default=0)]

    def _draw_published(self, marks: Sequence[PublishedMark], at: float) -> None:
        amounts = [mark.amount for mark in marks]
        middle = [mark.amount for mark in marks if mark.on_curve]
        self._spine.setData(np.array([min(amounts), max(amounts)]), np.array([at, at]))
        self._spine.setPen(self.pen("muted", 2))
        self._middle.setData(np.array([min(middle), max(middle)]), np.array([at, at]))
        self._middle.setPen(self.pen("line", 14))
        self._dots.setData(
            x=amounts, y=[at] * len(amounts), size=10, brush=self.theme.color("surface"), pen=self.pen("muted", 2)
        )

    def _write(self, rows: Sequence[RungRow], marks: Sequence[PublishedMark], at: float, scale: Scale) -> None:
        for text in self._texts:
            self.plot.removeItem(text)
        self._texts = []
        self._add(self._match_heading, (scale.match_at, -0.55), ("small", "muted"), (0.5, 0.5))
        gap = LABEL_GAP * scale.dollars_per_pixel
        for number, row in enumerate(rows):
            self._add(row.match, (scale.match_at, number), ("body", "muted"), (0.5, 0.5))
            self._add(row.label, (row.high + gap, number), ("body", "text"), (0, 0.5), bold=True)
        labels = self._tiers([mark.label for mark in marks], scale)
        names = self._tiers(self._names(), scale)
        for mark, label, name in zip(marks, labels, names, strict=False):
            self._add(mark.label, (mark.amount, at - 0.2), ("small", "text"), (0.5, 1 + label), bold=True)
            self._add(mark.name, (mark.amount, at + 0.2), ("small", "muted"), (0.5, -name))

    def _add(
        self,
        words: str,
        at: tuple[float, float],
        look: tuple[str, str],
        anchor: tuple[float, float],
        *,
        bold: bool = False,
    ) -> None:
        """Write ``words``; ``look`` names size and colour, ``anchor`` the point of the text that stands at ``at``."""
        text = pg.TextItem(words, color=self.theme.color(look[1]), anchor=anchor)
        text.setFont(self.theme.font(look[0], QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
        text.setPos(*at)
        self.plot.addItem(text)
        self._texts.append(text)
