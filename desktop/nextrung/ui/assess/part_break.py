"""The break between two parts."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nextrung.assessment import walk
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace import Assessment

COLUMN_WIDTH = 560
"""Width of the words at the most, at a text size of 100 %: a line that is easy to read."""


class BreakState(Struct, frozen=True):
    """The part that is done and the one that comes, by name, with its open questions and the minutes they take."""

    done: str
    following: str
    questions: int
    minutes: int


def between(assessment: Assessment, left: int, index: int) -> BreakState | None:
    """The break between the item at ``left`` and the one at ``index``, when they belong to different parts."""
    if index >= len(assessment.items):
        return None
    questionnaire = assessment.content
    parts = [questionnaire.part_of[questionnaire.competency_of[item.id].id] for item in assessment.items]
    if parts[index] == parts[left]:
        return None
    names = {part.id: part.name for part in questionnaire.blueprint.parts}
    rest = tuple(item for item, part in zip(assessment.items, parts, strict=True) if part == parts[index])
    to_do = [item for item in rest if item.kind.scored and not walk.is_settled(item, assessment.answers)]
    interruption = questionnaire.scoring.quality.interruption_seconds
    seconds = walk.seconds_left(rest, assessment.answers, questionnaire.blueprint.timing, interruption)
    # never 0, which would read as if there were nothing to do
    return BreakState(names[parts[left]], names[parts[index]], len(to_do), max(1, round(seconds / 60)))


class BreakPage(QWidget):
    """Says what is done, what comes, and that stopping is fine."""

    continue_requested = Signal()
    pause_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self, at_once=False)
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = TextLabel("", "title")
        self._words = TextLabel("", "lead")
        self.go_on = Button(theme, self.tr("Go on"), "primary", key=self.tr("Enter"))
        self.go_on.setObjectName("break-go-on")
        self.stop = Button(theme, self.tr("Stop for now"))
        self.back = Button(theme, self.tr("Back"), icon="back")
        column = QWidget()
        column.setMaximumWidth(theme.em(COLUMN_WIDTH))
        inner = QVBoxLayout(column)
        inner.setSpacing(theme.space("l"))
        inner.addWidget(self._title)
        inner.addWidget(self._words)
        inner.addLayout(row(self.go_on, self.stop, self.back, None, spacing=theme.space("s")))
        scroll = ScrollBody(theme)
        centred = QHBoxLayout()
        centred.addStretch(1)
        # so large a share that the sides get nothing before the column has its greatest width, and then alike
        centred.addWidget(column, 1000)
        centred.addStretch(1)
        scroll.column.addStretch(1)
        scroll.column.addLayout(centred)
        scroll.column.addStretch(1)
        outer = QVBoxLayout(self)
        margin = theme.space("page")
        outer.setContentsMargins(margin, margin, margin, margin)
        outer.addWidget(scroll)
        self.go_on.clicked.connect(self.continue_requested)
        self.stop.clicked.connect(self.pause_requested)
        self.back.clicked.connect(self.back_requested)

    def show_state(self, state: BreakState) -> None:
        """Show the break."""
        self._title.setText(self.tr("{0}: done").format(state.done))
        one = self.tr("Next: {1}, 1 question, about {2} min. Everything so far is saved; stop here if you like.")
        many = self.tr("Next: {1}, {0} questions, about {2} min. Everything so far is saved; stop here if you like.")
        # the name of the part stands within a sentence here
        self._words.setText(labels.counted(state.questions, one, many, state.following.lower(), state.minutes))
        self.go_on.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, or presses the button that has the focus; Backspace goes back; Esc stops."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            (focused if isinstance(focused, QPushButton) else self.go_on).click()
        elif event.key() == Qt.Key.Key_Backspace:
            self.back.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.stop.click()
        else:
            super().keyPressEvent(event)
