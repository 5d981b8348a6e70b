"""The results of the newest finished assessment, and all its answers with explanations."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.answers import state as answers_state
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.results import state as results_state
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.salary import state as salary_state
from nextrung.ui.shell.visit import Visit
from nextrung.ui.widgets.empty import EmptyPage


class ResultsVisit(Visit):
    """Shows results against the chosen role."""

    _page: ResultsPage | None = None
    _empty: EmptyPage | None = None
    _answers: AnswersPage | None = None

    def open(self) -> QWidget:
        """The results, or what will be here."""
        latest = self.workspace.latest()
        if latest is None:
            return self._show_empty()
        if self._page is None:
            self._page = ResultsPage(self.theme)
            self._page.role_chosen.connect(self._on_page_role_chosen)
            self._page.answers_requested.connect(self._on_page_answers_requested)
        result = latest.result(self.workspace.role)
        pay = salary_state.build(self.workspace.salary, result.matches)
        self._page.show_state(results_state.build(latest, result), pay)
        return self._page

    def _show_empty(self) -> QWidget:
        if self._empty is None:
            words = self.tr("Your level in each area, the gap to a role and where to start will be here.")
            self._empty = EmptyPage(self.theme, self.tr("Results"), words, self.tr("Go to the assessment"))
            self._empty.step_requested.connect(self._on_empty_step_requested)
        return self._empty

    @Slot()
    def _on_empty_step_requested(self) -> None:
        self.navigated.emit("assess")

    @Slot(str)
    def _on_page_role_chosen(self, role: str) -> None:
        self.workspace.choose_role(role)
        self.open()

    @Slot()
    def _on_page_answers_requested(self) -> None:
        latest = self.workspace.latest()
        if latest is None:
            return
        if self._answers is None:
            self._answers = AnswersPage(self.theme)
            self._answers.back_requested.connect(self._on_answers_back_requested)
        self.page_opened.emit(self._answers)
        self._answers.show_state(answers_state.build(latest))

    @Slot()
    def _on_answers_back_requested(self) -> None:
        self.page_opened.emit(self.open())
