"""The legend under a chart."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.text import OneLineLabel

Mark = Literal[
    "dot",
    "reached",
    "ring",
    "square",
    "diamond",
    "bar",
    "band",
    "band_estimate",
    "band_published",
    "band_dashed",
    "adverts",
    "adverts_few",
    "own",
    "dash",
    "dotted",
    "triangle",
    "hexagon",
    "star",
    "pentagon",
    "words",
    "moving",
]

_CORNERS = {"triangle": 3, "hexagon": 6, "star": 10, "pentagon": 5}
SHAPE_COLORS: dict[str, str] = {
    "triangle": "gap",
    "square": "other",
    "hexagon": "good",
    "star": "client",
    "pentagon": "text",
}
"""The colours of marks of which several stand in one chart: each has its own, beside its shape."""
_INNER = 0.45
"""How far in every second corner of a star lies."""

PUBLISHED_SHARE = 0.55
"""How much of the colour of text a bar of published figures has."""


class Swatch(QWidget):
    """One mark as the chart draws it."""

    def __init__(self, theme: Theme, mark: Mark, parent: QWidget | None = None) -> None:
        """Show ``mark``."""
        super().__init__(parent)
        self._theme = theme
        self._mark = mark
        # bars and bands are shown as long marks
        self.setFixedSize(theme.size("long_mark" if mark.startswith("ba") else "mark"), theme.size("mark"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        theme, box = self._theme, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._mark in ("dot", "reached"):
            painter.setBrush(theme.color("accent" if self._mark == "dot" else "good"))
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))
        elif self._mark == "square":
            painter.setBrush(theme.color(SHAPE_COLORS[self._mark]))
            painter.drawRect(box.adjusted(2, 2, -2, -2))
        elif self._mark == "ring":
            painter.setPen(QPen(theme.color("control"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # with half of its pen around it, the ring is about as large as the dot
            painter.drawEllipse(box.adjusted(3, 3, -3, -3))
        elif self._mark == "diamond":
            painter.setPen(QPen(theme.color("text"), 1.6))
            painter.setBrush(theme.color("surface"))
            middle = box.center()
            corners = [QPointF(0, -6), QPointF(6, 0), QPointF(0, 6), QPointF(-6, 0)]
            painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        elif self._mark in ("words", "moving"):
            name = "other" if self._mark == "words" else "gap"
            painter.setPen(QPen(theme.color(name), 1))
            painter.setBrush(theme.color(f"{name}_soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        elif self._mark in _CORNERS:
            painter.setBrush(theme.color(SHAPE_COLORS[self._mark]))
            painter.drawPolygon(_regular(self._mark, box.center()))
        elif self._mark in ("own", "adverts", "adverts_few"):
            color = theme.color("text" if self._mark == "own" else "other")
            painter.setPen(QPen(color, 1.6))
            painter.setBrush(theme.color("surface") if self._mark == "adverts_few" else color)
            corners = [QPointF(0, -6), QPointF(6, 0), QPointF(0, 6), QPointF(-6, 0)]
            if self._mark == "own":
                corners = [QPointF(-6, -5), QPointF(6, -5), QPointF(0, 5)]
            painter.drawPolygon(QPolygonF([box.center() + corner for corner in corners]))
        elif self._mark in ("dash", "dotted"):
            style = Qt.PenStyle.DashLine if self._mark == "dash" else Qt.PenStyle.DotLine
            painter.setPen(QPen(theme.color("text" if self._mark == "dash" else "muted"), 1.6, style))
            painter.drawLine(box.center() - QPointF(box.width() / 2, 0), box.center() + QPointF(box.width() / 2, 0))
        elif self._mark == "bar":
            painter.setBrush(theme.color("gap_bar"))
            painter.drawRect(box.adjusted(0, 4, 0, -4))
        else:
            self._paint_band(painter, box.adjusted(1, 2, -1, -2))

    def _paint_band(self, painter: QPainter, box: QRectF) -> None:
        """A bar of the salary chart, small."""
        theme, mark = self._theme, self._mark
        dashed = Qt.PenStyle.DashLine if mark == "band_dashed" else Qt.PenStyle.SolidLine
        if mark not in ("band", "band_published"):
            painter.setPen(QPen(theme.color("control"), 1.4, dashed))
        fills = {"band": "accent", "band_estimate": "line", "band_published": "text"}
        fill = QColor(theme.color(fills.get(mark, "surface")))
        if mark == "band_published":
            fill.setAlphaF(PUBLISHED_SHARE)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


def _regular(mark: str, middle: QPointF) -> QPolygonF:
    """A shape whose corners lie around its middle, the first one on top."""
    count = _CORNERS[mark]
    reaches = [6 * (_INNER if mark == "star" and at % 2 else 1) for at in range(count)]
    turns = [2 * pi * at / count for at in range(count)]
    corners = [QPointF(reach * sin(turn), -reach * cos(turn)) for reach, turn in zip(reaches, turns, strict=True)]
    return QPolygonF([middle + corner for corner in corners])


class Legend(QWidget):
    """Marks with what they mean, side by side."""

    def __init__(self, theme: Theme, *entries: tuple[Mark, str], parent: QWidget | None = None) -> None:
        """Show the entries."""
        super().__init__(parent)
        self._theme = theme
        self._flow = FlowLayout(theme.space("l"), theme.space("xs"), self)
        self._shown: tuple[tuple[Mark, str], ...] = ()
        self._widgets: list[QWidget] = []
        self.show_entries(*entries)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # a layout asks a widget for its height at a width only if its policy says so
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, *entries: tuple[Mark, str]) -> None:
        """Show other entries: those of what is drawn now."""
        if entries == self._shown:
            return
        self._shown = entries
        discard(self._widgets)
        self._widgets = []
        for mark, words in entries:
            entry = QWidget()
            entry.setLayout(
                row(Swatch(self._theme, mark), OneLineLabel(words, "small"), spacing=self._theme.space("xs_wide"))
            )
            self._flow.addWidget(entry)
            self._widgets.append(entry)

    def words(self) -> tuple[str, ...]:
        """What it says."""
        return tuple(words for _, words in self._shown)
