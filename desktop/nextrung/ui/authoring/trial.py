"""Trying a questionnaire that is written: the walk as whoever takes it has it, and nothing is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.questionnaire.model import Questionnaire
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.assess.question_controller import QuestionController
from nextrung.ui.theme.theme import Theme
from nextrung.workspace.trial import TrialWalk


class _TrialQuestions(QuestionController):
    """Says of no answer that it was saved."""

    def _show_saved(self, *, aloud: bool = True) -> None:
        self._refresh()


class TrialController(QObject):
    """Shows the questions one after another; the last one leads back to where they are written."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Build the page."""
        super().__init__(parent)
        self.page = QuestionPage(theme)
        self.page.begin_trial()
        self._walk = TrialWalk()
        self._questions = _TrialQuestions(self._walk, self.page)
        self._questions.left_forward.connect(self._on_questions_left_forward)
        self._questions.paused.connect(self.left)

    def open(self, content: Questionnaire, first: str) -> None:
        """Begin at an item, by id, or at the first one."""
        self._questions.open(self._walk.begun(content, first))

    @Slot(int)
    def _on_questions_left_forward(self, index: int) -> None:
        if index + 1 < len(self._questions.assessment.items):
            self._questions.show_item(index + 1)
        else:
            self.left.emit()
