"""A person's own levels and the coach's view in one chart, with its table: for the coach, and for the person."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.charts.views_chart import ViewsChart, ViewsRow
from nextrung.ui.rating.state import ViewRow, ViewsState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.legend import Legend, Mark
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel


class TwoViewsSection(QWidget):
    """How far one rater reaches, in words; the chart; the table with the same numbers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build it empty; ``show_state`` fills it."""
        super().__init__(parent)
        self._reach = TextLabel("", "muted")
        self.chart = ViewsChart(theme, self.tr("Both views and the target"))
        headings = [
            self.tr("Area"),
            self.tr("Own level"),
            self.tr("Coach’s view"),
            self.tr("Coach’s range"),
            self.tr("Target"),
            self.tr("Difference"),
            self.tr("How they compare"),
            self.tr("Seen"),
        ]
        self.table = TextTable(self.tr("Both views, as a table"), headings, words=(6,))
        self._legend = Legend(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("s"))
        for part in (self._reach, self.chart, self._legend, self.table):
            # the chart takes what height there is, the table as much as its rows need
            layout.addWidget(part, 1 if part is self.chart else 0)

    def set_view(self, *, chart: bool, table: bool) -> None:
        """Show the chart, the table, or both."""
        self.chart.setVisible(chart)
        self._legend.setVisible(chart)
        self.table.setVisible(table)

    def show_state(self, state: ViewsState) -> None:
        """Show both views."""
        reach = self.tr(
            "One rater alone is a rough measure: the likely range of the coach’s view is {0} levels to each side. "
            "It stands beside the own levels and never changes them."
        )
        words = [reach.format(labels.level(state.rater_range))]
        if state.named_from is not None:
            text = self.tr("A difference is named from about {0} levels on; a smaller one may be chance.")
            words.append(text.format(labels.level(state.named_from)))
        self._reach.setText(" ".join(words))
        self._legend.show_entries(*self._entries(state))
        assessed = state.assessed_at is not None
        self.chart.show_state([self._chart_row(one, assessed=assessed) for one in state.rows])
        self.chart.summarise(self._summary(state))
        self.table.set_rows([self._cells(one) for one in state.rows])

    def _summary(self, state: ViewsState) -> str:
        apart = sum(one.standing in ("self_higher", "coach_higher") for one in state.rows)
        if not state.compared:
            return self.tr("No area has a level in both views.")
        one = self.tr("1 of {1} areas with both levels is called different.")
        many = self.tr("{0} of {1} areas with both levels are called different.")
        return labels.counted(apart, one, many, state.compared)

    def _entries(self, state: ViewsState) -> Iterator[tuple[Mark, str]]:
        """What the marks mean that are drawn."""
        if any(row.own is not None for row in state.rows):
            yield "dot", self.tr("own level, with the likely range")
        if any(row.coach is not None for row in state.rows):
            yield "square", self.tr("the coach’s view, with the range of a single rater")
        if any(row.target is not None for row in state.rows):
            yield "diamond", self.tr("target")

    def _chart_row(self, one: ViewRow, *, assessed: bool) -> ViewsRow:
        note = "" if one.coach is not None else self.tr("seen {0} of {1}: too few").format(one.seen, one.asked)
        # without any assessment every row lacks a level, which the page says once
        own = self.tr("no own level") if assessed and one.own is None else ""
        return ViewsRow(one.area, one.own, one.own_range, one.coach, one.coach_range, one.target, note, own)

    def _cells(self, one: ViewRow) -> list[str]:
        difference = "–" if one.difference is None else labels.change(one.own, one.coach)
        standing = {
            "may_be_chance": self.tr("may be chance"),
            "self_higher": self.tr("own is higher"),
            "coach_higher": self.tr("coach’s is higher"),
        }
        return [
            one.area,
            "–" if one.own is None else labels.level(one.own),
            "–" if one.coach is None else labels.level(one.coach),
            "–" if one.coach_range is None else labels.level_range(*one.coach_range),
            "–" if one.target is None else labels.target_level(one.target),
            difference,
            standing[one.standing] if one.standing else "–",
            self.tr("{0} of {1}").format(one.seen, one.asked),
        ]
