"""The assessment: its home, or the question where the person stopped."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from nextrung.questionnaire.constants import FormId
from nextrung.ui.assess.assessment_controller import AssessmentController
from nextrung.ui.assess.home import AssessHome, newest_state, open_state
from nextrung.ui.questionnaires import state as choice_state
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.welcome import state as welcome_state
from nextrung.ui.widgets.first_paint import after_first_paint
from nextrung.workspace import Assessment


class AssessController(PageController):
    """Starts, continues and deepens assessments."""

    _home: AssessHome | None = None
    _controller: AssessmentController | None = None
    _current: QWidget | None = None

    def open(self) -> QWidget:
        """The question where the person stopped; the home when it is on show already, or nothing is open."""
        opened = self.workspace.open_assessment()
        # asked for once more while a question is on show, this place is its home
        if opened is None or self._current is not None:
            return self._show_home()
        return self._go_on(opened)

    def leave(self) -> None:
        """The person has gone to another place; the next visit begins at the question again."""
        self.keep_typing()
        self._current = None

    def keep_typing(self) -> None:
        """Keep the example that was typed a moment ago."""
        if self._controller is not None:
            self._controller.save()

    def has_unsaved(self) -> bool:
        """Whether an example could not be saved."""
        return self._controller is not None and self._controller.has_unsaved()

    def start(self, form: FormId) -> None:
        """Start an assessment and show its first question."""
        self.page_opened.emit(self._go_on(self.workspace.start(form)))

    def _go_on(self, assessment: Assessment) -> QWidget:
        if self._controller is None:
            self._controller = AssessmentController(self.workspace, self.theme, self)
            self._controller.page_opened.connect(self._on_controller_page_opened)
            self._controller.finished.connect(self._on_controller_finished)
            self._controller.paused.connect(self._on_controller_paused)
        self._controller.open(assessment)
        return self._current or self._controller.question

    def _show_home(self) -> QWidget:
        if self._home is None:
            self._home = AssessHome(self.theme, self.frame)
            self._home.form_chosen.connect(self.start)
            self._home.deepen_requested.connect(self._on_home_deepen_requested)
            self._home.continue_requested.connect(self._on_home_continue_requested)
            self._home.questionnaire_chosen.connect(self.questionnaire_chosen)
        states = [open_state(assessment) for assessment in self.workspace.open_assessments()]
        latest = self.workspace.latest()
        newest = newest_state(latest) if latest else None
        self._home.show_state(welcome_state.build(self.workspace), states, self.workspace.to_deepen(), newest)
        self._home.bar_starting(self.workspace.questionnaires.problem(self.workspace.questionnaires.chosen()))
        choice = choice_state.at_once(self.workspace)
        self._home.show_choice(choice)
        if choice.unread:
            after_first_paint(self._home, self._show_choice)
        self._current = None
        return self._home

    @Slot()
    def _show_choice(self) -> None:
        """Name all questionnaires, for which each one's file is read: the first look does without."""
        if self._home is not None and self.workspace.is_open and isValid(self._home):
            self._home.show_choice(choice_state.build(self.workspace))

    @Slot(str)
    def _on_home_continue_requested(self, assessment: str) -> None:
        self.page_opened.emit(self._go_on(self.workspace.assessment(assessment)))

    @Slot()
    def _on_home_deepen_requested(self) -> None:
        self.page_opened.emit(self._go_on(self.workspace.start("full", deepen=self.workspace.latest())))

    @Slot(QWidget)
    def _on_controller_page_opened(self, page: QWidget) -> None:
        self._current = page
        self.page_opened.emit(page)

    @Slot()
    def _on_controller_paused(self) -> None:
        self.page_opened.emit(self._show_home())

    @Slot()
    def _on_controller_finished(self) -> None:
        self._current = None
        self.milestone_reached.emit()
        self.navigated.emit("results")
