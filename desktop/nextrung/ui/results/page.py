"""The results page: match, gaps, what to work on first, and how far to trust it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QStackedWidget, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.charts.gap_chart import GapChart, GapRow
from nextrung.ui.results.focus import FocusCard, TrustCard
from nextrung.ui.results.state import AreaRow, ResultsState
from nextrung.ui.results.summary import SummaryCards
from nextrung.ui.salary.state import SalaryState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.legend import Legend
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Text

FOLD_BELOW = 850
STACK_BELOW = 640
"""Page width under which the cards on top stand one below the other."""


class ResultsPage(Page):
    """Renders a finished assessment; asks for another role profile."""

    role_chosen = Signal(str)
    answers_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Results"))
        self._when = Text("", "muted", wrap=False)
        self.role = QComboBox()
        self.role.setObjectName("role")
        against = QLabel(self.tr("against"))
        against.setProperty("look", "muted")
        against.setBuddy(self.role)
        self.role.setAccessibleName(self.tr("Role profile to compare with"))
        for widget in (self._when, against, self.role):
            self.under_title.addWidget(widget)
        self.under_title.addStretch(1)
        self.answers = Button(theme, self.tr("Answers and explanations"))
        self.answers.setObjectName("answers")
        self.answers.clicked.connect(self.answers_requested)
        self.header_actions.addWidget(self.answers)
        self._summary = SummaryCards(theme)
        self.column.addWidget(self._summary)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self._columns.addWidget(self._build_chart_card(), 2)
        self._columns.addLayout(self._build_side(), 1)
        self.column.addLayout(self._columns, 1)
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        self.column.addWidget(Text(purpose, "small"))
        self.role.activated.connect(self._on_role_activated)
        theme.changed.connect(self._fold)

    def _build_chart_card(self) -> Card:
        theme = self.theme
        card = Card(theme)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(Text(self.tr("Where you are, and where the role asks you to be"), "heading"))
        heading.addWidget(Text(self.tr("Sorted by what to work on first"), "muted"))
        views = [("chart", self.tr("Chart")), ("table", self.tr("Table"))]
        self.views = Segments(theme, self.tr("View"), views)
        self.views.choose("chart")
        top = row(self.views, spacing=theme.space("m"))
        top.insertLayout(0, heading, 1)
        self.chart = GapChart(theme, self.tr("Gaps to the role"))
        headings = [
            self.tr("Area"),
            self.tr("Level"),
            self.tr("Likely range"),
            self.tr("Target"),
            self.tr("Gap"),
            self.tr("Is the gap real?"),
        ]
        self.table = TextTable(self.tr("Gaps to the role, as a table"), headings)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        legend = Legend(
            theme,
            ("dot", self.tr("you, with the likely range")),
            ("reached", self.tr("at or above target")),
            ("diamond", self.tr("target")),
            ("bar", self.tr("gap")),
        )
        card.body.addLayout(top)
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(legend)
        self.views.chosen.connect(self._on_views_chosen)
        return card

    def _build_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(self.theme.space("m"))
        self._focus = FocusCard(self.theme)
        self._trust = TrustCard(self.theme)
        side.addWidget(self._focus, 1)
        side.addWidget(self._trust)
        return side

    def show_state(self, state: ResultsState, salary: SalaryState) -> None:
        """Show a result and the pay of the rungs it matches."""
        form = self.tr("Quick assessment") if state.form == "quick" else self.tr("Full assessment")
        self._when.setText(f"{form}, {labels.day(state.completed_at)} ·")
        self.role.clear()
        for option in state.roles:
            self.role.addItem(option.name, option.id)
        self.role.setCurrentIndex(self.role.findData(state.role.id))
        self._summary.show_state(state, salary)
        note = self.tr("no level yet: too few answers")
        no_chance = self.tr("no level: little chance to do this yet")
        self.chart.show_state(
            [_chart_row(entry, no_chance if entry.status == "no_chance" else note) for entry in state.rows]
        )
        self.chart.summarise(self._sentence(state))
        self.table.set_rows([self._table_row(entry) for entry in state.rows])
        self._focus.show_state(state)
        self._trust.show_state(state)

    def _sentence(self, state: ResultsState) -> str:
        text = self.tr("{0} of {1} areas are at or above the target of {2}.")
        return text.format(state.reached, len(state.rows), state.role.name)

    def _table_row(self, entry: AreaRow) -> list[str]:
        if entry.level is None or entry.low is None or entry.high is None or entry.gap is None:
            none = self.tr("no chance yet") if entry.status == "no_chance" else self.tr("too few answers")
            return [entry.name, "–", "–", labels.level(entry.target), "–", none]
        real = self.tr("at target") if entry.reached else labels.likelihood(entry.likelihood)
        gap = "–" if entry.reached else labels.level(entry.gap)
        likely = labels.level_range(entry.low, entry.high)
        return [entry.name, labels.level(entry.level), likely, labels.level(entry.target), gap, real]

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self._stack.setCurrentWidget(self.table if view == "table" else self.chart)

    @Slot(int)
    def _on_role_activated(self, index: int) -> None:
        self.role_chosen.emit(self.role.itemData(index))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the side column below when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        narrow = self.width() < self.theme.em(FOLD_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self._summary.set_stacked(self.width() < self.theme.em(STACK_BELOW))


def _chart_row(entry: AreaRow, note: str) -> GapRow:
    return GapRow(entry.name, entry.level, entry.low, entry.high, entry.target, note)
