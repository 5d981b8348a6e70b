"""A level, its likely range and a target on the scale from 1 to 5, painted without the plotting library."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nextrung import rounding
from nextrung.questionnaire.model import is_asked
from nextrung.ui.theme.theme import Theme

LEVELS = (1, 2, 3, 4, 5)
WIDTH, NARROWEST = 200, 80
BESIDE = 10
"""Room beside the rail, so that marks at its ends are whole."""
BAR, DOT, DIAMOND = 8, 7, 9
"""Thickness of the gap; from the middle to the edge of the other marks. Device-independent pixels."""
OUTLINE = 2
"""How far the pointed corner of an outline 1.8 thick reaches beyond that edge, rounded up."""
BETWEEN_NAMES = 8
"""The least distance of two names, in device-independent pixels; under it the numbers stand alone."""


class ScaleMarks(Struct, frozen=True):
    """Where somebody is, in levels (None where there is no level), and where the role asks them to be."""

    level: float | None
    low: float | None
    high: float | None
    target: float


class LevelScale(QWidget):
    """One row: rail, gap, likely range, level and target, with the levels below it, by name where there is room."""

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None) -> None:
        """``height`` at a text size of 100 %."""
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._names: Sequence[str] = ()
        self._standing: ScaleMarks | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_standing(self, standing: ScaleMarks | None, words: str, names: Sequence[str] = ()) -> None:
        """Show where somebody is; ``words`` say it, ``names`` are those of the five levels. None shows nothing."""
        self._standing = standing
        self._names = names
        self.updateGeometry()
        self.setAccessibleName(words)
        self.setVisible(standing is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """The width asked for, and the height at the present text size, in device-independent pixels."""
        return QSize(WIDTH, self._least_height())

    def minimumSizeHint(self) -> QSize:
        """The least width, and the height that was asked for, at the present text size."""
        return QSize(NARROWEST, self._least_height())

    def _least_height(self) -> int:
        """The height asked for, or what the tallest mark with its outline takes above the line of words."""
        return max(self._theme.em(self._height), 2 * (DIAMOND + OUTLINE) + QFontMetrics(self._font()).height())

    def _font(self) -> QFont:
        return self._theme.font("small" if self._names else "tiny")

    def ticks(self) -> tuple[str, ...]:
        """What stands below the levels: names too where all of them fit, else numbers."""
        if not self._names:
            return tuple(str(level) for level in LEVELS)
        named = tuple(f"{level} {name}" for level, name in zip(LEVELS, self._names, strict=True))
        metrics = QFontMetrics(self._theme.font("small"))
        wide = [metrics.horizontalAdvance(one) for one in named]
        room = (self.width() - 2 * BESIDE) / (len(LEVELS) - 1)
        # the first and the last stand at the edge, so that they reach further in than half of their width
        inside = (wide[0] + wide[1] / 2, *(wide[at] / 2 + wide[at + 1] / 2 for at in (1, 2)), wide[3] / 2 + wide[4])
        fits = all(one + BETWEEN_NAMES <= room for one in inside)
        return named if fits else tuple(str(level) for level in LEVELS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from below to above: ticks, rail, gap, range, target, level."""
        if self._standing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._font()
        line = QFontMetrics(font).height()
        painter.setFont(font)
        y = (self.height() - line) / 2
        self._paint_ticks(painter, y, line)
        self._paint_lines(painter, self._standing, y)
        self._paint_marks(painter, self._standing, y)

    def _x(self, level: float) -> float:
        share = (level - LEVELS[0]) / (LEVELS[-1] - LEVELS[0])
        wide = self.width() - 2 * BESIDE
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return BESIDE + wide * (1 - share if mirrored else share)

    def _paint_ticks(self, painter: QPainter, y: float, line: int) -> None:
        theme, ticks = self._theme, self.ticks()
        if self._names:
            painter.setPen(QPen(theme.color("line"), 1))
            for level in LEVELS:
                painter.drawLine(QPointF(self._x(level), 0), QPointF(self._x(level), 2 * y - 2))
        painter.setPen(theme.color("muted"))
        for level, words in zip(LEVELS, ticks, strict=True):
            # a small scale is a chart at a glance: its two ends say what it runs from and to
            if not (self._names or level in (LEVELS[0], LEVELS[-1])):
                continue
            # two pixels more: letters may be a fraction wider than the whole pixels that they are measured in
            wide = painter.fontMetrics().horizontalAdvance(words) + 2
            # words wider than the room beside the rail are moved in from the edge
            left = min(max(0.0, self._x(level) - wide / 2), self.width() - wide)
            box = QRectF(left, self.height() - line, wide, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_lines(self, painter: QPainter, standing: ScaleMarks, y: float) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color("line"), 2))
        painter.drawLine(QPointF(self._x(LEVELS[0]), y), QPointF(self._x(LEVELS[-1]), y))
        level, target = standing.level, standing.target
        if level is not None and is_asked(target) and not rounding.reached(target, level):
            # Qt's own square end would let the bar reach past the level and the target
            painter.setPen(QPen(theme.color("gap_bar"), BAR, c=Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(self._x(level), y), QPointF(self._x(target), y))
        if standing.low is not None and standing.high is not None:
            painter.setPen(QPen(theme.color("accent"), 3))
            painter.drawLine(QPointF(self._x(standing.low), y), QPointF(self._x(standing.high), y))

    def _paint_marks(self, painter: QPainter, standing: ScaleMarks, y: float) -> None:
        """The level comes last and is smaller than the target, so that both are seen where they meet."""
        theme = self._theme
        painter.setPen(QPen(theme.color("text"), 1.8))
        painter.setBrush(theme.color("surface"))
        middle = QPointF(self._x(standing.target), y)
        # a role that does not name the area asks for the lowest level
        if is_asked(standing.target):
            corners = (QPointF(0, -DIAMOND), QPointF(DIAMOND, 0), QPointF(0, DIAMOND), QPointF(-DIAMOND, 0))
            painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        if standing.level is None:
            return
        reached = is_asked(standing.target) and rounding.reached(standing.target, standing.level)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("good" if reached else "accent"))
        # over the diamond the dot shrinks, so that the diamond's edge shows on all sides of it
        near = is_asked(standing.target) and abs(self._x(standing.level) - self._x(standing.target)) < DOT
        size = DOT - 2 if near else DOT
        painter.drawEllipse(QPointF(self._x(standing.level), y), size, size)
