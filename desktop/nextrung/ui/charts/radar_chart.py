"""Levels, targets and earlier levels on spokes. Optional: lengths along spokes are harder to compare than dots."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, hypot, inf, pi, sin

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from nextrung.questionnaire.model import is_asked
from nextrung.ui.charts.gap_chart import GapRow, row_words
from nextrung.ui.charts.keyboard_plot import KeyboardPlot
from nextrung.ui.charts.level_rows import LEVELS
from nextrung.ui.theme.theme import Theme

REACH = 5.0
"""Length of a spoke, in levels: the highest one."""
NAME_AT = 5.35
"""Where a name begins, in levels: a little outside the outer ring, clear of a dot on it."""
UPRIGHT = 0.2
"""Cosine below which a spoke is so steep that its name stands in the middle above or below it."""
FLAT = 0.05
"""Share of a spoke along one direction below which that direction sets no limit to the size of the rings."""
AIR = 6
"""Device-independent pixels around a name; the library keeps four itself."""
SMALLEST = 60
"""Radius of the rings at the least, in device-independent pixels."""


class RadarChart(KeyboardPlot):
    """One spoke a competency, in the order of the questionnaire."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_rows`` gives them data."""
        super().__init__(theme, name, parent)
        self._rows: Sequence[GapRow] = ()
        self._scale = SMALLEST / REACH
        # with "finite" a curve breaks at NaN: one item draws all rings, and a missing level leaves a gap
        self._rings = pg.PlotCurveItem(connect="finite")
        self._spokes = pg.PlotCurveItem(connect="pairs")
        self._target = pg.PlotCurveItem(connect="finite")
        self._earlier = pg.PlotCurveItem(connect="finite")
        self._level = pg.PlotCurveItem(connect="finite")
        self._dots = pg.ScatterPlotItem(pxMode=True)
        # dashes and dots lie over the whole line, so that all are seen where they are the same
        for item in (self._rings, self._spokes, self._level, self._target, self._earlier, self._dots):
            self.plot.addItem(item)
        self._marker = pg.ScatterPlotItem(pxMode=True)
        self._marker.setVisible(False)
        self.plot.addItem(self._marker)
        self._texts: list[pg.TextItem] = []
        # a level is as long across as upwards, or lengths on spokes could not be compared
        self.plot.setAspectLocked(True)
        for side in ("left", "bottom"):
            self.plot.showAxis(side, False)

    def show_rows(self, rows: Sequence[GapRow]) -> None:
        """Show the rows, the first at the top, the rest clockwise."""
        self._rows = rows
        self.redraw()

    def count(self) -> int:
        """How many spokes there are."""
        return len(self._rows)

    def words_of(self, at: int) -> str:
        """Level, range, target and earlier level of a spoke."""
        return row_words(self._rows[at])

    def row_at(self, point: QPoint) -> int | None:
        """The spoke nearest to a point of the widget."""
        spot = self.plot.getViewBox().mapSceneToView(self.mapToScene(point))
        # one level beyond where names begin: a click on a name counts for its spoke
        if not self._rows or hypot(spot.x(), spot.y()) > NAME_AT + 1:
            return None
        # from the top and clockwise, where mathematics counts from the right and the other way round
        angle = (pi / 2 - atan2(spot.y(), spot.x())) % (2 * pi)
        return round(angle / (2 * pi) * len(self._rows)) % len(self._rows)

    def mark(self, at: int | None) -> None:
        """Ring the level (or the target) of the spoke that the keys act on."""
        self._marker.setVisible(at is not None)
        if at is not None:
            angle = self._angles()[at]
            # a spoke without a level has only its target to ring
            length = self._rows[at].level or self._rows[at].target
            self._marker.setData(
                # a ring more than twice as wide as a dot, so that there is air between them
                x=[length * cos(angle)],
                y=[length * sin(angle)],
                size=20,
                brush=None,
                pen=self.pen("accent", 2),
            )

    def _angles(self) -> list[float]:
        return [pi / 2 - 2 * pi * at / len(self._rows) for at in range(len(self._rows))]

    def redraw(self) -> None:
        """Draw the rows."""
        rows = self._rows
        if not rows:
            return
        line = QFontMetrics(self.theme.font("body")).height()
        self.ask_for(24 * line)
        angles = self._angles()
        self._fit(rows, angles)
        rings = [_closed([float(level)] * len(rows), angles) for level in LEVELS]
        self._rings.setData(
            np.concatenate([np.append(xs, np.nan) for xs, _ in rings]),
            np.concatenate([np.append(ys, np.nan) for _, ys in rings]),
        )
        self._rings.setPen(self.pen("border"))
        self._spokes.setData(
            np.array([x for angle in angles for x in (0.0, REACH * cos(angle))]),
            np.array([y for angle in angles for y in (0.0, REACH * sin(angle))]),
        )
        self._spokes.setPen(self.pen("border"))
        self._target.setData(*_closed([row.target if is_asked(row.target) else None for row in rows], angles))
        self._target.setPen(self.pen("text", 1.8, Qt.PenStyle.DashLine))
        self._earlier.setData(*_closed([row.earlier for row in rows], angles))
        self._earlier.setPen(self.pen("muted", 1.5, Qt.PenStyle.DotLine))
        self._level.setData(*_closed([row.level for row in rows], angles))
        self._level.setPen(self.pen("accent", 2.5))
        known = [(row.level, angle) for row, angle in zip(rows, angles, strict=True) if row.level is not None]
        self._dots.setData(
            x=[level * cos(angle) for level, angle in known],
            y=[level * sin(angle) for level, angle in known],
            size=9,
            brush=self.theme.color("accent"),
            pen=self.pen("surface", 1.5),
        )
        self._write(rows, angles)

    def _fit(self, rows: Sequence[GapRow], angles: Sequence[float]) -> None:
        """Make the rings as large as the names around them leave room for."""
        view = self.plot.getViewBox()
        half = (view.width() / 2, view.height() / 2)
        metrics = self.theme.font_metrics("small")
        high = metrics.height() + 2 * AIR  # a name stands on the end of its spoke, or hangs from it
        scales = []
        for row, angle in zip(rows, angles, strict=True):
            # in the middle above or below, a name reaches half of its width to either side
            wide = metrics.horizontalAdvance(row.name) * (0.5 if abs(cos(angle)) < UPRIGHT else 1.0) + 2 * AIR
            for room, taken, part in ((half[0], wide, abs(cos(angle))), (half[1], high, abs(sin(angle)))):
                if part > FLAT:
                    scales.append((room - taken) / (NAME_AT * part))
        # pixels in a level; the name with the least room decides
        scale = max(min(scales), SMALLEST / REACH)
        # names of many spokes are moved clear of each other, and reach further up and down by that
        while scale > SMALLEST / REACH and max(map(abs, self._heights(angles, scale))) > half[1] - AIR - high / 4:
            scale = max(scale * 0.96, SMALLEST / REACH)
        self._scale = scale
        self.plot.setRange(
            xRange=(-half[0] / scale, half[0] / scale), yRange=(-half[1] / scale, half[1] / scale), padding=0
        )

    def _heights(self, angles: Sequence[float], scale: float) -> list[float]:
        """How far the middle of each name lies above that of the chart, in pixels at ``scale`` pixels in a level.

        A name above stands on the end of its spoke, one below hangs from it; where spokes are close to each other it is
        moved on, so that it stands clear of the one before it on its side.
        """
        line = self.theme.font_metrics("small").height() + 1
        found = [(NAME_AT * scale + line / 2) * sin(angle) for angle in angles]
        for upwards in (1, -1):
            last = {-1: -inf, 1: -inf}
            here = (at for at, angle in enumerate(angles) if upwards * sin(angle) > -FLAT)
            # those in the middle above or below come last, and stand clear of both sides
            for at in sorted(here, key=lambda at: (abs(cos(angles[at])) < UPRIGHT, abs(sin(angles[at])))):
                across = cos(angles[at])
                sides = (-1, 1) if abs(across) < UPRIGHT else (1 if across > 0 else -1,)
                height = max(upwards * found[at], *(last[side] + line for side in sides), -inf)
                found[at] = upwards * height
                last.update(dict.fromkeys(sides, height))
        return found

    def _write(self, rows: Sequence[GapRow], angles: Sequence[float]) -> None:
        for text in self._texts:
            self.plot.removeItem(text)
        self._texts = []
        heights = self._heights(angles, self._scale)
        for row, angle, height in zip(rows, angles, heights, strict=True):
            side = cos(angle)
            # the part of the name nearest to the middle of the chart stands at the end of the spoke
            across = 0.5 if abs(side) < UPRIGHT else 0.0 if side > 0 else 1.0
            text = pg.TextItem(row.name, color=self.theme.color("text"), anchor=(across, 0.5))
            text.setFont(self.theme.font("small"))
            text.setPos(NAME_AT * side, height / self._scale)
            self.plot.addItem(text)
            self._texts.append(text)


def _closed(values: Sequence[float | None], angles: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """The corners of a ring through values on spokes; a value that is missing leaves a gap."""
    # the first corner comes last again, so that the ring closes
    lengths = np.array([np.nan if value is None else value for value in [*values, values[0]]], dtype=float)
    turns = np.array([*angles, angles[0]])
    return lengths * np.cos(turns), lengths * np.sin(turns)
