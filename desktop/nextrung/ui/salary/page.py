"""The salary page: what each rung pays, how close the person's practice is to it, and where every figure is from."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.salary.model import PayChoice
from nextrung.ui import labels
from nextrung.ui.charts.rung_chart import RungChart
from nextrung.ui.salary import legend, rows
from nextrung.ui.salary.card import CardState
from nextrung.ui.salary.choices import ChoiceBar
from nextrung.ui.salary.kept_adverts import KeptAdvertsCard
from nextrung.ui.salary.provenance import ProvenanceCard
from nextrung.ui.salary.state import Options, SalaryState
from nextrung.ui.salary.what_if import WhatIfCard
from nextrung.ui.salary.what_if_state import WhatIfState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.legend import Legend
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.view_switch import ViewSwitch

FOLD_BELOW = 850
"""Page width under which choices stand one below the other."""


class SalaryPage(Page):
    """Renders the rungs and the figures; asks for other choices, for the card of a figure, and for own figures."""

    choice_changed = Signal(PayChoice)
    figure_chosen = Signal(str)
    levels_changed = Signal(dict)
    own_requested = Signal()
    sources_requested = Signal()
    assessment_requested = Signal()
    removal_requested = Signal(str)
    card_closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Salary"))
        self._about = TextLabel("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.explain("salary")
        self.sources = Button(theme, self.tr("Sources and method"), "link")
        self.sources.setObjectName("sources")
        self.own = Button(theme, self.tr("Own figures"))
        self.own.setObjectName("own-figures")
        self.set_actions(self.sources, self.own)
        self.choices = ChoiceBar(theme)
        self.column.addWidget(self.choices)
        self.column.addWidget(self._build_chart_card())
        self.kept_adverts = KeptAdvertsCard(theme)
        self.column.addWidget(self.kept_adverts)
        self.what_if = WhatIfCard(theme)
        self.provenance = ProvenanceCard(theme)
        self.provenance.hide()
        self.column.addWidget(self.what_if)
        self._remarks = self._build_notes()
        self.column.addWidget(self._remarks)
        self.column.addWidget(self.provenance)
        promise = self.tr(
            "Your answers do not set your pay: a match compares self-rated practice with a profile. "
            "It is no promise of pay."
        )
        self.column.addWidget(TextLabel(promise, "small"))
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        self.column.addWidget(TextLabel(purpose, "small"))
        self.column.addStretch(1)
        self._ids: tuple[str, ...] = ()
        self._connect()

    def _connect(self) -> None:
        self.own.clicked.connect(self.own_requested)
        self.sources.clicked.connect(self.sources_requested)
        self.choices.choice_changed.connect(self.choice_changed)
        self.chart.figure_chosen.connect(self.figure_chosen)
        self.table.clicked.connect(self._on_table_clicked)
        self.table.row_picked.connect(self._on_table_row_picked)
        self.what_if.levels_changed.connect(self.levels_changed)
        self.what_if.assessment_requested.connect(self.assessment_requested)
        self.provenance.closed.connect(self._on_provenance_closed)
        self.provenance.removal_requested.connect(self.removal_requested)
        self.views.chosen.connect(self._on_views_chosen)
        # folding depends on the text size as well as on the width
        self.theme.changed.connect(self._fold)

    def _build_chart_card(self) -> Card:
        theme = self.theme
        card = Card(theme)
        self._heading = TextLabel("", "heading")
        self._under = TextLabel("", "muted")
        heading = QVBoxLayout()
        heading.setSpacing(theme.space("hair"))
        heading.addWidget(self._heading)
        heading.addWidget(self._under)
        heading.addStretch(1)
        views = [("chart", self.tr("Chart")), ("table", self.tr("Table"))]
        self.views = Segments(theme, self.tr("View"), views)
        self.views.choose("chart")
        self._legend = Legend(theme)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.space("l"))
        self._top.addLayout(heading, 3)
        self._top.addWidget(self._legend, 2)
        # without an alignment a box layout stretches the switch over all of its cell
        self._top.addWidget(self.views, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.chart = RungChart(theme, self.tr("Pay of each rung"))
        headings = [
            self.tr("Rung or figure"),
            self.tr("Your match"),
            self.tr("10th percentile"),
            self.tr("25th percentile"),
            self.tr("Typical"),
            self.tr("75th percentile"),
            self.tr("90th percentile"),
        ]
        self.table = TextTable(self.tr("Pay of each rung, as a table"), headings)
        card.body.addLayout(self._top)
        self._switch = ViewSwitch({"chart": self.chart, "table": self.table})
        card.body.addLayout(self._switch)
        return card

    def _build_notes(self) -> Card:
        """Why a rung is not matched, what was done to the figures, and how old they are."""
        card = Card(self.theme)
        self._remarks_about = TextLabel("", "heading")
        card.body.addWidget(self._remarks_about)
        self._held_lines = QVBoxLayout()
        self._held_lines.setSpacing(self.theme.space("s"))
        card.body.addLayout(self._held_lines)
        self._held: list[TextLabel] = []
        self._notes = TextLabel("", "small")
        self._old = TextLabel("", "small")
        for part in (self._notes, self._old):
            card.body.addWidget(part)
        return card

    def show_state(self, state: SalaryState, options: Options) -> None:
        """Show the rungs and the figures for a choice."""
        self.choices.show_state(options, state.choice)
        self._about.setText(self._about_words(state, options))
        self._heading.setText(
            self.tr("United States pay at local prices: {0}").format(state.country)
            if state.country
            else self.tr("The rungs")
        )
        self._under.setText(self._under_words(state))
        lines = rows.chart(state)
        self.chart.show_state(lines, state.currency)
        self._legend.show_entries(*legend.entries(lines))
        self.chart.summarise("; ".join(line.spoken for line in lines if line.spoken))
        table, self._ids = rows.table(state)
        self.table.set_rows(table)
        self._show_notes(state)
        self.show_footnote(labels.no_pilot() if state.draft else "")
        self._fold()

    def _show_notes(self, state: SalaryState) -> None:
        notes = [note.text for note in state.notes if note.age is None]
        if state.country and not state.local:
            notes.append(self.tr("No local adverts were found for {0}.").format(state.country))
        if state.own_elsewhere:
            notes.append(
                labels.counted(
                    state.own_elsewhere,
                    self.tr("1 own figure is in another currency and not on the chart."),
                    self.tr("{0} own figures are in another currency and not on the chart."),
                )
            )
        if state.own_unplaced:
            notes.append(
                labels.counted(
                    state.own_unplaced,
                    self.tr("1 own figure belongs to a rung that is not here, so it is not on the chart."),
                    self.tr("{0} own figures belong to rungs that are not here, so they are not on the chart."),
                )
            )
        old = [rows.old_words(note) for note in state.notes if note.age is not None]
        held = rows.held_words(state)
        discard(self._held)
        self._held = [TextLabel(words, "muted") for words in held]
        for line in self._held:
            self._held_lines.addWidget(line)
        shown = ((self._notes, " ".join(notes)), (self._old, " ".join(old)))
        for text, words in shown:
            text.setText(words)
            text.setVisible(bool(words))
        self._remarks_about.setText(
            self.tr("Why a rung is not matched yet") if held else self.tr("About these figures")
        )
        self._remarks.setVisible(bool(held) or any(words for _, words in shown))

    def _about_words(self, state: SalaryState, options: Options) -> str:
        """What the page shows, and for which place and sector."""
        places = {one: name for one, name, _ in options.places}
        sectors = dict(options.sectors)
        place = places.get(state.choice.place or "", self.tr("United States"))
        sector = sectors.get(state.choice.sector or "", self.tr("all sectors"))
        return self.tr("What is published, and estimates for each rung · {0}, {1}").format(place, sector)

    def _under_words(self, state: SalaryState) -> str:
        """What the bars and marks are, in two or three sentences."""
        if state.country:
            words = self.tr(
                "A question about living standards: what would buy there what this pay buys in the United States. "
                "It is no pay there. Error: {0}."
            )
            return words.format(state.error_words)
        words = self.tr("Soft ends show the error of an estimate, {0}. {1} Pick a figure to trace it.")
        return words.format(state.error_words, state.steps)

    def show_what_if(self, state: WhatIfState | None) -> None:
        """Show levels to try out; None while there is no result."""
        self.what_if.show_state(state)

    def show_card(self, state: CardState | None, *, reveal: bool = True) -> None:
        """Show where a figure comes from, or (None) no card; ``reveal`` brings the card into view."""
        self.provenance.setVisible(state is not None)
        if state is None:
            return
        self.provenance.show_figure(state)
        if reveal:
            self.reveal(self.provenance)

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self._switch.show_view(view)
        self._legend.setVisible(view == "chart")

    @Slot(QModelIndex)
    def _on_table_clicked(self, index: QModelIndex) -> None:
        self._on_table_row_picked(index.row())

    @Slot(int)
    def _on_table_row_picked(self, number: int) -> None:
        if self._ids[number]:
            self.figure_chosen.emit(self._ids[number])

    @Slot()
    def _on_provenance_closed(self) -> None:
        self.show_card(None)
        self.card_closed.emit()
        # the focus was on the button that is hidden now; Qt would pass it on to whatever comes next
        (self.table if self.table.isVisible() else self.chart).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lower cards one above the other when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        narrow = self.width() < self.theme.em(FOLD_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._top.setDirection(direction)
        room = self.width() - 2 * self.theme.space("page")
        # the choices keep every text whole, so that languages with long words fold earlier
        fitting = self.choices.most_across(room)
        self.choices.set_across(min(fitting, 2) if narrow else fitting)
