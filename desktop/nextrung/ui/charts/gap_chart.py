"""Levels with their likely ranges against a role's targets, one row a competency."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from nextrung import rounding
from nextrung.questionnaire.model import is_asked
from nextrung.ui import labels
from nextrung.ui.charts.level_rows import DOT, LevelRows, pairs
from nextrung.ui.theme.theme import Theme

ROW_HEIGHT = (16, 36)
"""What a row is higher than a line of text, and its least height, in device-independent pixels."""
RING = 17
"""Diameter around a dot, in device-independent pixels: an earlier level that is the same as now is seen as well."""
BAR = 8
"""Thickness of a gap: thinner than a dot, so that the marks at its ends stand out from it."""


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
        return self.level is not None and self.asked and rounding.reached(self.target, self.level)

    @property
    def below(self) -> bool:
        """Whether the level is below the target."""
        return self.level is not None and self.asked and not self.reached

    @property
    def asked(self) -> bool:
        """Whether the role has a target here."""
        return is_asked(self.target)


class GapChart(LevelRows[GapRow]):
    """Sorted dots: where you are, where the role asks you to be, where you were. A click on a row picks it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, ROW_HEIGHT, parent)
        self._bars = pg.PlotCurveItem(connect="pairs")
        self._ranges = pg.PlotCurveItem(connect="pairs")
        self._rings = pg.ScatterPlotItem(pxMode=True)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self.add_marks(self._bars, self._ranges, self._targets, self._rings, self._dots)

    def words_of(self, at: int) -> str:
        """Level, range, target and earlier level of a row."""
        return row_words(self._rows[at])

    def draw(self, rows: Sequence[GapRow]) -> None:
        """Draw levels, likely ranges, gaps, targets and earlier levels."""
        self._draw_lines(rows)
        self._draw_marks(rows)
        self.draw_targets((row.target, at) for at, row in enumerate(rows))
        for at, row in enumerate(rows):
            if row.level is None:
                self.note(row.note, row.target, at)

    def _draw_lines(self, rows: Sequence[GapRow]) -> None:
        gaps = [
            ((row.level, at), (row.target, at)) for at, row in enumerate(rows) if row.level is not None and row.below
        ]
        self._bars.setData(*pairs(gaps))
        self._bars.setPen(self.pen("gap_bar", BAR))
        spans = [
            (at, (row.low, row.high)) for at, row in enumerate(rows) if row.low is not None and row.high is not None
        ]
        self.draw_spans(self._ranges, spans, "accent")

    def _draw_marks(self, rows: Sequence[GapRow]) -> None:
        earlier = [(at, row.earlier) for at, row in enumerate(rows) if row.earlier is not None]
        self._rings.setData(
            x=[level for _, level in earlier],
            y=[at for at, _ in earlier],
            size=RING,
            brush=None,
            pen=self.pen("control", 1.6),
        )
        points = [(at, row.level) for at, row in enumerate(rows) if row.level is not None]
        colors = ["good" if row.reached else "accent" for row in rows if row.level is not None]
        self.draw_points(self._dots, points, colors, "o", DOT)


def row_words(row: GapRow) -> str:
    """Level, range, target and earlier level of a row as a sentence."""
    if row.level is None or row.low is None or row.high is None:
        return QCoreApplication.translate("charts", "{0}: no level, {1}").format(row.name, row.note)
    text = QCoreApplication.translate("charts", "{0}: level {1}, likely {2} to {3}, target {4}")
    if not row.asked:
        text = QCoreApplication.translate("charts", "{0}: level {1}, likely {2} to {3}, no target")
    words = text.format(row.name, *(labels.level(number) for number in (row.level, row.low, row.high, row.target)))
    if row.earlier is None:
        return words
    return QCoreApplication.translate("charts", "{0}, earlier {1}").format(words, labels.level(row.earlier))
