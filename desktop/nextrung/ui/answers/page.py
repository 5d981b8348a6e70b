"""The answers page: everything answered, skipped or without a chance yet; finish here, or read explanations later."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.answers.list import AnswerList
from nextrung.ui.answers.state import AnswersState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel


class AnswersPage(Page):
    """Renders all answers; asks to change one, to finish, or to go back."""

    change_requested = Signal(str)
    finish_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self._complete = False
        self._words = TextLabel("", "muted")
        self.under_title.addWidget(self._words, 1)
        self.back = self.way_back("back-from-answers")
        self.finish = Button(theme, self.tr("Finish"), "primary", key=self.tr("Enter"))
        self.finish.setObjectName("finish")
        self.set_actions(self.back, self.finish)
        self.filters = Segments(theme, self.tr("Which answers"), list(self._chips().items()), joined=False)
        self.list = AnswerList(theme)
        self.list.setMinimumHeight(theme.size("list"))
        card = Card(theme)
        # no closer to the edge than its round corners reach
        card.body.setContentsMargins(0, theme.radius("control"), 0, theme.radius("control"))
        card.body.addWidget(self.list)
        self.column.addWidget(self.filters)
        self.column.addWidget(card, 1)
        self.back.clicked.connect(self.back_requested)
        self.finish.clicked.connect(self.finish_requested)
        self.filters.chosen.connect(self._on_filters_chosen)
        self.list.change_requested.connect(self.change_requested)

    def _chips(self) -> dict[str, str]:
        """What the list can be narrowed to, by the id of the choice."""
        return {
            "all": self.tr("All"),
            "skipped": self.tr("Skipped"),
            "no-chance": self.tr("No chance yet"),
            "situations": self.tr("Situations and checks"),
        }

    def show_state(self, state: AnswersState) -> None:
        """Show the answers of an assessment."""
        self._complete = state.complete
        self.hide_problem()
        self.title.setText(self.tr("Answers and explanations") if state.complete else self.tr("Check your answers"))
        self._words.setText(self._summary(state))
        self.finish.setVisible(not state.complete)
        self.list.complete = state.complete
        self.list.answers.show_answers(state.rows)
        self.filters.choose("all")
        for which, words in self._chips().items():
            count = self.list.answers.count(which)
            self.filters.relabel(which, self.tr("{0} {1}").format(words, count))
            self.filters.offer(which, offered=which == "all" or count > 0)
        self.list.take_first()
        # where the next key belongs: reading row by row afterwards, and Enter to finish before
        (self.list if state.complete else self.finish).setFocus()

    def _summary(self, state: AnswersState) -> str:
        if state.complete:
            form = self.tr("Quick assessment") if state.form == "quick" else self.tr("Full assessment")
            more = self.tr("open a situation or check to read what was best and why")
            return f"{form}, {labels.day(state.completed_at)} · {more}"
        parts = [
            self.tr("{0} answered").format(state.count("answered")),
            self.tr("{0} skipped").format(state.count("skipped")),
            self.tr("{0} no chance yet").format(state.count("no_chance")),
        ]
        if state.count("open"):
            parts.append(self.tr("{0} not answered").format(state.count("open")))
        return " · ".join([*parts, self.tr("change any answer until you finish")])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes, or goes to the question when the list has the focus; Backspace goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.focusWidget() is self.list:
                self._take_current()
            elif self.back.hasFocus():
                self.back.click()
            elif not self._complete:
                self.finish.click()
        elif event.key() == Qt.Key.Key_Backspace:
            self.back.click()
        else:
            super().keyPressEvent(event)

    def _take_current(self) -> None:
        """Change the answer in hand; explain it once nothing can be changed any more."""
        row = self.list.current()
        if row is not None and self._complete:
            self.list.toggle(row)
        elif row is not None:
            self.change_requested.emit(row.item)

    @Slot(str)
    def _on_filters_chosen(self, which: str) -> None:
        self.list.answers.choose(which)
        self.list.take_first()
