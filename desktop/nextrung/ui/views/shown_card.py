"""The card with the own levels and the views of others: as a chart, as a table, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.charts.round_chart import MARKS, RoundChart, RoundRow, SeenBy
from nextrung.ui.theme.theme import Theme
from nextrung.ui.views import words
from nextrung.ui.views.state import OtherViewsState, SeenArea
from nextrung.ui.views.words_view import WordsView
from nextrung.ui.widgets.buttons import Segments
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.legend import Legend, Mark
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.view_switch import ViewSwitch

VIEWS = ("chart", "table", "words")
TABLE_SHARES = (0.2, 0.08, 0.1, 0.17, 0.2, 0.25)


class ShownCard(Card):
    """Own levels, groups and targets, sorted by how far the views lie apart."""

    hide_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        names = (self.tr("Chart"), self.tr("Table"), self.tr("Words"))
        self.views = Segments(theme, self.tr("View"), list(zip(VIEWS, names, strict=True)))
        self.views.choose("chart")
        self.top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.top.setSpacing(theme.space("m"))
        self.top.addWidget(TextLabel(self.tr("Your view and theirs"), "heading"), 1)
        self.top.addWidget(self.views, 0, Qt.AlignmentFlag.AlignTop)
        self._about = TextLabel("", "muted")
        self.chart = RoundChart(theme, self.tr("Your view, theirs and the target"))
        self._legend = Legend(theme)
        self._state: OtherViewsState | None = None
        self.body.addLayout(self.top)
        # what the marks mean stands before them: a chart of several groups is higher than a small screen
        for widget in (self._about, self._legend):
            self.body.addWidget(widget)
        # whoever looks at the chart waits for neither of the others
        self._table: TextTable | None = None
        self._words: WordsView | None = None
        self._switch = ViewSwitch({"chart": self.chart}, {"table": self._build_table, "words": self._build_words})
        self.body.addLayout(self._switch)
        self.body.addStretch(1)
        self._on_views_chosen("chart")
        self.views.chosen.connect(self._on_views_chosen)

    def _build_table(self) -> TextTable:
        headings = [
            self.tr("Area"),
            self.tr("You"),
            self.tr("Target"),
            self.tr("Who"),
            self.tr("Their view"),
            self.tr("Compared"),
        ]
        name = self.tr("All views, as a table")
        self._table = table = TextTable(name, headings, texts=True, shares=TABLE_SHARES, once=3)
        self._fill()
        return table

    def _build_words(self) -> WordsView:
        self._words = words_view = WordsView(self._theme)
        words_view.hide_requested.connect(self.hide_requested)
        self._fill()
        return words_view

    @property
    def table(self) -> TextTable:
        """All views as a table."""
        self._switch.view("table")
        return cast(TextTable, self._table)

    @property
    def words(self) -> WordsView:
        """Examples in the words of others."""
        self._switch.view("words")
        return cast(WordsView, self._words)

    def _stops(self, view: str) -> tuple[QWidget, ...]:
        """What the Tab key comes to in a view that is built later than what stands below it."""
        if view == "table":
            return (self.table,)
        return (self.words.said, self.words.hide_example) if view == "words" else ()

    def _fill(self) -> None:
        """Show the round in what was built of the other views."""
        if self._state is None:
            return
        if self._table is not None:
            self._table.set_rows([cells for one in self._state.areas for cells in _cells(one)])
        if self._words is not None:
            self._words.show_words(self._state.words)

    def show_state(self, state: OtherViewsState) -> None:
        """Show what a round shows."""
        self._about.setText(self._sentence(state))
        self.chart.show_state([_chart_row(one) for one in state.areas])
        self.chart.summarise(self._summary(state))
        self._state = state
        self._fill()
        self._legend.show_entries(*self._entries(state))

    def _sentence(self, state: OtherViewsState) -> str:
        if state.is_shown:
            return self.tr("Sorted by how far the views lie apart; what may be chance is called no difference.")
        if state.reader == "coach":
            return self.tr(
                "Nothing of others is shown yet: your coach opens the replies, and what the coach hands over is taken"
                " in here like a reply."
            )
        said = self.tr("Nothing of others is shown yet: a group is from {0} replies on, once you show it.")
        return said.format(state.round.minimum if state.round else 0)

    def _summary(self, state: OtherViewsState) -> str:
        told = sum(any(view.comparison in {"self_high", "self_low"} for view in one.views.views) for one in state.areas)
        one = self.tr("1 of {1} areas has a difference that can be told.")
        many = self.tr("{0} of {1} areas have a difference that can be told.")
        return labels.counted(told, one, many, len(state.areas))

    def _entries(self, state: OtherViewsState) -> Iterator[tuple[Mark, str]]:
        if any(one.views.own is not None for one in state.areas):
            yield "dot", self.tr("you, likely range")
        parts = {view.part: view for one in state.areas for view in one.views.views}
        for part, mark in MARKS.items():
            if part in parts:
                # the likely range is said once, at the first
                few = self.tr("{0}, a band") if parts[part].level is None else "{0}"
                yield mark, few.format(words.group(part))
        if any(one.views.target is not None for one in state.areas):
            yield "diamond", self.tr("target")

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        self._switch.show_view(view)
        keep_tab_order((self.chart, *self._stops(view)))
        self._legend.setVisible(view == "chart")
        self._about.setVisible(view != "words")


def _chart_row(one: SeenArea) -> RoundRow:
    seen = tuple(
        SeenBy(
            view.part,
            view.level,
            view.range or view.band,
            f"{words.who(view)} {words.seen(view)}",
        )
        for view in one.views.views
    )
    return RoundRow(one.name, one.views.own, one.views.own_range, one.views.target, seen)


def _cells(one: SeenArea) -> Iterator[tuple[str, ...]]:
    own = "–" if one.views.own is None else labels.level(one.views.own)
    target = "–" if one.views.target is None else labels.target_level(one.views.target)
    for view in one.views.views:
        yield (one.name, own, target, words.who(view), words.seen(view), words.comparison(view.comparison))
    if not one.views.views:
        yield (one.name, own, target, "–", "–", "–")
