"""The way through one assessment: questions, the break between parts, the check of all answers, the end."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import DatabaseError
from nextrung.ui.answers import state as answers_state
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.assess.part_break import BreakPage, between
from nextrung.ui.assess.question_controller import QuestionController
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Assessment, Workspace


class AssessmentController(QObject):
    """Shows the right page of an open assessment; every page is built once."""

    page_opened = Signal(QWidget)
    finished = Signal()
    paused = Signal()

    def __init__(
        self, workspace: Workspace, theme: Theme, parent: QObject, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Build the pages; ``open`` shows the first."""
        super().__init__(parent)
        self._workspace = workspace
        self.question = QuestionPage(theme)
        self.part_break = BreakPage(theme)
        self.check = AnswersPage(theme)
        self._questions = QuestionController(workspace, self.question, clock)
        self._before_break = 0
        self._after_break = 0
        self._checked = False
        self._questions.left_forward.connect(self._on_questions_left_forward)
        self._questions.paused.connect(self.paused)
        self.part_break.continue_requested.connect(self._on_break_continue_requested)
        self.part_break.pause_requested.connect(self.paused)
        self.part_break.back_requested.connect(self._on_break_back_requested)
        self.check.change_requested.connect(self._on_check_change_requested)
        self.check.finish_requested.connect(self._on_check_finish_requested)
        self.check.back_requested.connect(self._on_check_back_requested)

    def open(self, assessment: Assessment) -> None:
        """Go on with an assessment where the person left it."""
        self._checked = False
        self.page_opened.emit(self.question)
        self._questions.open(assessment)

    def save(self) -> None:
        """Keep what was typed a moment ago, and try once more what could not be saved."""
        self._questions.save()

    def has_unsaved(self) -> bool:
        """Whether anything on the page is not on disk."""
        return self._questions.has_unsaved()

    @property
    def _last(self) -> int:
        return len(self._questions.assessment.items) - 1

    def _show_question(self, index: int) -> None:
        self.page_opened.emit(self.question)
        self._questions.show_item(index)

    def _show_check(self) -> None:
        self._checked = True
        self.page_opened.emit(self.check)
        self.check.show_state(answers_state.build(self._questions.assessment))

    @Slot(int)
    def _on_questions_left_forward(self, index: int) -> None:
        """From the question at ``index`` to the next one, to a break, or to the check of all answers."""
        items = self._questions.assessment.items
        # answers that were taken over from another assessment are not asked for again
        later = (at for at in range(index + 1, len(items)) if not self._questions.assessment.was_carried(items[at]))
        following = next(later, len(items))
        pause = between(self._questions.assessment, index, following)
        # whoever came back from the check to change one answer goes straight to it again
        if following > self._last or self._checked:
            self._show_check()
        # a part with nothing left to ask has no break before it
        elif pause is not None and pause.questions:
            self._before_break, self._after_break = index, following
            self.page_opened.emit(self.part_break)
            self.part_break.show_state(pause)
        else:
            self._questions.show_item(following)

    @Slot()
    def _on_break_continue_requested(self) -> None:
        self._show_question(self._after_break)

    @Slot()
    def _on_break_back_requested(self) -> None:
        self._show_question(self._before_break)

    @Slot(str)
    def _on_check_change_requested(self, item: str) -> None:
        ids = [one.id for one in self._questions.assessment.items]
        self._show_question(ids.index(item))

    @Slot()
    def _on_check_back_requested(self) -> None:
        self._checked = False
        self._show_question(self._last)

    @Slot()
    def _on_check_finish_requested(self) -> None:
        try:
            self._workspace.finish(self._questions.assessment)
        except DatabaseError as error:
            self.check.show_problem(str(error))
            return
        self.finished.emit()
