"""One competency of the role: its five levels, and what is asked about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.role.state import ItemsState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import Tag, Text


class ItemsPage(Page):
    """Renders the levels and the items of a competency; goes back, or on to results or assessment."""

    back_requested = Signal()
    results_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._construct = Text("", "muted")
        self.under_title.addWidget(self._construct, 1)
        self.back = self.way_back("back-to-role")
        self.results = Button(theme, "")
        self.results.setObjectName("to-results")
        self.header_actions.addWidget(self.back)
        self.header_actions.addWidget(self.results)
        self._levels, self._level_list = self._card(self.tr("The five levels"))
        self._items, self._item_list = self._card(self.tr("What is asked about it"))
        self._shown: list[QWidget] = []
        self.column.addWidget(self._levels)
        self.column.addWidget(self._items)
        self.column.addStretch(1)
        self.back.clicked.connect(self.back_requested)
        self.results.clicked.connect(self.results_requested)

    def _card(self, heading: str) -> tuple[Card, QVBoxLayout]:
        card = Card(self.theme)
        card.body.addWidget(Text(heading, "heading"))
        entries = QVBoxLayout()
        entries.setSpacing(self.theme.space("xs_wide"))
        card.body.addLayout(entries)
        return card, entries

    def show_state(self, state: ItemsState, *, scored: bool) -> None:
        """Show a competency; ``scored`` is whether there are results to go to."""
        discard(self._shown)
        self._shown = []
        self.title.setText(state.area.name)
        self._construct.setText(f"{state.construct} {state.boundary}")
        self.results.setText(self.tr("See my results") if scored else self.tr("Go to the assessment"))
        for number, words in enumerate(state.levels, start=1):
            self._add(self._level_list, self._level(number, words, state.area.level))
        for facet, stems in state.items:
            heading = Text(facet, "strong")
            heading.setContentsMargins(0, self.theme.space("s"), 0, 0)
            self._add(self._item_list, heading)
            for stem in stems:
                self._add(self._item_list, Text(stem, "muted"))
        note = self.tr("Situations and knowledge checks are not shown here, so that they can still be answered fresh.")
        rest = Text(note, "small")
        rest.setContentsMargins(0, self.theme.space("s"), 0, 0)
        self._add(self._item_list, rest)

    def _level(self, number: int, words: str, own: float | None) -> QWidget:
        widget = QWidget()
        line = row(Text(f"{number}", "strong", wrap=False), Text(words), spacing=self.theme.space("m"))
        line.setStretch(1, 1)
        if own is not None and int(own + 0.5) == number:
            line.addWidget(Tag(self.tr("you: {0}").format(labels.level(own)), "accent"))
        widget.setLayout(line)
        return widget

    def _add(self, entries: QVBoxLayout, widget: QWidget) -> None:
        entries.addWidget(widget)
        self._shown.append(widget)
