"""Two views of the same areas, one above the other in each row: a person's own levels, the coach's, the targets."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from nextrung.ui.charts.level_rows import DOT, LEVELS, LevelRows, pairs
from nextrung.ui.theme.theme import Theme

ROW_HEIGHT = (22, 44)
"""Beside a line of text, and at the least."""
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


class ViewsChart(LevelRows):
    """Dots for a person's own levels, squares in another colour for the coach's, diamonds for targets."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, ROW_HEIGHT, parent)
        self._rows: Sequence[ViewsRow] = ()
        self._own_ranges = pg.PlotCurveItem(connect="pairs")
        self._coach_ranges = pg.PlotCurveItem(connect="pairs")
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._squares = pg.ScatterPlotItem(pxMode=True)
        self.add_marks(self._own_ranges, self._coach_ranges, self._targets, self._dots, self._squares)

    def show_state(self, rows: Sequence[ViewsRow]) -> None:
        """Show the rows, the first on top."""
        self._rows = rows
        self.redraw()

    def words_of(self, at: int) -> str:
        """Both views and the target of a row as a sentence."""
        return row_words(self._rows[at])

    def redraw(self) -> None:
        """Draw the rows."""
        rows = self._rows
        if not rows:
            return
        self.draw_rows([row.name for row in rows])
        self._draw_ranges(rows)
        self.draw_targets((row.target, at) for at, row in enumerate(rows) if row.target is not None)
        self._draw_marks(rows)
        for at, row in enumerate(rows):
            if row.note:
                self.note(row.note, row.target or LEVELS[-1], at + APART)

    def _draw_ranges(self, rows: Sequence[ViewsRow]) -> None:
        own = [(at - APART, row.own_range) for at, row in enumerate(rows) if row.own_range is not None]
        self._own_ranges.setData(*pairs([((low, at), (high, at)) for at, (low, high) in own]))
        self._own_ranges.setPen(self.pen("accent", 2))
        coach = [(at + APART, row.coach_range) for at, row in enumerate(rows) if row.coach_range is not None]
        self._coach_ranges.setData(*pairs([((low, at), (high, at)) for at, (low, high) in coach]))
        self._coach_ranges.setPen(self.pen("other", 2, Qt.PenStyle.DashLine))

    def _draw_marks(self, rows: Sequence[ViewsRow]) -> None:
        own = [(at - APART, row.own) for at, row in enumerate(rows) if row.own is not None]
        coach = [(at + APART, row.coach) for at, row in enumerate(rows) if row.coach is not None]
        for item, points, symbol, size, brush in (
            (self._dots, own, "o", DOT, "accent"),
            (self._squares, coach, "s", SQUARE, "other"),
        ):
            item.setData(
                x=[level for _, level in points],
                y=[at for at, _ in points],
                symbol=symbol,
                size=size,
                brush=self.theme.color(brush),
                pen=self.pen("surface", 1.5),
            )


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
