"""What was answered in an area, and one step up from each answer: a row a question, the lowest first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui.competency.state import CompetencyState, QuestionEntry
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.fold import Fold
from nextrung.ui.widgets.text import TagLabel, TextLabel

QUESTION, NOW = 196, 118
"""Widths of the first two columns at a text size of 100 %."""


class QuestionRow(QWidget):
    """Question, answer and the next step; all steps fold out."""

    def __init__(self, theme: Theme, entry: QuestionEntry, parent: QWidget | None = None) -> None:
        """Show a question that may have been answered."""
        super().__init__(parent)
        self._theme = theme
        self._question = _column(theme, TextLabel(entry.facet, "strong"), TextLabel(entry.question, "small"))
        self._now = _column(theme, self._answer(entry))
        across = row(self._question, self._now, self._next(entry), spacing=theme.space("m"))
        across.setStretch(2, 1)
        across.setContentsMargins(0, theme.space("s"), 0, theme.space("s"))
        self.setLayout(across)
        theme.changed.connect(self._set_widths)
        self._set_widths()

    def _answer(self, entry: QuestionEntry) -> QWidget:
        if entry.now is not None:
            if entry.steps:
                # a frequency is a share of occasions, and its points have no numbers
                return TagLabel(f"{entry.now.number} {entry.now.label}", "accent")
            return TagLabel(entry.now.label, "plain")
        words = {
            "skipped": self.tr("Skipped"),
            "no_chance": self.tr("No chance yet"),
            "open": self.tr("Not answered"),
            "answered": "",
        }
        return TagLabel(words[entry.mark], "gap")

    def _next(self, entry: QuestionEntry) -> QWidget:
        parts: list[QWidget] = []
        if entry.up is not None:
            parts.append(TextLabel(entry.up.text or self.tr("{0}.").format(entry.up.label)))
        elif entry.now is not None:
            parts.append(TextLabel(self.tr("This is the highest step."), "muted"))
        elif entry.chance:
            parts.append(TextLabel(entry.chance, "muted"))
        if entry.note:
            parts.append(TextLabel(self.tr("Your example: {0}").format(entry.note), "small"))
        if entry.steps:
            words = (self.tr("All steps"), self.tr("Fewer"))
            parts.append(Fold(self._theme, words, partial(all_steps, self._theme, entry), about=entry.question))
        return _column(self._theme, *parts)

    @Slot()
    def _set_widths(self) -> None:
        # fixed, so that the columns of all rows stand below each other without a grid around them
        self._question.setFixedWidth(self._theme.em(QUESTION))
        self._now.setFixedWidth(self._theme.em(NOW))


class QuestionsCard(Card):
    """All questions of an area about what somebody does."""

    def __init__(self, theme: Theme, state: CompetencyState, parent: QWidget | None = None) -> None:
        """Show them with their answers, or, before the first assessment, alone."""
        super().__init__(theme, parent)
        # the rows bring air of their own above and below
        self.body.setSpacing(0)
        if not state.assessed:
            self._show_alone(theme, state)
            return
        heading = TextLabel(self.tr("One step up, question by question"), "heading")
        line = row(heading, TextLabel(self.tr("lowest first"), "small", wrap=False), spacing=theme.space("s"))
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addSpacing(theme.space("s"))
        for entry in state.questions:
            self.body.addWidget(Rule())
            self.body.addWidget(QuestionRow(theme, entry))
        self.body.addStretch(1)

    def _show_alone(self, theme: Theme, state: CompetencyState) -> None:
        self.body.addWidget(TextLabel(self.tr("What is asked about it"), "heading"))
        for entry in state.questions:
            self.body.addSpacing(theme.space("s"))
            self.body.addWidget(Rule())
            self.body.addSpacing(theme.space("s"))
            self.body.addWidget(TextLabel(entry.facet, "small"))
            self.body.addWidget(TextLabel(entry.question))
        self.body.addSpacing(theme.space("m"))
        # whoever has read a situation with its reasons can no longer be asked it
        note = self.tr("Situations and knowledge checks are not shown here, so that they can still be answered fresh.")
        self.body.addWidget(TextLabel(note, "small"))
        self.body.addStretch(1)


def all_steps(theme: Theme, entry: QuestionEntry) -> QWidget:
    """The points of a question's scale, the one picked in bold."""
    texts = (
        TextLabel(f"{step.number} · {step.label}: {step.text}", "strong" if step == entry.now else "muted")
        for step in entry.steps
    )
    return _column(theme, *texts)


def _column(theme: Theme, *parts: QWidget) -> QWidget:
    """Parts one below the other, from the top."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space("xs"))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return holder
