"""The coach rates: one question about a person, its anchors, and *I have not seen this*; keyboard first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from nextrung.ui.assess.choice_list import ChoiceList
from nextrung.ui.assess.state import AnswerChoice
from nextrung.ui.rating.state import RatingState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Rule, row
from nextrung.ui.widgets.keystroke import CHORD, digit
from nextrung.ui.widgets.mirrored_margins import set_mirrored_margins
from nextrung.ui.widgets.page import ScrollBody, margin_beside
from nextrung.ui.widgets.text import KeyCap, TagLabel, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

MOST_CHOICES = 5
"""Points of the scale of ratings."""
WIDEST = 840
"""Width of a question at the most, at a text size of 100 %."""


class RatingPage(QWidget):
    """Renders one item and says what the coach wants; it keeps nothing itself."""

    rated = Signal(float)
    not_seen_changed = Signal(bool)
    next_requested = Signal()
    back_requested = Signal()
    finish_requested = Signal()
    pause_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self, at_once=False)
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # a page just opened has the focus itself: no choice has it before the first one is shown
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._state: RatingState | None = None
        self._theme = theme
        self._outer = outer = QVBoxLayout(self)
        outer.setSpacing(theme.space("l"))
        self._where = TextLabel("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._count = TextLabel("", "muted", wrap=False)
        self.pause = Button(theme, self.tr("Pause"))
        self.pause.setObjectName("pause-rating")
        self.pause.setToolTip(self.tr("Stop here; everything is saved (Esc)"))
        left = QVBoxLayout()
        left.setSpacing(theme.space("s"))
        left.addWidget(self._where)
        left.addWidget(self._bar)
        header = row(self._count, self.pause, spacing=theme.space("l"))
        header.insertLayout(0, left, 1)
        outer.addLayout(header)
        outer.addWidget(self._build_question(theme), 1)
        outer.addWidget(Rule())
        self.back = Button(theme, self.tr("Back"), icon="back")
        self.back.setObjectName("rating-back")
        self.back.setToolTip(self.tr("Back (Backspace)"))
        self._saved = TextLabel("", "small", wrap=False)
        self._hint = TextLabel(self.tr("Keys 1–5 choose, Enter goes on"), "small")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.finish = Button(theme, self.tr("Finish now"))
        self.finish.setObjectName("finish-rating")
        self.next = Button(theme, self.tr("Next"), "primary")
        self.next.setObjectName("rating-next")
        footer = row(self.back, self._saved, self._hint, self.finish, self.next, spacing=theme.space("s_wide"))
        # the hint takes what is free, and keeps Next at the edge
        footer.setStretch(2, 1)
        outer.addLayout(footer)
        self._connect()
        # the width from which it stands in the middle grows with the text
        theme.changed.connect(self._stand_in_the_middle)

    def _build_question(self, theme: Theme) -> QWidget:
        self._scroll = ScrollBody(theme)
        column = self._scroll.column
        column.setSpacing(theme.space("s_wide"))
        set_mirrored_margins(column, end=theme.space("xs"))
        self._area = TagLabel("", "other")
        self._stem = TextLabel("", "question")
        self._instruction = TextLabel("", "muted")
        self.choices = ChoiceList(theme, MOST_CHOICES)
        self.not_seen = WrappedCheckBox(self.tr("I have not seen this"))
        self.not_seen.setObjectName("not-seen")
        for widget in (self._area, self._stem, self._instruction, self.choices):
            column.addWidget(widget)
        column.addLayout(row(self.not_seen, KeyCap("0"), None, spacing=theme.space("xs")))
        column.addStretch(1)
        return self._scroll

    def _instruction_for(self, state: RatingState) -> str:
        if state.third_person:
            return self.tr("Pick the highest line that you have seen {0} do in the last 12 months.").format(state.name)
        return self.tr(
            "Read “I” as the person you rate, and pick the highest statement that you have seen them do yourself."
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the middle of a wide window."""
        super().resizeEvent(event)
        self._stand_in_the_middle()

    @Slot()
    def _stand_in_the_middle(self) -> None:
        theme = self._theme
        margin = max(theme.space("page"), margin_beside(theme, self.width(), WIDEST))
        self._outer.setContentsMargins(margin, theme.space("xxl"), margin, theme.space("l_wide"))

    def _connect(self) -> None:
        self.choices.chosen.connect(self._on_choices_chosen)
        self.not_seen.clicked.connect(self.not_seen_changed)
        self.back.clicked.connect(self.back_requested)
        self.next.clicked.connect(self._on_next_clicked)
        self.finish.clicked.connect(self.finish_requested)
        self.pause.clicked.connect(self.pause_requested)

    def show_state(self, state: RatingState) -> None:
        """Show an item, or the same one after it was rated."""
        new = self._state is None or self._state.item != state.item
        self._state = state
        self._where.setText(self.tr("Your own view of {0}").format(state.name))
        self._bar.setRange(0, state.total)
        self._bar.setValue(state.number)
        self._count.setText(self.tr("{0} of {1}").format(state.number, state.total))
        self._area.setText(state.area)
        self._stem.setText(state.stem)
        self._instruction.setText(self._instruction_for(state))
        shown = tuple(
            AnswerChoice(str(point.value), str(number), "", point.text, point.chosen)
            for number, point in enumerate(state.points, start=1)
        )
        self.choices.show_state(state.stem, shown)
        self.not_seen.setChecked(state.not_seen)
        self.back.setEnabled(not state.first)
        self.next.setText(self.tr("Finish") if state.last else self.tr("Next"))
        self.finish.setVisible(not state.last)
        if new:
            self._saved.setText("")
            self._hint.setText(self.tr("Keys 1–5 choose, Enter goes on"))
            self._scroll.verticalScrollBar().setValue(0)
            self.choices.focus_first()

    def show_saved(self, clock: str) -> None:
        """Say that the rating is on disk, with the time of day."""
        self._saved.setText(self.tr("Saved {0}").format(clock))

    def show_problem(self, message: str) -> None:
        """Say what could not be done."""
        self._hint.setText(message)
        announce(self, message)

    @Slot(str)
    def _on_choices_chosen(self, value: str) -> None:
        self.rated.emit(float(value))

    @Slot()
    def _on_next_clicked(self) -> None:
        if self._state is None:
            return
        if not self._state.answered:
            self.show_problem(self.tr("Choose a statement, or press 0 when you have not seen this"))
        elif self._state.last:
            self.finish_requested.emit()
        else:
            self.next_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 choose, 0 not seen, Enter next, Backspace back, Ctrl+Z takes back, Esc pause."""
        key, number = event.key(), digit(event)
        # before chords are left to the window: Ctrl+Z takes a rating back here
        if event.matches(QKeySequence.StandardKey.Undo) and self._state is not None and self._state.answered:
            self.not_seen_changed.emit(False)
        # a key with Ctrl, Alt or Meta is a shortcut of the window, not an answer
        elif event.modifiers() & CHORD:
            super().keyPressEvent(event)
        elif number:
            self.choices.press(number)
        # ``digit`` says None where there is none, and 0 is one
        elif number == 0:
            self.not_seen.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter presses no button outside of a dialog; here the one that has the focus, or else the next question
            focused = self.focusWidget()
            (focused if isinstance(focused, QPushButton) and focused is not self.next else self.next).click()
        elif key == Qt.Key.Key_Backspace and self.back.isEnabled():
            self.back.click()
        elif key == Qt.Key.Key_Escape:
            self.pause.click()
        else:
            super().keyPressEvent(event)
