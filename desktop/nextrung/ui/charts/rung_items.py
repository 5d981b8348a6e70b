"""What the salary chart is made of: its rows and marks, how they are painted, and how a click finds them."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import TYPE_CHECKING, Literal

import pyqtgraph as pg
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nextrung.salary import amounts
from nextrung.salary.ladder import Standing

if TYPE_CHECKING:
    from nextrung.ui.charts.rung_chart import RungChart

BAND_HEIGHT = 20
TYPICAL_HEIGHT = 28
DOT = 10
OWN = 7


class RungRow(Struct, frozen=True):
    """One rung: its band and typical figure a year, the match (0 to 100 or a dash) and how far away it is.

    ``typical_low`` differs from ``typical`` where two figures are shown for the centre; ``nearest`` marks adverts of
    another title; ``aside`` is a small text right of the label.
    """

    id: str
    name: str
    match: str
    low: float
    typical_low: float
    typical: float
    high: float
    label: str
    aside: str
    standing: Standing
    nearest: bool
    old: bool
    currency: str


class Mark(Struct, frozen=True):
    """One published figure: its amount, what it is called, and how it is written."""

    id: str
    amount: float
    name: str
    text: str
    middle: bool
    """Whether it is one of the two figures that bound the middle half."""
    old: bool


class MarkLine(Struct, frozen=True):
    """Published figures on one line, in rising order."""

    name: str
    marks: Sequence[Mark]


class OwnMark(Struct, frozen=True):
    """An own figure on the row of a rung."""

    id: str
    row: int
    amount: float
    name: str
    old: bool
    beyond: Literal["", "left", "right"] = ""
    """At which edge it is drawn when it lies outside the chart."""

    def within(self, lowest: float, highest: float) -> OwnMark:
        """The mark where it is drawn: at an edge when it lies beyond."""
        if self.amount < lowest:
            return replace(self, amount=lowest, beyond="left")
        return replace(self, amount=highest, beyond="right") if self.amount > highest else self


class Scale(Struct, frozen=True):
    """Amounts at the left and right edge, amount in a pixel, and where the column of matches stands."""

    left: float
    right: float
    per_pixel: float
    match_at: float
    currency: str

    def text(self, amount: float) -> str:
        """An amount as the axis writes it."""
        return amounts.short(amount, self.currency)


class Spacing(Struct, frozen=True):
    """Distances of the chart in rows, and the lines of text in a row; ``compact`` writes names above the bands."""

    compact: bool
    lines: float
    top: float
    """Where the chart begins: above the first row, which is at 0."""
    first: float
    """From the last rung to the first line of figures."""
    between: float
    """From one line of figures to the next."""
    tier: float
    """What one more tier of texts needs."""
    beside: float
    """From the middle of a row to the texts above and below it."""
    bottom: float
    rule: float
    """From the last rung to the rule below it."""


WIDE = Spacing(False, 2.3, -0.95, 1.35, 1.75, 0.5, 0.22, 0.75, 0.55)
COMPACT = Spacing(True, 5.0, -0.5, 1.4, 1.2, 0.21, 0.13, 0.45, 0.72)


def nice_step(rough: float) -> float:
    """The round step nearest above ``rough``: 1, 2.5, 5 or 10 times a power of ten."""
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(step * power for step in (1, 2.5, 5, 10) if step * power >= rough)


class Targets(Struct, frozen=True):
    """Everything that can be picked, in the order of the keyboard: ids, names, and where it stands."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    at: tuple[tuple[float, float], ...] = ()
    spans: tuple[tuple[float, float] | None, ...] = ()
    """Left and right end of a band; None for a mark."""

    @classmethod
    def of(
        cls, rows: Sequence[RungRow], lines: Sequence[MarkLine], own: Sequence[OwnMark], line_at: Sequence[float]
    ) -> Targets:
        """All rungs, each followed by the own figures on it, then the marks of each line."""
        found: list[tuple[str, str, tuple[float, float], tuple[float, float] | None]] = []
        for number, row in enumerate(rows):
            found.append((row.id, f"{row.name}: {row.label}", (row.typical, number), (row.low, row.high)))
            found += [(one.id, one.name, (one.amount, number), None) for one in own if one.row == number]
        for place, line in zip(line_at, lines, strict=True):
            found += [(one.id, f"{one.name}: {one.text}", (one.amount, place), None) for one in line.marks]
        return cls(*(tuple(one[part] for one in found) for part in range(4)))  # type: ignore[arg-type]

    def position(self, figure: str) -> int:
        """Where a figure stands in the order; -1 when it is not there."""
        return self.ids.index(figure) if figure in self.ids else -1

    def nearest(self, x: float, y: float, near: float) -> int | None:
        """The mark within ``near`` of ``x`` on the row of ``y``, else the rung of that row."""
        on_row = [one for one, (_, row) in enumerate(self.at) if abs(y - row) <= 0.5]
        marks = [one for one in on_row if self.spans[one] is None and abs(self.at[one][0] - x) <= near]
        if marks:
            return min(marks, key=lambda one: abs(self.at[one][0] - x))
        return next((one for one in on_row if self.spans[one] is not None), None)


class Bands(pg.GraphicsObject):  # type: ignore[misc]  # the library brings no types
    """Grid, bands, lines and marks, with round ends at any scale."""

    def __init__(self, plot: RungChart) -> None:
        """Draw for a chart."""
        super().__init__()
        self._plot = plot
        self._rows: Sequence[RungRow] = ()
        self._lines: Sequence[tuple[float, MarkLine]] = ()
        self._own: Sequence[OwnMark] = ()
        self._scale = Scale(0, 1, 1, 0, "USD")
        self._ticks: Sequence[float] = ()
        self._bottom = 0.0
        self._spacing = WIDE
        self._chosen = ""

    def show_rows(
        self,
        rows: Sequence[RungRow],
        lines: Sequence[tuple[float, MarkLine]],
        own: Sequence[OwnMark],
        scale: Scale,
        grid: tuple[Sequence[float], float, Spacing],
    ) -> None:
        """Draw these rows, these lines at their places, and a grid of ticks down to a bottom in a spacing."""
        self.prepareGeometryChange()
        self._rows, self._lines, self._own, self._scale = rows, lines, own, scale
        self._ticks, self._bottom, self._spacing = grid
        self.update()

    def show_chosen(self, figure: str) -> None:
        """Ring the figure that was picked."""
        self._chosen = figure
        self.update()

    def boundingRect(self) -> QRectF:
        """The room that everything takes."""
        top = self._spacing.top
        return QRectF(self._scale.left, top, self._scale.right - self._scale.left, self._bottom - top)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint everything."""
        across, down = self.pixelVectors()
        if across is None or down is None or not self._rows:
            return
        x, y = abs(across.x()), abs(down.y())
        self._paint_grid(painter)
        for at, row in enumerate(self._rows):
            self._paint_band(painter, at, row, (x, y))
        for place, line in self._lines:
            self._paint_line(painter, place, line, (x, y))
        for own in self._own:
            self._paint_own(painter, own, (x, y))

    def _paint_grid(self, painter: QPainter) -> None:
        painter.setPen(self._plot.pen("border"))
        for tick in self._ticks:
            painter.drawLine(QLineF(tick, self._spacing.top + 0.4, tick, self._bottom - 0.05))
        if self._lines:
            rule = len(self._rows) - 1 + self._spacing.rule
            painter.drawLine(QLineF(self._scale.left, rule, self._scale.right, rule))

    def _paint_band(self, painter: QPainter, at: int, row: RungRow, pixel: tuple[float, float]) -> None:
        (x, y), theme = pixel, self._plot.theme
        height = BAND_HEIGHT * y
        band = QRectF(row.low, at - height / 2, row.high - row.low, height)
        self._ring(painter, row.id, band, pixel)
        matched = row.standing == "matched" and not row.old
        if row.standing == "next" and not row.old:
            painter.setPen(self._plot.pen("accent", 1.6, Qt.PenStyle.DashLine))
            painter.setBrush(theme.color("accent_soft"))
        elif row.nearest and not matched:
            painter.setPen(self._plot.pen("control", 1.4))
            painter.setBrush(theme.color("surface"))
        else:
            painter.setPen(Qt.PenStyle.NoPen if matched else self._plot.pen("control", 1.4))
            painter.setBrush(theme.color("accent" if matched else "line"))
        painter.drawRoundedRect(band, BAND_HEIGHT / 2 * x, height / 2)
        if row.typical_low < row.typical:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if matched else "control"))
            painter.drawRect(QRectF(row.typical_low, at - height / 4, row.typical - row.typical_low, height / 2))
        half = TYPICAL_HEIGHT / 2 * y
        for typical in {row.typical_low, row.typical}:
            painter.setPen(self._plot.pen("text", 2))
            painter.drawLine(QLineF(typical, at - half, typical, at + half))
            if matched:
                painter.setPen(self._plot.pen("on_accent", 2))
                painter.drawLine(QLineF(typical, band.top(), typical, band.bottom()))

    def _paint_line(self, painter: QPainter, place: float, line: MarkLine, pixel: tuple[float, float]) -> None:
        (x, y), theme = pixel, self._plot.theme
        if not line.marks:
            return
        middle = [mark.amount for mark in line.marks if mark.middle]
        if middle:
            painter.setPen(self._plot.pen("control"))
            painter.setBrush(theme.color("line"))
            painter.drawRect(QRectF(min(middle), place - 7 * y, max(middle) - min(middle), 14 * y))
        painter.setPen(self._plot.pen("muted", 2))
        painter.drawLine(QLineF(line.marks[0].amount, place, line.marks[-1].amount, place))
        for mark in line.marks:
            box = QRectF(mark.amount - DOT / 2 * x, place - DOT / 2 * y, DOT * x, DOT * y)
            self._ring(painter, mark.id, box, pixel)
            painter.setPen(self._plot.pen("control" if mark.old else "muted", 2))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(box)

    def _paint_own(self, painter: QPainter, own: OwnMark, pixel: tuple[float, float]) -> None:
        """A diamond; at the edge, a triangle that points to where the figure lies."""
        x, y = pixel
        at = own.amount
        shape = [(0, -OWN), (OWN, 0), (0, OWN), (-OWN, 0)]
        if own.beyond == "right":
            shape = [(-OWN, -OWN), (OWN, 0), (-OWN, OWN)]
        elif own.beyond == "left":
            shape = [(OWN, -OWN), (-OWN, 0), (OWN, OWN)]
        box = QRectF(at - OWN * x, own.row - OWN * y, 2 * OWN * x, 2 * OWN * y)
        self._ring(painter, own.id, box, pixel)
        painter.setPen(self._plot.pen("surface", 1.5))
        painter.setBrush(self._plot.theme.color("control" if own.old else "other"))
        painter.drawPolygon(QPolygonF([QPointF(at + dx * x, own.row + dy * y) for dx, dy in shape]))

    def _ring(self, painter: QPainter, figure: str, box: QRectF, pixel: tuple[float, float]) -> None:
        """A frame around the figure that was picked; thicker while the keyboard is here."""
        if figure != self._chosen:
            return
        x, y = pixel
        painter.setPen(self._plot.pen("accent", 2.5 if self._plot.hasFocus() else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wide = box.adjusted(-5 * x, -5 * y, 5 * x, 5 * y)
        painter.drawRoundedRect(wide, 8 * x, 8 * y)
