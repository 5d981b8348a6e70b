"""Two views of the same areas, one above the other in each row: a person's own levels, the coach's, the targets."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from nextrung.ui.charts.gap_chart import DIAMOND, DOT, LEVELS, NOTE_LEFT_FROM, pairs
from nextrung.ui.charts.reach import ReachPlot
from nextrung.ui.theme.theme import Theme

SQUARE = 12
APART = 0.21
"""How far the two views stand above and below the middle of a row."""

Range = tuple[float, float] | None


class ViewsRow(Struct, frozen=True):
    """One row, in levels: both views with their likely ranges, the target, and a note where the coach has no level."""

    name: str
    own: float | None
    own_range: Range
    coach: float | None
    coach_range: Range
    target: float | None
    note: str = ""


class ViewsChart(ReachPlot):
    """Dots for a person's own levels, squares in another colour for the coach's, diamonds for targets."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, parent)
        self._rows: Sequence[ViewsRow] = ()
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._rails = pg.PlotCurveItem(connect="pairs")
        self._own_ranges = pg.PlotCurveItem(connect="pairs")
        self._coach_ranges = pg.PlotCurveItem(connect="pairs")
        self._targets = pg.ScatterPlotItem(pxMode=True)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._squares = pg.ScatterPlotItem(pxMode=True)
        self._notes: list[pg.TextItem] = []
        self._marker = pg.LinearRegionItem(orientation="horizontal", movable=False, pen=pg.mkPen(None))
        self._marker.setZValue(-20)
        self._marker.setVisible(False)
        self.plot.addItem(self._marker)
        lines = (self._grid, self._rails, self._own_ranges, self._coach_ranges)
        for item in (*lines, self._targets, self._dots, self._squares):
            self.plot.addItem(item)
        self.plot.getViewBox().invertY(True)

    def show_state(self, rows: Sequence[ViewsRow]) -> None:
        """Show the rows, the first on top."""
        self._rows = rows
        self.redraw()

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def words_of(self, at: int) -> str:
        """Both views and the target of a row as a sentence."""
        return row_words(self._rows[at])

    def row_at(self, point: QPoint) -> int | None:
        """The row at a point of the widget."""
        at = self.plot.getViewBox().mapSceneToView(self.mapToScene(point)).y()
        return round(at) if -0.5 <= at < len(self._rows) - 0.5 else None

    def mark(self, at: int | None) -> None:
        """Tint the row that the keys act on."""
        self._marker.setVisible(at is not None)
        if at is not None:
            self._marker.setRegion((at - 0.48, at + 0.48))
            self._marker.setBrush(self.theme.color("accent_soft"))

    def redraw(self) -> None:
        """Draw the rows."""
        rows = self._rows
        if not rows:
            return
        line = QFontMetrics(self.theme.font("body")).height()
        self.setMinimumHeight(len(rows) * max(line + 22, 44) + 3 * line)
        self.plot.setXRange(0.93, 5.07, padding=0)
        self.plot.setYRange(-0.6, len(rows) - 0.4, padding=0)
        self.dress_axes([(at, row.name) for at, row in enumerate(rows)], [(level, str(level)) for level in LEVELS])
        self._draw_lines(rows)
        self._draw_marks(rows)
        self._write_notes(rows)

    def _draw_lines(self, rows: Sequence[ViewsRow]) -> None:
        last = len(rows) - 0.4
        self._grid.setData(*pairs([((level, -0.6), (level, last)) for level in LEVELS]))
        self._grid.setPen(self.pen("border"))
        self._rails.setData(*pairs([((1, at), (5, at)) for at in range(len(rows))]))
        self._rails.setPen(self.pen("line", 1, Qt.PenStyle.DotLine))
        own = [(at - APART, row.own_range) for at, row in enumerate(rows) if row.own_range is not None]
        self._own_ranges.setData(*pairs([((low, at), (high, at)) for at, (low, high) in own]))
        self._own_ranges.setPen(self.pen("accent", 2))
        coach = [(at + APART, row.coach_range) for at, row in enumerate(rows) if row.coach_range is not None]
        self._coach_ranges.setData(*pairs([((low, at), (high, at)) for at, (low, high) in coach]))
        self._coach_ranges.setPen(self.pen("other", 2, Qt.PenStyle.DashLine))

    def _draw_marks(self, rows: Sequence[ViewsRow]) -> None:
        targets = [(at, row.target) for at, row in enumerate(rows) if row.target is not None]
        own = [(at - APART, row.own) for at, row in enumerate(rows) if row.own is not None]
        coach = [(at + APART, row.coach) for at, row in enumerate(rows) if row.coach is not None]
        edge = self.pen("surface", 1.5)
        for item, points, symbol, size, brush, pen in (
            (self._targets, targets, "d", DIAMOND, "surface", self.pen("text", 1.8)),
            (self._dots, own, "o", DOT, "accent", edge),
            (self._squares, coach, "s", SQUARE, "other", edge),
        ):
            item.setData(
                x=[level for _, level in points],
                y=[at for at, _ in points],
                symbol=symbol,
                size=size,
                brush=self.theme.color(brush),
                pen=pen,
            )

    def _write_notes(self, rows: Sequence[ViewsRow]) -> None:
        for note in self._notes:
            self.plot.removeItem(note)
        self._notes = []
        for at, row in enumerate(rows):
            if row.note:
                text = pg.TextItem(row.note, color=self.theme.color("muted"), anchor=(0, 0.5))
                text.setFont(self.theme.font("small"))
                target = row.target or 5.0
                text.setPos(target + 0.15 if target < NOTE_LEFT_FROM else 1.03, at + APART)
                self.plot.addItem(text)
                self._notes.append(text)


def row_words(row: ViewsRow) -> str:
    """Both views and the target of a row as a sentence."""
    tr = QCoreApplication.translate
    parts = []
    if row.own is not None and row.own_range is not None:
        words = tr("charts", "own level {0}, likely {1} to {2}")
        parts.append(words.format(*(f"{number:.1f}" for number in (row.own, *row.own_range))))
    if row.coach is not None and row.coach_range is not None:
        words = tr("charts", "coach’s view {0}, likely {1} to {2}")
        parts.append(words.format(*(f"{number:.1f}" for number in (row.coach, *row.coach_range))))
    if row.note:
        parts.append(row.note)
    if row.target is not None:
        parts.append(tr("charts", "target {0}").format(f"{row.target:.1f}"))
    return f"{row.name}: {', '.join(parts)}"
