"""Levels with their likely ranges against a role's targets, one row a competency."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from nextrung.ui.charts.reach import ReachPlot
from nextrung.ui.theme.theme import Theme

LEVELS = (1, 2, 3, 4, 5)
DOT = 14
DIAMOND = 17
RING = 10
BAR = 8
NOTE_LEFT_FROM = 3.2
"""Targets from here on leave room for the note on their left."""


class GapRow(Struct, frozen=True):
    """One row: level and likely range in levels (None where there is no level), target, and a note for such rows."""

    name: str
    level: float | None
    low: float | None
    high: float | None
    target: float
    note: str = ""
    earlier: float | None = None
    """The level at an earlier assessment."""

    @property
    def reached(self) -> bool:
        """Whether the level is at or above the target."""
        return self.level is not None and self.level >= self.target


class GapChart(ReachPlot):
    """Sorted dots: where you are, where the role asks you to be, where you were. A click on a row picks it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, parent)
        self._rows: Sequence[GapRow] = ()
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._rails = pg.PlotCurveItem(connect="pairs")
        self._bars = pg.PlotCurveItem(connect="pairs")
        self._ranges = pg.PlotCurveItem(connect="pairs")
        self._rings = pg.ScatterPlotItem(pxMode=True)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._targets = pg.ScatterPlotItem(pxMode=True)
        self._notes: list[pg.TextItem] = []
        self._marker = pg.LinearRegionItem(orientation="horizontal", movable=False, pen=pg.mkPen(None))
        self._marker.setZValue(-20)
        self._marker.setVisible(False)
        self.plot.addItem(self._marker)
        for item in (self._grid, self._rails, self._bars, self._ranges, self._rings, self._dots, self._targets):
            self.plot.addItem(item)
        self.plot.getViewBox().invertY(True)

    def show_state(self, rows: Sequence[GapRow]) -> None:
        """Show the rows, the first on top."""
        self._rows = rows
        self.redraw()

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def words_of(self, at: int) -> str:
        """Level, range, target and earlier level of a row."""
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
        self.setMinimumHeight(len(rows) * max(line + 10, 30) + 3 * line)
        self.plot.setXRange(0.93, 5.07, padding=0)
        self.plot.setYRange(-0.6, len(rows) - 0.4, padding=0)
        self.dress_axes([(at, row.name) for at, row in enumerate(rows)], [(level, str(level)) for level in LEVELS])
        self._draw_lines(rows)
        self._draw_marks(rows)

    def _draw_lines(self, rows: Sequence[GapRow]) -> None:
        last = len(rows) - 0.4
        self._grid.setData(*pairs([((level, -0.6), (level, last)) for level in LEVELS]))
        self._grid.setPen(self.pen("border"))
        self._rails.setData(*pairs([((1, at), (5, at)) for at in range(len(rows))]))
        self._rails.setPen(self.pen("line", 1, Qt.PenStyle.DotLine))
        gaps = [
            ((row.level, at), (row.target, at))
            for at, row in enumerate(rows)
            if row.level is not None and not row.reached
        ]
        self._bars.setData(*pairs(gaps))
        self._bars.setPen(self.pen("gap_bar", BAR))
        ranges = [
            ((row.low, at), (row.high, at))
            for at, row in enumerate(rows)
            if row.low is not None and row.high is not None
        ]
        self._ranges.setData(*pairs(ranges))
        self._ranges.setPen(self.pen("accent", 2))

    def _draw_marks(self, rows: Sequence[GapRow]) -> None:
        earlier = [(at, row.earlier) for at, row in enumerate(rows) if row.earlier is not None]
        self._rings.setData(
            x=[level for _, level in earlier],
            y=[at for at, _ in earlier],
            size=RING,
            brush=None,
            pen=self.pen("control", 1.6),
        )
        levels = [(at, row) for at, row in enumerate(rows) if row.level is not None]
        self._dots.setData(
            x=[row.level for _, row in levels],
            y=[at for at, _ in levels],
            size=DOT,
            brush=[self.theme.color("good" if row.reached else "accent") for _, row in levels],
            pen=self.pen("surface", 1.5),
        )
        self._targets.setData(
            x=[row.target for row in rows],
            y=list(range(len(rows))),
            symbol="d",
            size=DIAMOND,
            brush=self.theme.color("surface"),
            pen=self.pen("text", 1.8),
        )
        for note in self._notes:
            self.plot.removeItem(note)
        self._notes = []
        for at, row in enumerate(rows):
            if row.level is None:
                text = pg.TextItem(row.note, color=self.theme.color("muted"), anchor=(0, 0.5))
                text.setFont(self.theme.font("small"))
                beside = row.target + 0.15 if row.target < NOTE_LEFT_FROM else 1.03
                text.setPos(beside, at)
                self.plot.addItem(text)
                self._notes.append(text)


def row_words(row: GapRow) -> str:
    """Level, range, target and earlier level of a row as a sentence."""
    if row.level is None or row.low is None or row.high is None:
        return f"{row.name}: {row.note}"
    text = QCoreApplication.translate("charts", "{0}: level {1}, likely {2} to {3}, target {4}")
    words = text.format(row.name, *(f"{number:.1f}" for number in (row.level, row.low, row.high, row.target)))
    if row.earlier is None:
        return words
    return QCoreApplication.translate("charts", "{0}, earlier {1}").format(words, f"{row.earlier:.1f}")


def pairs(lines: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> tuple[np.ndarray, np.ndarray]:
    """The ends of separate lines as the arrays that a curve with pairs takes."""
    xs = [end[0] for line in lines for end in line]
    ys = [end[1] for line in lines for end in line]
    return np.array(xs, dtype=float), np.array(ys, dtype=float)
