"""What each rung pays: bands for the middle half, own figures on them, and published figures on lines below."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nextrung.ui.charts.plot import Plot
from nextrung.ui.charts.rung_items import (
    COMPACT,
    WIDE,
    Bands,
    Mark,
    MarkLine,
    OwnMark,
    RungRow,
    Scale,
    Spacing,
    Targets,
    nice_step,
)
from nextrung.ui.theme.theme import Theme

LABEL_GAP = 10
NEAR = 12
"""Pixels within which a click belongs to a mark."""
COMPACT_BELOW = 480
"""Width of the chart, at a text size of 100 %, under which names stand above the bands."""
AHEAD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class RungChart(Plot):
    """The rungs, highest on top, and lines of published figures below a rule. Every figure can be picked."""

    figure_chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, parent)
        self._rows: Sequence[RungRow] = ()
        self._lines: Sequence[MarkLine] = ()
        self._own: Sequence[OwnMark] = ()
        self._match_heading = ""
        self._bands = Bands(self)
        self.plot.addItem(self._bands)
        self._texts: list[pg.TextItem] = []
        self._used = 0
        self._spacing: Spacing = WIDE
        self._places = Targets()
        self._at = -1
        self._summary = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.getViewBox().invertY(True)
        self.scene().sigMouseClicked.connect(self._on_scene_clicked)

    def show_state(
        self, rows: Sequence[RungRow], lines: Sequence[MarkLine], own: Sequence[OwnMark], match_heading: str
    ) -> None:
        """Show the rungs (first on top), the lines of published figures, and own figures on their rungs."""
        chosen = self.chosen()
        self._rows, self._lines, self._own = rows, lines, own
        self._match_heading = match_heading
        self._places = Targets.of(rows, lines, own, self._line_at())
        self._at = self._places.position(chosen)
        self.redraw()

    def chosen(self) -> str:
        """The id of the figure that was picked last; empty before."""
        return self._places.ids[self._at] if 0 <= self._at < len(self._places.ids) else ""

    def summarise(self, summary: str) -> None:
        """Give the sentence that says what the chart shows."""
        self._summary = summary
        super().summarise(summary)

    # picking a figure

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go from figure to figure; Enter and Space pick the present one again."""
        count = len(self._places.ids)
        if event.key() in AHEAD and self._at < count - 1:
            self._pick(self._at + 1)
        elif event.key() in BACK and self._at > 0:
            self._pick(self._at - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and count:
            self._pick(max(0, self._at))
        elif event.key() == Qt.Key.Key_Home and count:
            self._pick(0)
        elif event.key() == Qt.Key.Key_End and count:
            self._pick(count - 1)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._bands.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide where the keyboard was."""
        super().focusOutEvent(event)
        self._bands.update()

    def _pick(self, position: int) -> None:
        self._at = position
        self._bands.show_chosen(self.chosen())
        super().summarise(f"{self._places.names[position]}. {self._summary}")
        self.figure_chosen.emit(self.chosen())

    @Slot(object)
    def _on_scene_clicked(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        """Pick the figure under the mouse."""
        point = self.plot.getViewBox().mapSceneToView(event.scenePos())
        self.choose_at(QPointF(point))

    def choose_at(self, point: QPointF) -> None:
        """Pick the figure at a point of the chart, in amounts and rows, when there is one."""
        view = self.plot.getViewBox().viewPixelSize()
        found = self._places.nearest(point.x(), point.y(), NEAR * abs(view[0]))
        if found is not None:
            self._pick(found)

    # drawing

    def redraw(self) -> None:
        """Draw everything."""
        if not self._rows:
            return
        rows, lines = self._rows, self._lines
        line = QFontMetrics(self.theme.font("body")).height()
        spacing = COMPACT if self.width() < self.theme.em(COMPACT_BELOW) else WIDE
        if spacing is not self._spacing:
            self._spacing = spacing
            self.plot.showAxis("left", not spacing.compact)
        ticks = self.ticks()
        scale = self._scale(ticks[0], ticks[-1])
        tiers = [self._tier_of(one, scale) for one in lines]
        at = self._line_at(tiers)
        names = [(float(number), row.name) for number, row in enumerate(rows)]
        names += [(place, one.name) for place, one in zip(at, lines, strict=True)]
        self.dress_axes(names, self._tick_texts(ticks, scale))
        bottom = (at[-1] if at else len(rows) - 1) + spacing.bottom + (spacing.tier * tiers[-1] if tiers else 0)
        self.ask_for(round((bottom - spacing.top) * max(line, 18) * spacing.lines) + line)
        edge = scale.right - LABEL_GAP * scale.per_pixel
        own = [one.within(ticks[0], edge) for one in self._own]
        self._places = Targets.of(rows, lines, own, at)
        self.plot.setXRange(scale.left, scale.right, padding=0)
        self.plot.setYRange(spacing.top, bottom, padding=0)
        self._bands.show_rows(rows, tuple(zip(at, lines, strict=True)), own, scale, (ticks, bottom, spacing))
        self._bands.show_chosen(self.chosen())
        self._write(scale, at)

    def ticks(self) -> list[float]:
        """Round amounts that hold all bands and published figures; own figures may lie beyond."""
        amounts = [row.low for row in self._rows] + [row.high for row in self._rows]
        amounts += [mark.amount for one in self._lines for mark in one.marks]
        low, high = min(amounts), max(amounts)
        near = [own.amount for own in self._own if low / 2 <= own.amount <= high * 1.5]
        low, high = min([low, *near]), max([high, *near])
        step = nice_step((high - low) / 6)
        first = int(low // step)
        return [(first + number) * step for number in range(int(-(-high // step)) - first + 1)]

    def _tick_texts(self, ticks: list[float], scale: Scale) -> list[tuple[float, str]]:
        texts = [scale.text(at) for at in ticks]
        room = (ticks[1] - ticks[0]) / scale.per_pixel
        metrics = QFontMetrics(self.theme.font("small"))
        sparse = max(metrics.horizontalAdvance(text) for text in texts) + LABEL_GAP > room
        return list(zip(ticks, texts, strict=True))[:: 2 if sparse else 1]

    def _line_at(self, tiers: Sequence[int] | None = None) -> list[float]:
        """The rows at which the lines of published figures stand; each tier of texts needs more room."""
        at, places = float(len(self._rows) - 1), []
        spacing = self._spacing
        for number in range(len(self._lines)):
            more = tiers[number] if tiers else 0
            before = tiers[number - 1] if tiers and number else 0
            at += (spacing.between if number else spacing.first) + spacing.tier * (more + before)
            places.append(at)
        return places

    def _scale(self, first: float, last: float) -> Scale:
        """Room for the match column on the left, and for the longest pay text right of its band."""
        width = max(200.0, self.plot.getViewBox().width())
        metrics = QFontMetrics(self.theme.font("body", QFont.Weight.DemiBold))
        match = QFontMetrics(self.theme.font("small")).horizontalAdvance(self._match_heading) + 2 * LABEL_GAP
        span = last - first
        currency = self._rows[0].currency
        if self._spacing.compact:
            left, right = first - 0.02 * span, last + 0.02 * span
            return Scale(left, right, (right - left) / width, left, currency)
        left = first - span * match / max(100.0, width - match)
        right = last + 0.02 * span
        small = QFontMetrics(self.theme.font("small"))
        gaps = 6 if any(own.amount > last for own in self._own) else 3  # room for what points beyond the edge
        for row in self._rows:
            text = metrics.horizontalAdvance(row.label) + small.horizontalAdvance(row.aside) + gaps * LABEL_GAP
            right = max(right, left + (row.high - left) * width / max(80.0, width - text))
        return Scale(left, right, (right - left) / width, left + (first - left) / 2, currency)

    def _tier_of(self, one: MarkLine, scale: Scale) -> int:
        amounts = self._tiers(one.marks, [mark.text for mark in one.marks], scale)
        return max(amounts[-1], self._tiers(one.marks, [mark.name for mark in one.marks], scale)[-1])

    def _tiers(self, marks: Sequence[Mark], texts: Sequence[str], scale: Scale) -> list[int]:
        """How far each text moves away from the line so that none covers another; last the largest of all."""
        metrics = QFontMetrics(self.theme.font("small", QFont.Weight.DemiBold))
        ends: list[float] = []
        tiers = []
        for mark, text in zip(marks, texts, strict=True):
            half = (metrics.horizontalAdvance(text) / 2 + LABEL_GAP / 2) * scale.per_pixel
            start = mark.amount - half
            tier = next((at for at, end in enumerate(ends) if end <= start), len(ends))
            ends[tier : tier + 1] = [mark.amount + half]
            tiers.append(tier)
        return [*tiers, max(tiers, default=0)]

    def _write(self, scale: Scale, at: Sequence[float]) -> None:
        self._used = 0
        if self._spacing.compact:
            self._write_above(scale)
        else:
            self._write_beside(scale)
        beside = self._spacing.beside
        for place, one in zip(at, self._lines, strict=True):
            texts = self._tiers(one.marks, [mark.text for mark in one.marks], scale)
            names = self._tiers(one.marks, [mark.name for mark in one.marks], scale)
            if self._spacing.compact:
                look = ("body", "text")
                self._add(one.name.replace("\n", " "), (scale.left, place - beside), look, (0, 2 + texts[-1]))
            for mark, above, below in zip(one.marks, texts, names, strict=False):
                look = ("small", "muted" if mark.old else "text")
                self._add_inside(mark.text, (mark.amount, place - beside), look, 1 + above, scale)
                self._add_inside(mark.name, (mark.amount, place + beside), ("small", "muted"), -below, scale)
        for text in self._texts[self._used :]:
            text.setVisible(False)

    def _write_beside(self, scale: Scale) -> None:
        """Matches in a column of their own, pay right of its band."""
        self._add(self._match_heading, (scale.match_at, self._spacing.top + 0.25), ("small", "muted"), (0.5, 0.5))
        gap = LABEL_GAP * scale.per_pixel
        metrics = QFontMetrics(self.theme.font("body", QFont.Weight.DemiBold))
        for number, row in enumerate(self._rows):
            self._add(row.match, (scale.match_at, number), ("body", "muted"), (0.5, 0.5))
            look = ("body", "muted" if row.old else "text")
            self._add(row.label, (row.high + gap, number), look, (0, 0.5), bold=True)
            if row.aside:
                beside = row.high + 2 * gap + metrics.horizontalAdvance(row.label) * scale.per_pixel
                self._add(row.aside, (beside, number), ("small", "muted"), (0, 0.5))

    def _write_above(self, scale: Scale) -> None:
        """The name above its band; match, pay and what else there is below it."""
        beside = self._spacing.beside
        for number, row in enumerate(self._rows):
            self._add(row.name, (scale.left, number - beside), ("body", "text"), (0, 1))
            words = f"{row.label} · {self._match_heading} {row.match}"
            look = ("body", "muted" if row.old else "text")
            self._add(words, (scale.left, number + beside), look, (0, 0), bold=True)
            if row.aside:
                self._add(row.aside, (scale.left, number + beside), ("tiny", "muted"), (0, -1.15))

    def _add_inside(
        self, words: str, at: tuple[float, float], look: tuple[str, str], down: float, scale: Scale
    ) -> None:
        """Write above or below a mark, moved sideways so far that nothing is cut off at an edge."""
        bold = down > 0
        font = self.theme.font(look[0], QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        half = (QFontMetrics(font).horizontalAdvance(words) / 2 + LABEL_GAP / 2) * scale.per_pixel
        x = min(max(at[0], scale.left + half), max(scale.left + half, scale.right - half))
        self._add(words, (x, at[1]), look, (0.5, down), bold=bold)

    def _add(
        self,
        words: str,
        at: tuple[float, float],
        look: tuple[str, str],
        anchor: tuple[float, float],
        *,
        bold: bool = False,
    ) -> None:
        """Write ``words``; ``look`` names size and colour, ``anchor`` the point of the text that stands at ``at``."""
        if self._used == len(self._texts):
            self._texts.append(pg.TextItem(""))
            self.plot.addItem(self._texts[-1])
        text = self._texts[self._used]
        self._used += 1
        text.setFont(self.theme.font(look[0], QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
        text.setColor(self.theme.color(look[1]))
        text.setAnchor(anchor)
        text.setText(words)
        text.setPos(*at)
        text.setVisible(True)

    def figure_box(self) -> QRectF:
        """Where the picked figure stands, in the pixels of the chart; for tests and tooltips."""
        x, y = self._places.at[self._at] if self._at >= 0 else (0.0, 0.0)
        point = self.plot.getViewBox().mapViewToScene(QPointF(x, y))
        return QRectF(point.x() - NEAR, point.y() - NEAR, 2 * NEAR, 2 * NEAR)
