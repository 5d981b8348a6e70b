"""The question page: one question, its choices, and the way through; keyboard first."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nextrung.assessment.answer import LONGEST_EXAMPLE
from nextrung.scoring.quality import Prompt
from nextrung.ui import labels
from nextrung.ui.assess.choice_list import ChoiceList
from nextrung.ui.assess.confidence import ConfidenceTaps
from nextrung.ui.assess.header import QuestionHeader
from nextrung.ui.assess.outline import Outline
from nextrung.ui.assess.state import QuestionState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.keystroke import CHORD, digit, letter
from nextrung.ui.widgets.page import ScrollBody, margin_beside
from nextrung.ui.widgets.text import KeyCap, TagLabel, TextLabel
from nextrung.ui.widgets.typing import Typing

SIDE_WIDTH = 252
"""Width of the side column at a text size of 100 %."""
FOLD_BELOW = 850
"""Page width under which the side column moves below the question."""
WIDEST = 1120
"""Width of question and side column together at the most, at a text size of 100 %."""
MOST_CHOICES = 5
"""Choices of a question at the most: points of a scale, options, or kinds of evidence."""


class QuestionPage(QWidget):
    """Renders a question and says what the person wants; it keeps nothing itself."""

    value_chosen = Signal(str)
    confidence_chosen = Signal(str)
    evidence_changed = Signal(list)
    no_chance_changed = Signal(bool)
    note_changed = Signal(str)
    skip_requested = Signal()
    next_requested = Signal()
    back_requested = Signal()
    undo_requested = Signal()
    pause_requested = Signal()
    jump_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self, at_once=False)
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._state: QuestionState | None = None
        self._is_tried = False
        self._typing = Typing(self)
        self._outer = outer = QVBoxLayout(self)
        outer.setSpacing(theme.space("l"))
        self._header = QuestionHeader(theme)
        self.pause = self._header.pause
        outer.addLayout(self._header)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("l"))
        self._columns.addWidget(self._build_question(), 1)
        self._side_rule = Rule(upright=True)
        self._columns.addWidget(self._side_rule)
        self._columns.addWidget(self._build_side())
        outer.addLayout(self._columns, 1)
        self._connect()

    # building

    def _build_question(self) -> QWidget:
        theme = self._theme
        self._scroll = ScrollBody(theme)
        column = self._scroll.column
        column.setSpacing(theme.space("s_wide"))
        # the scroll bar stands in this gutter, so that choices are as wide with it as without
        self._scroll.keep_free(theme.space("m"), 0)
        self._competency = TagLabel("", "accent")
        self._passage = TextLabel("", "passage")
        self._question = TextLabel("", "question")
        self._instruction = TextLabel("", "muted")
        self._made_by = TextLabel("", "small")
        self._made_by.setVisible(False)
        for widget in (self._competency, self._passage, self._question, self._instruction, self._made_by):
            column.addWidget(widget)
        column.addSpacing(theme.space("xs"))
        self.choices = ChoiceList(theme, MOST_CHOICES)
        self.ticks = ChoiceList(theme, MOST_CHOICES, several=True)
        self.taps = ConfidenceTaps(theme)
        column.addWidget(self.choices)
        column.addWidget(self.ticks)
        self._kept = TextLabel("", "small")
        column.addWidget(self._kept)
        column.addWidget(self.taps)
        column.addLayout(self._build_extras())
        hint = self.tr("In a few words, kept on this computer only. Ctrl+Enter goes back to the question.")
        self.note = GrowingField("note", self.tr("Your example"), hint, longest=LONGEST_EXAMPLE)
        column.addWidget(self.note)
        column.addStretch(1)
        self._prompt = Card(theme, inset=True)
        self._prompt_words = TextLabel("", "strong")
        self._prompt.body.addWidget(self._prompt_words)
        self._prompt.setVisible(False)
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("m"))
        layout.addWidget(self._scroll, 1)
        below = QVBoxLayout()
        # as far from the edge as the question above it, which has the gutter of its scroll bar there
        side = (theme.space("m"), 0) if self.isRightToLeft() else (0, theme.space("m"))
        below.setContentsMargins(side[0], 0, side[1], 0)
        below.setSpacing(theme.space("m"))
        below.addWidget(self._prompt)
        below.addWidget(Rule())
        below.addLayout(self._build_footer())
        layout.addLayout(below)
        self._below = below
        return left

    def _build_extras(self) -> QHBoxLayout:
        theme = self._theme
        self.no_chance = QCheckBox(self.tr("No chance yet"))
        self.no_chance.setObjectName("no-chance")
        self._no_chance_key = KeyCap("0")
        self.add_note = Button(theme, self.tr("+ Add an example"), "link")
        self.add_note.setObjectName("add-note")
        self._note_key = KeyCap("E")
        return row(
            self.no_chance,
            self._no_chance_key,
            theme.space("m"),
            self.add_note,
            self._note_key,
            None,
            spacing=theme.space("xs"),
        )

    def _build_footer(self) -> QHBoxLayout:
        theme = self._theme
        self.back = Button(theme, self.tr("Back"), icon="back")
        self.back.setToolTip(self.tr("Back (Backspace)"))
        self.skip = Button(theme, self.tr("Skip for now"), key="S")
        self._saved = TextLabel("", "small", wrap=False)
        self._hint = TextLabel("", "small")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.next = Button(theme, self.tr("Next"), "primary")
        self.next.setObjectName("next")
        footer = row(self.back, self.skip, self._saved, self._hint, self.next, spacing=theme.space("s_wide"))
        # the hint takes what is free, and keeps Next at the edge
        footer.setStretch(3, 1)
        return footer

    def _build_side(self) -> QWidget:
        self._side = ScrollBody(self._theme)
        self._outline = Outline(self._theme)
        self._side.column.addWidget(self._outline)
        return self._side

    def _connect(self) -> None:
        for left in (self.back, self.skip, self.next, self.pause):  # first of all, while its question is on the page
            left.clicked.connect(self.save_note)
        self._outline.jump_requested.connect(self.save_note)
        self.note.edited.connect(self._on_note_edited)
        self._typing.watch(self.note.field)
        self._typing.due.connect(self._on_typing_due)
        self.choices.chosen.connect(self.value_chosen)
        self.ticks.toggled.connect(self.evidence_changed)
        self.taps.chosen.connect(self.confidence_chosen)
        # ``clicked`` comes from the person alone, ``toggled`` from ``setChecked`` too
        self.no_chance.clicked.connect(self.no_chance_changed)
        self.add_note.clicked.connect(self._on_add_note_clicked)
        self.note.left.connect(self._on_note_left)
        self.back.clicked.connect(self.back_requested)
        self.skip.clicked.connect(self.skip_requested)
        self.next.clicked.connect(self._on_next_clicked)
        self.pause.clicked.connect(self.pause_requested)
        self._outline.jump_requested.connect(self.jump_requested)
        self._theme.changed.connect(self._fold)

    # showing

    @property
    def state(self) -> QuestionState:
        """What is on the page."""
        if self._state is None:
            raise RuntimeError("nothing is on the page yet")
        return self._state

    def hint_text(self) -> str:
        """What the page says about going on."""
        return self._hint.text()

    def show_state(self, state: QuestionState) -> None:
        """Show a question, or the same one after an answer."""
        new = self._state is None or self._state.item != state.item
        self._state = state
        self._header.show_state(state)
        self._competency.setText(state.competency)
        self._passage.setText(state.passage)
        self._passage.setVisible(bool(state.passage))
        self._question.setText(state.question)
        self._instruction.setText(state.instruction)
        self._made_by.setText(labels.made_by(state.author) if state.author else "")
        self._made_by.setVisible(bool(state.author))
        choices = self._choices_of(state)
        choices.show_state(state.question, state.choices)
        for shown in (self.choices, self.ticks):
            shown.setVisible(shown is choices)
        noted = [self.tr("You noted: {0}").format(line) for line in state.evidence_kept]
        self._kept.setText("\n".join(noted))
        self._kept.setVisible(bool(noted))
        self.taps.show_state(state.confidence_question, state.confidence, state.chances)
        self._show_extras(state, new=new)
        self._outline.show_state(state.outline, state.why)
        self.back.setEnabled(not state.first)
        at_end = self.tr("Done") if self._is_tried else self.tr("Check answers")
        self.next.setText(at_end if state.last else self.tr("Next"))
        self._hint.setText(self._hint_text(state))
        set_styled(self._hint, "look", "small")
        if new:
            # what waits belongs to the question before, which is left only when everything on it is saved
            self._typing.forget()
            self._scroll.verticalScrollBar().setValue(0)
            self._saved.setText(self.tr("Only tried: nothing is kept") if self._is_tried else "")
            self._prompt.setVisible(False)
            choices.focus_first()

    def _choices_of(self, state: QuestionState) -> ChoiceList:
        """Where the question is answered: by ticks, or by one choice."""
        return self.ticks if state.kind.answered_by == "ticks" else self.choices

    def show_saved(self, clock: str, *, aloud: bool) -> None:
        """Say that the answer is on disk, with the time of day; not aloud to somebody who is typing."""
        self._saved.setText(self.tr("Saved {0}").format(clock))
        if aloud:
            announce(self, self.tr("Saved"))

    def begin_trial(self) -> None:
        """Say that the questions are only tried, on a page that is there for nothing else."""
        self.pause.setText(self.tr("Back"))
        self.pause.setToolTip(self.tr("Back to where it is written (Esc)"))
        self._is_tried = True

    def show_prompt(self, reason: Prompt) -> None:
        """Say once, kindly, that answers come very fast or very alike; nothing is blocked."""
        words = {
            "fast": self.tr("Take your time. You can go back to any question."),
            "alike": self.tr("The last answers are all the same point. That can be right; you can go back to check."),
        }
        self._prompt_words.setText(words[reason])
        self._prompt.setVisible(True)
        announce(self, words[reason])

    def show_problem(self, message: str) -> None:
        """Say in the page what could not be done; the answer stays on screen."""
        set_styled(self._hint, "look", "problem")
        self._hint.setText(message)
        announce(self, message)

    def _show_extras(self, state: QuestionState, *, new: bool) -> None:
        offered = bool(state.kind.no_chance)
        never = state.kind.no_chance == "did_not_come_up"
        self.no_chance.setText(self.tr("It did not come up") if never else self.tr("No chance yet"))
        self.no_chance.setVisible(offered)
        self._no_chance_key.setVisible(offered)
        self.no_chance.setChecked(state.no_chance)
        noted = state.kind.noted
        self.add_note.setVisible(noted)
        self._note_key.setVisible(noted)
        if new:
            self.note.set_text(state.note)
            self.note.setVisible(noted and bool(state.note))

    def _hint_text(self, state: QuestionState) -> str:
        count = len(state.choices)
        if state.confidence and any(choice.chosen for choice in state.choices) and not state.answered_enough:
            return self.tr("Now say how sure you are: keys 1–{0}").format(len(state.confidence))
        if self._choices_of(state) is self.ticks:
            return self.tr("Keys 1–{0} tick, Enter goes on").format(count)
        return self.tr("Keys 1–{0} choose, Enter goes on").format(count)

    # what the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 choose, 0 no chance yet, S skip, E example, Enter next, Backspace back, Ctrl+Z undo, Esc pause."""
        # before chords are left to the window: Ctrl+Z takes an answer back here
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
            return
        if self._state is None or event.modifiers() & CHORD:
            super().keyPressEvent(event)
            return
        # a field that is typed in takes its keys itself; only what it leaves comes to the page
        key, number = event.key(), digit(event)
        if number:
            self._press_number(number)
        # ``digit`` says None where there is none, and 0 is one
        elif number == 0 and self._state.kind.no_chance:
            self.no_chance.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            (focused if isinstance(focused, QPushButton) and focused is not self.next else self.next).click()
        elif key == Qt.Key.Key_Backspace and not self._state.first:
            self._go_back()
        elif letter(event) == "S":
            self.skip.click()
        elif letter(event) == "E" and self.add_note.isVisible():
            self.add_note.click()
        elif key == Qt.Key.Key_Escape:
            self.pause.click()
        else:
            super().keyPressEvent(event)

    def _press_number(self, number: int) -> None:
        if self.taps.has_focus():
            self.taps.press(number)
        elif self._state is not None:
            self._choices_of(self._state).press(number)

    def _go_back(self) -> None:
        """From the confidence taps to the choices; from the choices to the question before."""
        if self.taps.has_focus():
            self.choices.focus_first()
        else:
            self.back.click()

    @Slot()
    def _on_next_clicked(self) -> None:
        state = self._state
        if state is None:
            return
        if state.answered_enough or state.skipped:
            self.next_requested.emit()
        elif state.confidence and any(choice.chosen for choice in state.choices):
            self.taps.focus_first()
            self._scroll.ensureWidgetVisible(self.taps)
            self._hint.setText(self._hint_text(state))
        else:
            self.show_problem(self.tr("Choose an answer first, or press S to skip"))

    @Slot()
    def _on_add_note_clicked(self) -> None:
        self.note.setVisible(True)
        self.note.setFocus()
        # in the event loop: the note has no place in the page before the layout is done
        QTimer.singleShot(0, self._show_note)

    @Slot()
    def _show_note(self) -> None:
        self._scroll.ensureWidgetVisible(self.note)

    @Slot(str)
    def _on_note_edited(self, text: str) -> None:
        self._typing.typed("note", text)

    @Slot(str, dict)
    def _on_typing_due(self, _about: str, fields: dict[str, str]) -> None:
        self.note_changed.emit(fields["note"])

    @Slot()
    def save_note(self) -> None:
        """Hand over what was typed since the last time."""
        self._typing.save()

    def has_unsaved(self) -> bool:
        """Whether an example stands on the page that is not on disk."""
        return self._typing.has_unsaved()

    @Slot()
    def _on_note_left(self) -> None:
        self.save_note()
        if self._state is not None:
            self._choices_of(self._state).focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the side column below the question when there is little width."""
        super().resizeEvent(event)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        theme = self._theme
        margin = max(theme.space("page"), margin_beside(theme, self.width(), WIDEST))
        self._outer.setContentsMargins(margin, theme.space("xxl"), margin, theme.space("l_wide"))
        narrow = self.width() < self._theme.em(FOLD_BELOW)
        self._side.setFixedWidth(self._theme.em(SIDE_WIDTH))
        self._side.setVisible(not narrow)
        self._header.show_width(wide=not narrow)
        self._side_rule.setVisible(not narrow)
        # a widget that is put into one layout leaves the other
        if narrow:
            self._scroll.column.insertWidget(0, self._prompt)
        else:
            self._below.insertWidget(0, self._prompt)
        (self._scroll if narrow else self._side).column.addWidget(self._outline)
