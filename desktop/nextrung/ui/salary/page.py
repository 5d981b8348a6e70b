"""The salary page: what each rung pays, how close the person's practice is to it, and where every figure is from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.salary.model import Choice
from nextrung.ui import labels
from nextrung.ui.charts.rung_chart import RungChart
from nextrung.ui.charts.rung_items import RungRow
from nextrung.ui.salary import rows
from nextrung.ui.salary.card import CardState
from nextrung.ui.salary.choices import ChoiceBar
from nextrung.ui.salary.provenance import ProvenanceCard
from nextrung.ui.salary.state import Options, SalaryState, pay_range
from nextrung.ui.salary.what_if import WhatIfCard
from nextrung.ui.salary.what_if_state import WhatIfState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.legend import Legend, Mark
from nextrung.ui.widgets.page import Page, needed_beside
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Text

FOLD_BELOW = 850
"""Page width under which choices stand one below the other."""


class SalaryPage(Page):
    """Renders the rungs and the figures; asks for other choices, for the card of a figure, and for own figures."""

    choice_changed = Signal(Choice)
    figure_chosen = Signal(str)
    levels_changed = Signal(dict)
    own_requested = Signal()
    assessment_requested = Signal()
    removal_requested = Signal(str)
    card_closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Salary"))
        self.under_title.addWidget(Text(self.tr("What each rung pays, and how close you are to it"), "muted"), 1)
        self.explain("salary")
        self.own = Button(theme, self.tr("Own figures and data"))
        self.own.setObjectName("own-figures")
        self.header_actions.addWidget(self.own)
        self.choices = ChoiceBar(theme)
        self.column.addWidget(self.choices)
        self.column.addWidget(self._build_chart_card())
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self.what_if = WhatIfCard(theme)
        self.provenance = ProvenanceCard(theme)
        self._columns.addWidget(self.what_if, 1)
        self._columns.addWidget(self.provenance, 1)
        self.column.addLayout(self._columns)
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        self.column.addWidget(Text(purpose, "small"))
        self.column.addStretch(1)
        self._ids: tuple[str, ...] = ()
        self._pay_words = ""
        self._connect()

    def _connect(self) -> None:
        self.own.clicked.connect(self.own_requested)
        self.choices.choice_changed.connect(self.choice_changed)
        self.chart.figure_chosen.connect(self.figure_chosen)
        self.table.clicked.connect(self._on_table_clicked)
        self.table.row_picked.connect(self._on_table_row_picked)
        self.what_if.levels_changed.connect(self.levels_changed)
        self.what_if.assessment_requested.connect(self.assessment_requested)
        self.provenance.closed.connect(self._on_provenance_closed)
        self.provenance.removal_requested.connect(self.removal_requested)
        self.views.chosen.connect(self._on_views_chosen)
        self.theme.changed.connect(self._fold)

    def _build_chart_card(self) -> Card:
        theme = self.theme
        card = Card(theme)
        heading = QVBoxLayout()
        heading.setSpacing(theme.space("hair"))
        heading.addWidget(Text(self.tr("The rungs"), "heading"))
        words = self.tr("Middle half of pay for each role; the line is the typical figure. Pick a figure to trace it.")
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
            self.tr("10th"),
            self.tr("25th"),
            self.tr("Typical"),
            self.tr("75th"),
            self.tr("90th"),
        ]
        self.table = TextTable(self.tr("Pay of each rung, as a table; numbers are percentiles"), headings)
        self.table.hide()
        self._legend = Legend(theme)
        self._held = Text("", "muted")
        self._notes = Text("", "small")
        self._old = Text("", "small")
        card.body.addLayout(top)
        card.body.addWidget(self.chart)
        card.body.addWidget(self.table)
        card.body.addWidget(self._legend)
        card.body.addWidget(self._held)
        card.body.addWidget(self._notes)
        card.body.addWidget(self._old)
        return card

    def show_state(self, state: SalaryState, options: Options) -> None:
        """Show the rungs and the figures for a choice."""
        self.choices.show_state(options, state.choice)
        drawn = rows.chart(state)
        self.chart.show_state(*drawn, self.tr("match"))
        self._legend.show_entries(*self._drawn_marks(drawn[0], own=bool(drawn[-1])))
        self.chart.summarise("; ".join(f"{rung.name}: {pay_range(rung)}" for rung in state.rungs))
        table, self._ids = rows.table(state)
        self.table.set_rows(table)
        held = rows.held_words(state)
        self._held.setText("\n".join(held))
        self._held.setVisible(bool(held))
        notes = [note.text for note in state.notes if note.age is None]
        if state.own_elsewhere:
            notes.append(
                labels.counted(
                    state.own_elsewhere,
                    self.tr("1 own figure is in another currency and not on the chart."),
                    self.tr("{0} own figures are in another currency and not on the chart."),
                )
            )
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        old = [rows.old_words(note) for note in state.notes if note.age is not None]
        self._old.setText(" ".join(old))
        self._old.setVisible(bool(old))
        self._pay_words = self._words(state)
        self.show_footnote(labels.no_pilot() if state.draft else "")
        self._fold()

    def _drawn_marks(self, bands: Sequence[RungRow], *, own: bool) -> list[tuple[Mark, str]]:
        """The marks that the chart shows for these rungs, with what they mean."""
        firm = [one for one in bands if not one.old and one.standing in ("matched", "next")]
        nearest = [one for one in bands if one.nearest and one.standing != "matched" and one not in firm]
        found: list[tuple[Mark, str, bool]] = [
            ("band", self.tr("you match"), any(one.standing == "matched" for one in firm)),
            ("band_next", self.tr("next rung"), any(one.standing == "next" for one in firm)),
            ("band_further", self.tr("other rungs"), len(bands) > len(firm) + len(nearest)),
            ("band_title", self.tr("adverts, nearest title"), bool(nearest)),
            ("own", self.tr("yours"), own),
        ]
        return [(mark, words) for mark, words, drawn in found if drawn]

    def show_what_if(self, state: WhatIfState | None) -> None:
        """Show levels to try out; None while there is no result."""
        self.what_if.show_state(state)

    def show_card(self, state: CardState | None, *, reveal: bool = True) -> None:
        """Show where a figure comes from, or (None) where all come from; ``reveal`` brings the card into view."""
        if state is None:
            self.provenance.show_words(self._pay_words)
            return
        self.provenance.show_figure(state)
        if reveal:
            self.reveal(self.provenance)

    def _words(self, state: SalaryState) -> str:
        sentences = [
            self.tr("Your answers do not set your pay: the rungs matched are those whose work they describe."),
            self.tr(
                "The five figures of ML managers are as published for 2025. “Typical” was published as the average, "
                "but lies where the median of the others lies. “Entry” describes another group of people."
            ),
            self.tr(
                "Bands are estimated by this app from those figures and from steps between experience levels in "
                "27,722 job adverts: about ±10 % on the national centre, ±16 % with place, sector and rung."
            ),
            self.tr("No survey of ML managers exists, so the official figures of all IT managers stand beside them."),
            self.tr("No effect of the employer is offered, because no data support one."),
            self.tr("This is a match between self-rated practice and a profile, not a promise of pay."),
        ]
        if state.error_words:
            sentences.insert(3, self.tr("For this choice: {0}.").format(state.error_words))
        return " ".join(sentences)

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self.table.setVisible(view == "table")
        self.chart.setVisible(view == "chart")
        self._legend.setVisible(view == "chart")

    @Slot(QModelIndex)
    def _on_table_clicked(self, index: QModelIndex) -> None:
        self._on_table_row_picked(index.row())

    @Slot(int)
    def _on_table_row_picked(self, number: int) -> None:
        self.figure_chosen.emit(self._ids[number])

    @Slot()
    def _on_provenance_closed(self) -> None:
        self.show_card(None)
        self.card_closed.emit()
        (self.table if self.table.isVisible() else self.chart).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lower cards one above the other when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        wide = needed_beside(self._columns) + 2 * self.theme.space("page")
        narrow = self.width() < max(self.theme.em(FOLD_BELOW), wide)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        room = self.width() - 2 * self.theme.space("page")
        fitting = self.choices.most_across(room)
        self.choices.set_across(min(fitting, 2) if narrow else fitting)
