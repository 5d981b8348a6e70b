"""The salary page: what each rung pays, and how close the person's practice is to it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.charts.rung_chart import PublishedMark, RungChart, RungRow
from nextrung.ui.salary.state import RungState, SalaryState, pay_range, thousands
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Segments
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.legend import Legend
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Text

FOLD_BELOW = 850
MIDDLE_HALF = (0.25, 0.75)


class SalaryPage(Page):
    """Renders the rungs and the published figures."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Salary"))
        self.under_title.addWidget(Text(self.tr("What each rung pays, and how close you are to it"), "muted"))
        self.column.addWidget(self._build_chart_card(), 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self._columns.addWidget(self._build_matches_card(), 1)
        self._columns.addWidget(self._build_sources_card(), 1)
        self.column.addLayout(self._columns)
        theme.changed.connect(self._fold)

    def _build_chart_card(self) -> Card:
        theme = self.theme
        card = Card(theme)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(Text(self.tr("The rungs"), "heading"))
        words = self.tr("Middle half of pay for each role in the United States; the line is the typical figure")
        heading.addWidget(Text(words, "muted"))
        views = [("chart", self.tr("Chart")), ("table", self.tr("Table"))]
        self.views = Segments(theme, self.tr("View"), views)
        self.views.choose("chart")
        top = row(self.views, spacing=theme.space("m"))
        top.insertLayout(0, heading, 1)
        self.chart = RungChart(theme, self.tr("Pay of each rung"))
        headings = [
            self.tr("Rung or figure"),
            self.tr("Your match"),
            self.tr("25th percentile"),
            self.tr("Typical"),
            self.tr("75th percentile"),
            self.tr("Where you stand"),
        ]
        self.table = TextTable(self.tr("Pay of each rung, as a table"), headings)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        legend = Legend(
            theme,
            ("band", self.tr("you match")),
            ("band_next", self.tr("next rung")),
            ("band_further", self.tr("further up")),
        )
        card.body.addLayout(top)
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(legend)
        self.views.chosen.connect(self._on_views_chosen)
        return card

    def _build_matches_card(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(Text(self.tr("Which rung is yours?"), "heading"))
        self._matches = Text("", "muted")
        card.body.addWidget(self._matches)
        card.body.addStretch(1)
        return card

    def _build_sources_card(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(Text(self.tr("Where these figures come from"), "heading"))
        self._sources = Text("", "muted")
        card.body.addWidget(self._sources)
        card.body.addStretch(1)
        return card

    def show_state(self, state: SalaryState) -> None:
        """Show the rungs and the figures."""
        rows = [self._chart_row(rung) for rung in state.rungs]
        marks = [
            PublishedMark(figure.amount, figure.label, f"${figure.amount:,.0f}", figure.percentile in MIDDLE_HALF)
            for figure in state.figures
        ]
        self.chart.show_state(rows, marks, self.tr("match"), self.tr("All ML managers,\npublished"))
        self.chart.summarise("; ".join(f"{rung.name}: {pay_range(rung)}" for rung in state.rungs))
        table = [self._table_row(rung) for rung in state.rungs]
        for figure in state.figures:
            name = self.tr("All ML managers, published: {0}").format(figure.label)
            table.append([name, "", "", f"${figure.amount:,.0f}", "", ""])
        self.table.set_rows(table)
        self._matches.setText(self._match_words(state))
        self._sources.setText(self._source_words(state))

    def _chart_row(self, rung: RungState) -> RungRow:
        match = "–" if rung.match is None else labels.points(rung.match)
        label = pay_range(rung)
        return RungRow(rung.name, match, rung.low, rung.typical, rung.high, label, rung.standing)

    def _table_row(self, rung: RungState) -> list[str]:
        match = "–" if rung.match is None else labels.points(rung.match)
        amounts = [thousands(amount) for amount in (rung.low, rung.typical, rung.high)]
        return [rung.name, match, *amounts, labels.standing(rung.standing)]

    def _match_words(self, state: SalaryState) -> str:
        if not state.scored:
            return self.tr("Finish an assessment to see which rung’s work you already do.")
        matched = [rung for rung in state.rungs if rung.standing == "matched"]
        following = next((rung for rung in state.rungs if rung.standing == "next"), None)
        sentences = []
        if matched:
            text = self.tr("Your answers match the profile of {0}: {1} of 100.")
            sentences.append(text.format(matched[0].name, labels.points(matched[0].match or 0)))
        else:
            sentences.append(self.tr("Your answers do not match a rung’s profile yet."))
        if following and following.match is not None:
            text = self.tr("The next rung is {0}, {1} of 100; its middle half pays {2}.")
            sentences.append(text.format(following.name, labels.points(following.match), pay_range(following)))
        sentences.append(self.tr("This is a match between self-rated practice and a profile, not a promise of pay."))
        return " ".join(sentences)

    def _source_words(self, state: SalaryState) -> str:
        period = next(figure.provenance.period for figure in state.figures if figure.percentile in MIDDLE_HALF)
        text = self.tr(
            "The five figures are as published ({0}); “typical” was published as the average, but lies where the "
            "median of the others lies. “Entry” describes another group of people. Bands are estimated by this "
            "app from steps between experience levels in job adverts, {1}. No survey of ML managers exists. "
            "Your answers do not set your pay: they show which rung’s work you already do."
        )
        return text.format(period, state.rungs[0].error_words)

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self._stack.setCurrentWidget(self.table if view == "table" else self.chart)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lower cards one above the other when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        narrow = self.width() < self.theme.em(FOLD_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
