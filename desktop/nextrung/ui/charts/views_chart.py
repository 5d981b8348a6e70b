"""Two views of the same areas, one above the other in each row: a person's own levels, the coach's, the targets."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.charts.level_rows import DOT, LEVELS, MARK, LevelRows
from nextrung.ui.theme.theme import Theme

ROW_HEIGHT = (22, 44)
"""What a row is higher than a line of text, and its least height, in device-independent pixels: room for two marks."""

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
    own_note: str = ""
    """The same where the person has none."""


class ViewsChart(LevelRows[ViewsRow]):
    """Dots for a person's own levels, squares in another colour for the coach's, diamonds for targets."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, ROW_HEIGHT, parent)
        self._own_ranges = pg.PlotCurveItem(connect="pairs")
        self._coach_ranges = pg.PlotCurveItem(connect="pairs")
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._squares = pg.ScatterPlotItem(pxMode=True)
        self.add_marks(self._own_ranges, self._coach_ranges, self._targets, self._dots, self._squares)

    def words_of(self, at: int) -> str:
        """Both views and the target of a row as a sentence."""
        return row_words(self._rows[at])

    def others(self, _row: ViewsRow) -> int:
        """The coach's alone."""
        return 1

    def draw(self, rows: Sequence[ViewsRow]) -> None:
        """Draw both views with their likely ranges, and targets."""
        self._draw_ranges(rows)
        self.draw_targets((row.target, self.lane(at)) for at, row in enumerate(rows) if row.target is not None)
        self._draw_marks(rows)
        for at, row in enumerate(rows):
            for words, lane in ((row.own_note, self.lane(at)), (row.note, self.lane(at, 1))):
                if words:
                    # without a target the note goes to the left of the highest level, where the row is longest
                    self.note(words, row.target or LEVELS[-1], lane)

    def _draw_ranges(self, rows: Sequence[ViewsRow]) -> None:
        own = [(self.lane(at), row.own_range) for at, row in enumerate(rows) if row.own_range is not None]
        self.draw_spans(self._own_ranges, own, "accent")
        coach = [(self.lane(at, 1), row.coach_range) for at, row in enumerate(rows) if row.coach_range is not None]
        self.draw_spans(self._coach_ranges, coach, "other", Qt.PenStyle.DashLine)

    def _draw_marks(self, rows: Sequence[ViewsRow]) -> None:
        own = [(self.lane(at), row.own) for at, row in enumerate(rows) if row.own is not None]
        coach = [(self.lane(at, 1), row.coach) for at, row in enumerate(rows) if row.coach is not None]
        self.draw_points(self._dots, own, ["accent"] * len(own), "o", DOT)
        self.draw_points(self._squares, coach, ["other"] * len(coach), "s", MARK)


def row_words(row: ViewsRow) -> str:
    """Both views and the target of a row as a sentence."""
    tr = QCoreApplication.translate
    parts = []
    if row.own is not None and row.own_range is not None:
        words = tr("charts", "own level {0}, likely {1} to {2}")
        parts.append(words.format(*(labels.level(number) for number in (row.own, *row.own_range))))
    if row.coach is not None and row.coach_range is not None:
        words = tr("charts", "coach’s view {0}, likely {1} to {2}")
        parts.append(words.format(*(labels.level(number) for number in (row.coach, *row.coach_range))))
    parts += [words for words in (row.own_note, row.note) if words]
    if row.target is not None:
        parts.append(tr("charts", "target {0}").format(labels.target_level(row.target)))
    return f"{row.name}: {', '.join(parts)}"
