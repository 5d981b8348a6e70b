"""What charts share whose rows are areas on the axis of levels: the grid, the targets, the notes, the row in hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Generic, Protocol, TypeVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from nextrung.questionnaire.model import is_asked
from nextrung.ui.charts.keyboard_plot import KeyboardPlot
from nextrung.ui.theme.theme import Theme

LEVELS = (1, 2, 3, 4, 5)
DOT = 12
DIAMOND = 22
"""A dot fits inside a diamond, whose sides are at 6.9 from its middle: where a level is its target both are seen."""
MARK = 11
"""Size of the mark of any other view in device-independent pixels. Its shape tells it from a dot without its colour."""
_CLEAR = (DIAMOND + MARK) / 2
"""From the own level and the target, which share a line, down to the first other view: they never touch."""
_PITCH = 10
"""From one other view down to the next, whose marks are seldom in one place: a part of each is seen even then."""
_APART = 4
"""Between the lowest mark of a row and the highest possible of the next."""
NOTE_AIR = 0.15
"""Levels between a target and the note beside it."""
DOCUMENT_MARGIN = 4
"""Pixels that a text item keeps free around its words."""
_EDGE = 0.07
"""Levels added at either end of the axis, so that marks on level 1 and 5 are not cut off at the edge of the view."""
_HALF = 0.48
"""Half of the height of a tinted row, in rows: less than 0.5, so that two neighbours would not touch."""

Line = tuple[tuple[float, float], tuple[float, float]]
Span = tuple[float, tuple[float, float]]
"""A height on the chart, and from which to which level."""
Point = tuple[float, float]
"""A height on the chart, and a level."""


class Named(Protocol):
    """What every row has."""

    @property
    def name(self) -> str:
        """What is beside the row."""


Row = TypeVar("Row", bound=Named)


class LevelRows(KeyboardPlot, Generic[Row]):
    """Rows of levels, the first on top; a sub-class draws its marks.

    Where marks would meet, one rule holds for all: the own level and the target share a line, the dot over the diamond,
    inside which it fits; every other view has a line of its own below, out of reach of both.
    """

    def __init__(self, theme: Theme, name: str, row_height: tuple[int, int], parent: QWidget | None = None) -> None:
        """``row_height`` is what a row has beside a line of text, and at the least, in device-independent pixels."""
        super().__init__(theme, name, parent)
        self._air, self._least = row_height
        self._rows: Sequence[Row] = ()
        self._row_height = 0
        # one item for all separate lines: each item of the library costs time of its own to build and to paint
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._rails = pg.PlotCurveItem(connect="pairs")
        self._targets = pg.ScatterPlotItem(pxMode=True)
        self._notes: list[pg.TextItem] = []
        self._marker = pg.LinearRegionItem(orientation="horizontal", movable=False, pen=pg.mkPen(None))
        # below everything that is drawn on the row, whose height in the stack is 0
        self._marker.setZValue(-20)
        self._marker.setVisible(False)
        for item in (self._marker, self._grid, self._rails):
            self.plot.addItem(item)
        # the library counts upwards; the first row is to be on top
        self.plot.getViewBox().invertY(True)

    def show_state(self, rows: Sequence[Row]) -> None:
        """Show the rows, the first on top."""
        self._rows = rows
        self.redraw()

    def redraw(self) -> None:
        """Draw the rows."""
        if self._rows:
            self._draw_frame(self._rows)
            self.draw(self._rows)

    def others(self, row: Row) -> int:
        """How many other views stand below the own level of a row; a sub-class says how many."""
        return 0

    def lane(self, at: int, place: int = 0) -> float:
        """Where a line of a row stands, in rows: the own level and the target at 0, other views from 1 on."""
        return at + (_down(place) - _middle(self.others(self._rows[at]))) / self._row_height

    def draw(self, rows: Sequence[Row]) -> None:
        """Draw the marks and notes of rows; a sub-class says which."""
        raise NotImplementedError

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def row_at(self, point: QPoint) -> int | None:
        """The row at a point of the widget."""
        at = self.plot.getViewBox().mapSceneToView(self.mapToScene(point)).y()
        # a row reaches half a unit above and below its number
        return round(at) if -0.5 <= at < self.count() - 0.5 else None

    def mark(self, at: int | None) -> None:
        """Tint the row that the keys act on."""
        self._marker.setVisible(at is not None)
        if at is not None:
            self._marker.setRegion((at - _HALF, at + _HALF))
            self._marker.setBrush(self.theme.color("accent_soft"))

    def _draw_frame(self, rows: Sequence[Row]) -> None:
        """Draw axes, grid and lines for rows, and take the notes of earlier ones away."""
        names = [row.name for row in rows]
        line = QFontMetrics(self.theme.font("body")).height()
        most = max(self.others(row) for row in rows)
        self._row_height = max(line + self._air, self._least, ceil(2 * (DIAMOND / 2 + _middle(most))) + _APART)
        # three lines more hold the labels of the axis and the air around them
        self.ask_for(len(names) * self._row_height + 3 * line)
        # half a row above the first and below the last, and a tenth more, so that their tint is not cut off
        top, bottom = -0.6, len(names) - 0.4
        self.plot.setXRange(LEVELS[0] - _EDGE, LEVELS[-1] + _EDGE, padding=0)
        self.plot.setYRange(top, bottom, padding=0)
        self.label_axes(list(enumerate(names)), [(level, str(level)) for level in LEVELS])
        self._grid.setData(*pairs([((level, top), (level, bottom)) for level in LEVELS]))
        self._grid.setPen(self.pen("border"))
        # a row of several views is held together by the lines between rows; one through it would pass for a range
        heights = [at - 0.5 for at in range(1, len(names))] if most else range(len(names))
        self._rails.setData(*pairs([((LEVELS[0], at), (LEVELS[-1], at)) for at in heights]))
        self._rails.setPen(self.pen("line", 1, Qt.PenStyle.DotLine))
        for note in self._notes:
            self.plot.removeItem(note)
        self._notes = []

    def draw_targets(self, targets: Iterable[tuple[float, float]]) -> None:
        """Draw a diamond at every (level, height) that asks for anything."""
        known = tuple((level, at) for level, at in targets if is_asked(level))
        self._targets.setData(
            x=[level for level, _ in known],
            y=[at for _, at in known],
            symbol="d",
            size=DIAMOND,
            brush=self.theme.color("surface"),
            pen=self.pen("text", 1.8),
        )

    def draw_spans(
        self,
        item: pg.PlotCurveItem,
        spans: Iterable[Span],
        color: str,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
        width: float = 2,
    ) -> None:
        """Draw likely ranges in a colour of the theme, ``width`` device-independent pixels thick."""
        item.setData(*pairs([((low, at), (high, at)) for at, (low, high) in spans]))
        item.setPen(self.pen(color, width, style))

    def draw_points(
        self, item: pg.ScatterPlotItem, points: Sequence[Point], colors: Sequence[str], symbol: str, size: float
    ) -> None:
        """Draw levels, each in its colour of the theme; ``size`` is in device-independent pixels."""
        item.setData(
            x=[level for _, level in points],
            y=[at for at, _ in points],
            symbol=symbol,
            size=size,
            brush=[self.theme.color(color) for color in colors],
            # an edge in the colour of the ground sets a mark off from a bar or range below it
            pen=self.pen("surface", 1.5),
        )

    def add_marks(self, *items: pg.GraphicsObject) -> None:
        """Add what a sub-class draws, from below to above, its targets among them."""
        for item in items:
            self.plot.addItem(item)

    def note(self, words: str, target: float, at: float) -> None:
        """Write a note into a row, on that side of the target where there is more room; shortened where it is less."""
        first, last = self.plot.getViewBox().viewRange()[0]
        before, after = target - NOTE_AIR - first, last - target - NOTE_AIR
        room = round(max(before, after) / (last - first) * self.plot.getViewBox().width())
        font = self.theme.font("small")
        # a text item is drawn by a QTextDocument, which keeps a margin free on either side
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room - 2 * DOCUMENT_MARGIN)
        # the anchor is the part of the text at its place: its start to the right of the target, its end to the left
        text = pg.TextItem(shown, color=self.theme.color("muted"), anchor=(0 if after >= before else 1, 0.5))
        text.setFont(font)
        text.setPos(target + NOTE_AIR if after >= before else target - NOTE_AIR, at)
        self.plot.addItem(text)
        self._notes.append(text)


def _down(place: int) -> float:
    """How far a line is below that of the own level, in device-independent pixels."""
    return _CLEAR + (place - 1) * _PITCH if place else 0.0


def _middle(others: int) -> float:
    """How far below the line of the own level the middle is of all that a row may show."""
    lowest = _down(others) + MARK / 2 if others else DIAMOND / 2
    return (lowest - DIAMOND / 2) / 2


def pairs(lines: Sequence[Line]) -> tuple[np.ndarray, np.ndarray]:
    """The ends of separate lines as the arrays that a curve with pairs takes."""
    xs = [end[0] for line in lines for end in line]
    ys = [end[1] for line in lines for end in line]
    return np.array(xs, dtype=float), np.array(ys, dtype=float)
