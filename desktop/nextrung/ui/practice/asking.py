"""The question that is on: first to be answered aloud, then to be looked back on."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import zip_longest

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.evidence.practice import LONGEST_NOTE
from nextrung.evidence.questions import MOST_POINTS
from nextrung.ui.practice import words
from nextrung.ui.practice.state import PracticeQuestion
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox
from nextrung.ui.widgets.typing import Typing

TICK = 500
"""Milliseconds between two looks at the clock: a second is never shown for much longer than it takes."""


class AskingCard(Card):
    """Shows one question, counts the seconds until it is answered, then takes marks and a note."""

    answered = Signal(float)
    """The person has spoken, after so many seconds."""
    marked = Signal(frozenset, str)
    """These points were missing, and this is noted."""
    next_requested = Signal()
    skipped = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Build the card empty; ``clock`` counts seconds."""
        super().__init__(theme, parent)
        self._theme = theme
        self._clock = clock
        self._began = 0.0
        self._ticks: list[WrappedCheckBox] = []
        self._at = TextLabel("", "muted")
        self._ask = TextLabel("", "question")
        self._time = TextLabel("", "heading", wrap=False)
        self._lead = TextLabel("", "muted")
        for part in (self._at, self._ask, self._time, self._lead):
            self.body.addWidget(part)
        self._after = QWidget()
        self._build_after()
        self.body.addWidget(self._after)
        self.done = Button(theme, self.tr("I have answered"), "primary")
        self.done.setObjectName("practice-answered")
        self.skip = Button(theme, self.tr("Skip"))
        self.skip.setObjectName("practice-skip")
        self.next = Button(theme, self.tr("Next question"), "primary")
        self.next.setObjectName("practice-next")
        self.body.addLayout(row(self.done, self.next, self.skip, None, spacing=theme.space("s")))
        self._beat = QTimer(self)
        self._beat.setInterval(TICK)
        self._beat.timeout.connect(self._show_time)
        self.done.clicked.connect(self._on_done_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.skip.clicked.connect(self.skipped)

    def _build_after(self) -> None:
        column = QVBoxLayout(self._after)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space("s"))
        column.addWidget(TextLabel(self.tr("Tick what was missing from yours: a good answer contains"), "strong"))
        # all there can be, at once: what is made later comes last for the Tab key
        for at in range(MOST_POINTS):
            tick = WrappedCheckBox()
            tick.setObjectName(f"practice-missing-{at}")
            tick.toggled.connect(self._tell)
            column.addWidget(tick)
            self._ticks.append(tick)
        name = self.tr("Your notes")
        hint = self.tr("What you would say otherwise next time")
        self.note = GrowingField("practice-note", name, hint, longest=LONGEST_NOTE)
        column.addSpacing(self._theme.space("s"))
        column.addWidget(Caption(name, self.note, "strong"))
        column.addWidget(self.note)
        self._typing = Typing(self)
        self._typing.watch(self.note.field)
        self._typing.due.connect(self._on_typing_due)
        self.note.edited.connect(self._on_note_edited)

    def show_question(self, question: PracticeQuestion) -> None:
        """Show a question to be answered aloud; the clock begins."""
        at = self.tr("Question {0} of {1}").format(question.at, question.of)
        self._at.setText(" · ".join((at, question.area, question.side)))
        self._ask.setText(question.ask)
        self._lead.setText(self.tr("Answer aloud, as you would there. Nobody listens and nothing is recorded."))
        self._show_points(question)
        self.next.setText(self.tr("Finish") if question.at == question.of else self.tr("Next question"))
        self._show_face(answered=False)
        self._began = self._clock()
        self._show_time()
        self._beat.start()
        self.done.setFocus()

    def _show_points(self, question: PracticeQuestion) -> None:
        for tick, point in zip_longest(self._ticks, question.good[:MOST_POINTS]):
            # nothing is told while they change: these are other points now
            blocked = tick.blockSignals(True)
            tick.setChecked(False)
            tick.blockSignals(blocked)
            tick.setText(point or "")
            tick.setVisible(point is not None)
        self.note.set_text("")
        self._typing.forget()

    def _show_face(self, *, answered: bool) -> None:
        self._after.setVisible(answered)
        self._lead.setVisible(not answered)
        self.done.setVisible(not answered)
        self.skip.setVisible(not answered)
        self.next.setVisible(answered)

    @Slot()
    def _show_time(self) -> None:
        self._time.setText(words.clock(self._clock() - self._began))

    @Slot()
    def _on_done_clicked(self) -> None:
        self._beat.stop()
        seconds = self._clock() - self._began
        self._time.setText(self.tr("You spoke for {0}").format(words.clock(seconds)))
        self._after.setVisible(True)
        # what is to be done next has the keyboard before the button goes, which would hand it to the navigation
        first = self.note.field if self._ticks[0].isHidden() else self._ticks[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_face(answered=True)
        self.answered.emit(seconds)

    @Slot()
    def _tell(self) -> None:
        missing = frozenset(one.text() for one in self._ticks if one.isChecked())
        self.marked.emit(missing, self.note.text())

    @Slot(str)
    def _on_note_edited(self, note: str) -> None:
        self._typing.typed("note", note)

    @Slot(str, dict)
    def _on_typing_due(self, _about: str, _fields: dict[str, str]) -> None:
        self._tell()

    @Slot()
    def _on_next_clicked(self) -> None:
        # also what could not be saved before
        self._typing.forget()
        self._tell()
        self.next_requested.emit()

    def keep_typing(self) -> None:
        """Hand over what was typed a moment ago."""
        self._typing.save()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nobody reads the clock, and a timer would keep the computer awake."""
        self._beat.stop()
        super().hideEvent(event)
