"""A person's own levels, and below each the views of those who were asked: the manager and groups of raters."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.charts.level_rows import DOT, MARK, LevelRows, Span
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.legend import SHAPE_COLORS, Mark
from nextrung.views.invitation import Part

ROW_HEIGHT = (22, 44)
"""What a row is higher than a line of text, and its least height, in device-independent pixels: room for the marks."""
BAND = 4
"""Thickness of a band without a middle: both of its ends and what is between them are seen as one thing."""
STAR = 18
"""A star of this size has as much colour as the other marks: most of its square is free."""
MARKS: dict[Part, Mark] = {
    "manager": "triangle",
    "colleague": "square",
    "led": "hexagon",
    "client": "star",
    "coach": "pentagon",
}
"""Its shape tells a group from the others, without its colour."""
_SYMBOLS: dict[Mark, str] = {"triangle": "t1", "square": "s", "hexagon": "h", "star": "star", "pentagon": "p"}


class SeenBy(Struct, frozen=True):
    """How one group sees an area: a level with its range, or a range alone; ``words`` say it."""

    part: str
    level: float | None
    range: tuple[float, float] | None
    words: str


class RoundRow(Struct, frozen=True):
    """One row, in levels: the own one with its likely range, the target, and how groups see it."""

    name: str
    own: float | None
    own_range: tuple[float, float] | None
    target: float | None
    seen: tuple[SeenBy, ...]


class RoundChart(LevelRows[RoundRow]):
    """Dots for own levels, other shapes for groups, diamonds for targets; of few raters both ends of a band."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, ROW_HEIGHT, parent)
        self._own_ranges = pg.PlotCurveItem(connect="pairs")
        self._dots = pg.ScatterPlotItem(pxMode=True)
        # made for groups that are there: each item of the library costs time of its own to build and to paint
        self._lines: dict[tuple[Part, bool], pg.PlotCurveItem] = {}
        self._seen: dict[Part, pg.ScatterPlotItem] = {}
        self.add_marks(self._own_ranges, self._targets, self._dots)

    def words_of(self, at: int) -> str:
        """All views of a row as a sentence."""
        row = self._rows[at]
        tr = QCoreApplication.translate
        parts = []
        if row.own is not None and row.own_range is not None:
            words = tr("charts", "own level {0}, likely {1} to {2}")
            parts.append(words.format(*(labels.level(number) for number in (row.own, *row.own_range))))
        parts += [one.words for one in row.seen]
        if row.target is not None:
            parts.append(tr("charts", "target {0}").format(labels.target_level(row.target)))
        return f"{row.name}: {', '.join(parts)}"

    def refit(self) -> None:
        """Nothing is drawn anew: all marks are placed in levels and rows, none by the size of the view."""

    def others(self, row: RoundRow) -> int:
        """As many as groups are shown."""
        return len(row.seen)

    def draw(self, rows: Sequence[RoundRow]) -> None:
        """Draw all views with their ranges, and the targets."""
        self.draw_targets((row.target, self.lane(at)) for at, row in enumerate(rows) if row.target is not None)
        own = [(self.lane(at), row.own_range) for at, row in enumerate(rows) if row.own_range is not None]
        self.draw_spans(self._own_ranges, own, "accent")
        dots = [(self.lane(at), row.own) for at, row in enumerate(rows) if row.own is not None]
        self.draw_points(self._dots, dots, ["accent"] * len(dots), "o", DOT)
        for part in MARKS:
            self._draw_part(
                part,
                [
                    (self.lane(at, place), one)
                    for at, row in enumerate(rows)
                    for place, one in enumerate(row.seen, start=1)
                    if one.part == part
                ],
            )

    def _draw_part(self, part: Part, found: Sequence[tuple[float, SeenBy]]) -> None:
        mark = MARKS[part]
        color = SHAPE_COLORS[mark]
        for band in (False, True):
            spans = [(lane, one.range) for lane, one in found if one.range is not None and (one.level is None) is band]
            self._draw_lines(part, spans, color, band=band)
        if part not in self._seen:
            if not found:
                return
            self._seen[part] = pg.ScatterPlotItem(pxMode=True)
            self.add_marks(self._seen[part])
        points = [(lane, end) for lane, one in found for end in _marked(one)]
        size = STAR if mark == "star" else MARK
        self.draw_points(self._seen[part], points, [color] * len(points), _SYMBOLS[mark], size)

    def _draw_lines(self, part: Part, spans: Sequence[Span], color: str, *, band: bool) -> None:
        """Draw likely ranges as thin broken lines, and bands as thick ones."""
        if (part, band) not in self._lines:
            if not spans:
                return
            self._lines[part, band] = pg.PlotCurveItem(connect="pairs")
            self.add_marks(self._lines[part, band])
        if band:
            self.draw_spans(self._lines[part, band], spans, color, width=BAND)
        else:
            self.draw_spans(self._lines[part, band], spans, color, Qt.PenStyle.DashLine)


def _marked(one: SeenBy) -> tuple[float, ...]:
    """Where a view has its mark: at its level, or at both ends of a band, which has no middle that could be meant."""
    return one.range or () if one.level is None else (one.level,)
