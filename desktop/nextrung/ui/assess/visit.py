"""The assessment: its home, or the question where the person stopped."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.questionnaire.constants import FormId
from nextrung.ui.assess.flow import AssessFlow
from nextrung.ui.assess.home import AssessHome, newest_state, open_state
from nextrung.ui.shell.visit import Visit
from nextrung.ui.welcome import state as welcome_state
from nextrung.workspace import Taken


class AssessVisit(Visit):
    """Starts, continues and deepens assessments."""

    _home: AssessHome | None = None
    _flow: AssessFlow | None = None
    _current: QWidget | None = None

    def open(self) -> QWidget:
        """The question where the person stopped; the home when it is on show already, or nothing is open."""
        opened = self.workspace.open_assessment()
        if opened is None or self._current is not None:
            return self._show_home()
        return self._go_on(opened)

    def leave(self) -> None:
        """The person has gone to another place; the next visit begins at the question again."""
        self.keep_typing()
        self._current = None

    def keep_typing(self) -> None:
        """Keep the example that was typed a moment ago."""
        if self._flow is not None:
            self._flow.save()

    def has_unsaved(self) -> bool:
        """Whether an example could not be saved."""
        return self._flow is not None and self._flow.has_unsaved()

    def start(self, form: FormId) -> None:
        """Start an assessment and show its first question."""
        self.page_opened.emit(self._go_on(self.workspace.start(form)))

    def _go_on(self, taken: Taken) -> QWidget:
        if self._flow is None:
            self._flow = AssessFlow(self.workspace, self.theme, self)
            self._flow.page_opened.connect(self._on_flow_page_opened)
            self._flow.finished.connect(self._on_flow_finished)
            self._flow.paused.connect(self._on_flow_paused)
        self._flow.open(taken)
        return self._current or self._flow.question

    def _show_home(self) -> QWidget:
        if self._home is None:
            self._home = AssessHome(self.theme, self.frame)
            self._home.form_chosen.connect(self.start)
            self._home.deepen_requested.connect(self._on_home_deepen_requested)
            self._home.continue_requested.connect(self._on_home_continue_requested)
        states = [open_state(taken) for taken in self.workspace.open_assessments()]
        latest = self.workspace.latest()
        newest = newest_state(latest) if latest else None
        self._home.show_state(welcome_state.build(self.workspace), states, self.workspace.to_deepen(), newest)
        self._current = None
        return self._home

    @Slot(str)
    def _on_home_continue_requested(self, assessment: str) -> None:
        self.page_opened.emit(self._go_on(self.workspace.assessment(assessment)))

    @Slot()
    def _on_home_deepen_requested(self) -> None:
        self.page_opened.emit(self._go_on(self.workspace.start("full", deepen=self.workspace.latest())))

    @Slot(QWidget)
    def _on_flow_page_opened(self, page: QWidget) -> None:
        self._current = page
        self.page_opened.emit(page)

    @Slot()
    def _on_flow_paused(self) -> None:
        self.page_opened.emit(self._show_home())

    @Slot()
    def _on_flow_finished(self) -> None:
        self._current = None
        self.milestone_reached.emit()
        self.navigated.emit("results")
