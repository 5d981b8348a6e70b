"""What each rung pays: published figures on top, estimates with soft ends, adverts as marks, other roles below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nextrung.salary import amounts
from nextrung.ui.charts import rung_layout
from nextrung.ui.charts.plot import Plot
from nextrung.ui.charts.rung_items import ChartFrame, HitAreas, LinePlacement, PayLine, nice_step
from nextrung.ui.charts.rung_layout import GAP, PlacedText, TextSizes
from nextrung.ui.charts.rung_paint import Bands
from nextrung.ui.theme.theme import Theme

NEAR = 12
"""Pixels within which a click belongs to a mark."""
COMPACT_BELOW = 760
"""Width of the chart, at a text size of 100 %, under which names stand above the bars and words below them."""
AHEAD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class RungChart(Plot):
    """Lines of pay in groups. Every figure can be picked."""

    figure_chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the chart with its items; ``show_state`` gives them data."""
        super().__init__(theme, name, parent)
        self._lines: Sequence[PayLine] = ()
        self._currency = "USD"
        self._bands = Bands(self)
        self.plot.addItem(self._bands)
        self._words: Sequence[PlacedText] = ()
        self._places = HitAreas()
        self._at = -1
        self._summary = ""
        # the upright axis counts pixels from the top, so the chart must be as high as it asks for, and no higher
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # names are painted with the bars: they need two sizes of text, and stand above the bars where width is short
        self.plot.showAxis("left", show=False)
        self.plot.getViewBox().invertY(True)
        self.scene().sigMouseClicked.connect(self._on_scene_clicked)

    def show_state(self, lines: Sequence[PayLine], currency: str) -> None:
        """Show these lines, the first on top, with amounts in a currency."""
        chosen = self.chosen()
        self._lines, self._currency = lines, currency
        # only the order of the figures is wanted here; where they stand is known once they are drawn
        self._places = HitAreas.of(lines, [LinePlacement(0, 0, 0, ())] * len(lines))
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
            # keys that it has no use for go on to the page, which scrolls by them
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
        # figures are painted and no widgets; a screen reader hears of the picked one through the chart's description
        super().summarise(f"{self._places.names[position]}. {self._summary}")
        self.figure_chosen.emit(self.chosen())

    @Slot(object)
    def _on_scene_clicked(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        """Pick the figure under the mouse."""
        point = self.plot.getViewBox().mapSceneToView(event.scenePos())
        self.choose_at(QPointF(point))

    def choose_at(self, point: QPointF) -> None:
        """Pick the figure at a point of the chart, in amounts and pixels from the top, when there is one."""
        across, down = self.plot.getViewBox().viewPixelSize()
        found = self._places.nearest(point.x(), point.y(), (NEAR * abs(across), NEAR * abs(down)))
        if found is not None:
            self._pick(found)

    def place_of(self, figure: str) -> QPointF:
        """Where a figure stands, in amounts and pixels from the top."""
        return QPointF(*self._places.at[self._places.position(figure)])

    def words(self) -> Sequence[PlacedText]:
        """The texts on the chart, with where they stand."""
        return self._words

    def figure_box(self) -> QRectF:
        """Where the picked figure stands, in the pixels of the chart; for tests and tooltips."""
        x, y = self._places.at[self._at] if self._at >= 0 else (0.0, 0.0)
        point = self.plot.getViewBox().mapViewToScene(QPointF(x, y))
        return QRectF(point.x() - NEAR, point.y() - NEAR, 2 * NEAR, 2 * NEAR)

    # drawing

    def redraw(self) -> None:
        """Draw everything."""
        if not self._lines:
            return
        sizes = self._sizes()
        ticks = self.ticks()
        frame = self._frame(ticks, sizes)
        lines = [
            replace(line, marks=tuple(mark.within(frame.first, frame.last) for mark in line.marks))
            for line in self._lines
        ]
        places = rung_layout.places(lines, frame, sizes)
        self.label_axes([], self._tick_texts(ticks, frame))
        bottom = places[-1].bottom
        self.ask_for(round(bottom) + self._axis_height())
        self._places = HitAreas.of(lines, places)
        self.plot.setXRange(frame.left, frame.right, padding=0)
        self.plot.setYRange(0, bottom, padding=0)
        self._words = [
            text
            for line, place in zip(lines, places, strict=True)
            for text in rung_layout.texts(line, place, frame, sizes)
        ]
        self._bands.show_lines(lines, places, frame, ticks)
        self._bands.show_words(self._words)
        self._bands.show_chosen(self.chosen())

    def _axis_height(self) -> int:
        return QFontMetrics(self.theme.font("small")).height() + 2 * GAP

    def _sizes(self) -> TextSizes:
        """Text heights and widths at the present size of text, and whether there is little width."""

        def measure(size: str, weight: QFont.Weight = QFont.Weight.Normal) -> Callable[[str], int]:
            return QFontMetrics(self.theme.font(size, weight)).horizontalAdvance

        return TextSizes(
            compact=self.width() < self.theme.em(COMPACT_BELOW),
            name=QFontMetrics(self.theme.font("body")).height(),
            small=QFontMetrics(self.theme.font("small")).height(),
            name_width=measure("body", QFont.Weight.DemiBold),
            small_width=measure("small"),
        )

    def ticks(self) -> list[float]:
        """Round amounts that hold all bars and published figures; own figures may lie beyond."""
        reaches = [line.extent for line in self._lines if line.extent != (0.0, 0.0)]
        low, high = min(one[0] for one in reaches), max(one[1] for one in reaches)
        own = [mark.amount for line in self._lines for mark in line.marks if mark.look == "own"]
        # one own figure far out would press all bars together; it is drawn at the edge instead
        near = [amount for amount in own if low / 2 <= amount <= high * 1.5]
        low, high = min([low, *near]), max([high, *near])
        # about eight ticks, which the thinning of their texts can only make fewer
        step = nice_step((high - low) / 8)
        # ``-(-high // step)`` is rounding up, so that the last tick is never short of the highest amount
        first = int(low // step)
        return [(first + number) * step for number in range(int(-(-high // step)) - first + 1)]

    def _tick_texts(self, ticks: list[float], frame: ChartFrame) -> list[tuple[float, str]]:
        texts = [amounts.short(at, frame.currency) for at in ticks]
        room = (ticks[1] - ticks[0]) / frame.per_pixel
        metrics = QFontMetrics(self.theme.font("small"))
        wide = max(metrics.horizontalAdvance(text) for text in texts) + GAP
        # every second, third … text where they would touch; all ticks keep their line
        return list(zip(ticks, texts, strict=True))[:: max(1, int(-(-wide // room)))]

    def _frame(self, ticks: list[float], sizes: TextSizes) -> ChartFrame:
        """Room for the names on the left, and for the longest words right of their line."""
        # before its first layout the view has next to no width
        width = max(200.0, self.plot.getViewBox().width())
        first, last = ticks[0], ticks[-1]
        half = (sizes.small_width(amounts.short(last, self._currency)) + GAP) / 2
        if sizes.compact:
            before, words = half, []
        else:
            # the bars keep at least half of the width, however long a name is
            before = min(rung_layout.names_width(self._lines, sizes) + 2.0 * GAP, width / 2)
            words = [line for line in self._lines if line.aside]
        needed = [(last, half)]
        # a gap before the words, and two behind them to the edge
        needed += [(rung_layout.end_of(line, first), sizes.small_width(line.aside) + 3.0 * GAP) for line in words]
        # the text that reaches furthest decides the scale; 80 pixels stay for amounts when texts would leave none
        per_pixel = max((end - first) / max(80.0, width - before - beside) for end, beside in needed)
        left = first - before * per_pixel
        return ChartFrame(left, left + width * per_pixel, first, last, per_pixel, self._currency)
