"""Levels over time with their likely ranges: a line in a band, and where a role asks to be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nextrung.ui.charts.level_rows import LEVELS
from nextrung.ui.charts.plot import Plot
from nextrung.ui.theme.theme import Theme

DOT = 11
SMALL_DOT = 7
"""Diameters of a point in device-independent pixels."""
MANY = 40
"""From so many points on, dots are small."""
NEAR = 28
"""How near the pointer must come to a point, in device-independent pixels across."""
LABEL_GAP = 24
"""Device-independent pixels between two labels of days; closer ones read as one."""
ALONE = 15.0
"""Days to both sides of a single point."""
EDGE = 4
"""Device-independent pixels beside the labels at both ends."""
HEIGHT = (0.9, 5.25)
"""Lowest and highest level on the axis, with room for the labels."""
LABEL_AIR = 22
"""Device-independent pixels around the labels under the axis, together."""
NARROWEST = 200
"""Width that the chart can do with, in device-independent pixels."""
LOWEST = 200
LINES = 11
"""Height of the chart in lines of text."""


class HistoryPoint(Struct, frozen=True):
    """One assessment: when (days since any fixed day), level and likely range in levels, and the label of its day."""

    at: float
    level: float
    low: float
    high: float
    hollow: bool
    label: str


class HistoryChart(Plot):
    """A line with its band. Hover or the arrow keys reach a point; a click or Enter picks it."""

    point_reached = Signal(int)
    """The number of the point under the pointer or the keys; -1 when there is none."""
    point_picked = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_points`` gives them data."""
        super().__init__(theme, name, parent)
        self._points: Sequence[HistoryPoint] = ()
        self._target: float | None = None
        self._current = -1
        self._grid = pg.PlotCurveItem(connect="pairs")
        # the library fills only between two curves, so the edges of the band are curves of their own
        self._low, self._high = pg.PlotCurveItem(), pg.PlotCurveItem()
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._target_line = pg.PlotCurveItem()
        self._whiskers = pg.PlotCurveItem(connect="pairs")
        self._line = pg.PlotCurveItem()
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._reached = pg.ScatterPlotItem(pxMode=True)
        # the dashes of the target lie over the line of levels, so that both are seen where they are the same
        items = (self._grid, self._low, self._high, self._band, self._whiskers, self._line, self._target_line)
        for item in (*items, self._dots, self._reached):
            self.plot.addItem(item)
        self._width = 0.0
        """What the time axis is fitted to; 0 while the points are still to be drawn."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # without it Qt sends moves of the pointer only while a button is held down
        self.setMouseTracking(True)

    def show_points(self, points: Sequence[HistoryPoint], target: float | None) -> None:
        """Show the points, the oldest first, and the target as a dashed line."""
        self._points, self._target, self._current = points, target, -1
        self._width = 0.0
        if self.isVisible():
            self.redraw()

    @property
    def points(self) -> Sequence[HistoryPoint]:
        """What is shown, the oldest first."""
        return self._points

    @property
    def target(self) -> float | None:
        """The level of the dashed line; None without one."""
        return self._target

    @property
    def current(self) -> int:
        """The number of the point reached; -1 for none."""
        return self._current

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was to be shown meanwhile, now that the width is known."""
        super().showEvent(event)
        # a view that was never shown has no width of its own, from which the labels of days could be chosen
        if not self._width:
            self.redraw()

    def minimumSizeHint(self) -> QSize:
        """Some lines of text high."""
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def redraw(self) -> None:
        """Draw everything."""
        line = QFontMetrics(self.theme.font("body")).height()
        self.ask_for(max(LINES * line, LOWEST))
        points = self._points
        if not points:
            return
        self._fit_time()
        self._grid.setPen(self.pen("border"))
        self._target_line.setPen(self.pen("text", 1.4, Qt.PenStyle.DashLine))
        # a level that is not firm must not pull the line, so hollow points stand beside it
        self._draw_line([point for point in points if not point.hollow])
        self._draw_marks(points)
        self._draw_reached()

    def _fit_time(self) -> None:
        """The time axis, and what reaches across it, for the present width; the points stay as they are."""
        self._width = self.plot.getViewBox().width()
        left, right = self._limits()
        self.plot.setXRange(left, right, padding=0)
        self.plot.setYRange(*HEIGHT, padding=0)
        self._label_days(left, right)
        self._grid.setData(
            np.array([left, right] * len(LEVELS)), np.array([float(level) for level in LEVELS for _ in range(2)])
        )
        ends = [] if self._target is None else [self._target] * 2
        self._target_line.setData(np.array([left, right] if ends else []), np.array(ends))

    def _draw_line(self, firm: Sequence[HistoryPoint]) -> None:
        xs = np.array([point.at for point in firm])
        for curve, values in (
            (self._low, [point.low for point in firm]),
            (self._high, [point.high for point in firm]),
            (self._line, [point.level for point in firm]),
        ):
            curve.setData(xs, np.array(values))
        for edge in (self._low, self._high):
            edge.setPen(self.pen("control"))
        self._band.setBrush(self.theme.color("accent_soft"))
        self._line.setPen(self.pen("accent", 2))

    def _draw_marks(self, points: Sequence[HistoryPoint]) -> None:
        """Dots on the line; hollow ones beside it, and single ones, with their range as an upright line."""
        firm = sum(not point.hollow for point in points)
        alone = [point for point in points if point.hollow or firm == 1]
        self._whiskers.setData(
            np.array([point.at for point in alone for _ in range(2)]),
            np.array([end for point in alone for end in (point.low, point.high)]),
        )
        self._whiskers.setPen(self.pen("accent" if firm == len(points) else "control", 2))
        # the library draws a symbol once for each brush and pen object, so points share theirs
        brushes = {hollow: QBrush(self.theme.color("surface" if hollow else "accent")) for hollow in (False, True)}
        # an edge in the colour of the ground sets a dot off from the line that runs through it
        pens = {False: self.pen("surface", 1.5), True: self.pen("control", 1.8)}
        self._dots.setData(
            x=[point.at for point in points],
            y=[point.level for point in points],
            size=SMALL_DOT if len(points) >= MANY else DOT,
            brush=[brushes[point.hollow] for point in points],
            pen=[pens[point.hollow] for point in points],
        )

    def _draw_reached(self) -> None:
        reached = [self._points[self._current]] if 0 <= self._current < len(self._points) else []
        self._reached.setData(
            x=[point.at for point in reached],
            y=[point.level for point in reached],
            # a ring with air around the point, so that it does not look like a larger one
            size=DOT + 8,
            brush=None,
            pen=self.pen("text", 1.8),
        )

    def _label_days(self, left: float, right: float) -> None:
        """Days of assessments under the axis, from the newest back, as many as stand beside each other."""
        metrics = QFontMetrics(self.theme.font("small"))
        # before its first layout the view has next to no width, at which no label would find room
        in_pixel = (right - left) / max(self.plot.getViewBox().width(), 200.0)
        ticks: list[tuple[float, str]] = []
        edge = right
        for point in reversed(self._points):
            half = metrics.horizontalAdvance(point.label) / 2 * in_pixel
            if point.at + half <= edge:
                ticks.append((point.at, point.label))
                edge = point.at - half - LABEL_GAP * in_pixel
        self.label_axes([(level, str(level)) for level in LEVELS], ticks)
        # the library finds this height while it paints, too late for a new text size
        self.plot.getAxis("bottom").setHeight(metrics.height() + LABEL_AIR)

    # reaching points

    def _reach(self, number: int) -> None:
        if number != self._current:
            self._current = number
            self._draw_reached()
            self.point_reached.emit(number)

    def _nearest(self, position: QPointF) -> int:
        """The point next to a position of the pointer, or -1."""
        if not self._points:
            return -1
        view = self.plot.getViewBox()
        seen = [view.mapViewToScene(QPointF(point.at, point.level)) for point in self._points]
        # the pointer moves in the viewport, and points stand in the scene
        scene = self.mapToScene(position.toPoint())
        across = [abs(spot.x() - scene.x()) for spot in seen]
        # two assessments of one day stand above each other: among these the height decides
        near = [number for number, distance in enumerate(across) if distance <= min(across) + 1]
        best = min(near, key=lambda number: abs(seen[number].y() - scene.y()))
        return best if across[best] <= NEAR else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Reach the point under the pointer."""
        super().mouseMoveEvent(event)
        self._reach(self._nearest(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the point under the pointer."""
        super().mousePressEvent(event)
        number = self._nearest(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._reach(number)
            self.point_picked.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of the point."""
        super().leaveEvent(event)
        # the keys still act on the point while the chart has the focus
        if not self.hasFocus():
            self._reach(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move along the points; Enter picks one."""
        last = len(self._points) - 1
        # from no point at all, the first step to the left reaches the newest
        start = self._current if self._current >= 0 else last + 1
        moves = {
            Qt.Key.Key_Left: max(start - 1, 0),
            Qt.Key.Key_Right: min(start + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if last >= 0 and key in moves:
            self._reach(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._current <= last:
            self.point_picked.emit(self._current)
        else:
            # keys that it has no use for go on to the page, which scrolls by them
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus and reach the newest point."""
        super().focusInEvent(event)
        if self._current < 0:
            self._reach(len(self._points) - 1)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the point."""
        super().focusOutEvent(event)
        self._reach(-1)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart and, where it has the focus, a ring around it."""
        super().paintEvent(event)
        if self.hasFocus():
            # a scroll area paints into its viewport; a painter on the widget itself is not allowed here
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.pen("accent", 2))
            radius = self.theme.radius("control")
            painter.drawRoundedRect(self.viewport().rect().toRectF().adjusted(1, 1, -1, -1), radius, radius)
            painter.end()

    def refit(self) -> None:
        """Fit the axes; the points stay as they are."""
        if self._points and self._width:
            self._fit_time()
        elif self._points and self.isVisible():
            self.redraw()

    def _limits(self) -> tuple[float, float]:
        """Left and right end of the time axis, with room for half a label at both."""
        first, last = self._points[0].at, self._points[-1].at
        if last == first:
            return first - ALONE, last + ALONE
        metrics = QFontMetrics(self.theme.font("small"))
        half = max(metrics.horizontalAdvance(point.label) for point in (self._points[0], self._points[-1])) / 2 + EDGE
        # leaves the days at least half of the width, and the division below away from nothing
        width = max(self.plot.getViewBox().width(), 4 * half)
        # half a label in days: the days share what the two halves leave of the width
        air = (last - first) * half / (width - 2 * half)
        return first - air, last + air
