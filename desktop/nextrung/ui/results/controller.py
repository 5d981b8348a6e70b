"""The results of a finished assessment: against any role, beside an earlier one, area by area, with explanations."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.questionnaire.model import Target
from nextrung.scoring.priority_stability import priority_stability
from nextrung.scoring.result import Result
from nextrung.scoring.working import match_working
from nextrung.ui.answers import state as answers_state
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.background import Background
from nextrung.ui.competency.controller import CompetencyController
from nextrung.ui.competency.page import CompetencyPage
from nextrung.ui.masking import mask_of
from nextrung.ui.rating import state as rating_state
from nextrung.ui.rating.state import ViewsState
from nextrung.ui.results import state as results_state
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.results.targets_dialog import TargetsDialog
from nextrung.ui.results.working_dialog import WorkingDialog
from nextrung.ui.salary import state as salary_state
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.shell.remembered import RememberedView
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.coming import Coming
from nextrung.ui.widgets.empty import EmptyPage
from nextrung.ui.widgets.first_paint import after_first_paint
from nextrung.workspace import Assessment, Workspace, fitting_role
from nextrung.workspace.targets import TargetsError, is_own

_Redrawn = tuple[object, ...]
"""What redraws depend on: the assessment and the targets with their weights."""


class ResultsController(PageController):
    """Shows the newest finished assessment, or an older one that was asked for."""

    _page: ResultsPage | None = None
    _empty: EmptyPage | None = None
    _answers: AnswersPage | None = None
    _areas: CompetencyController | None = None
    _background: Background | None = None
    _asked_for: str | None = None
    _compared: str = ""
    _wanted: _Redrawn = ()
    _dialog: TargetsDialog | None = None

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject, frame: QWidget | None = None) -> None:
        """Remember how firm places are, so that what was redrawn once is said at once."""
        super().__init__(workspace, theme, parent, frame)
        self._firm: dict[_Redrawn, dict[str, float]] = {}

    def open(self) -> QWidget:
        """The results of the newest finished assessment, or what will be here."""
        self._asked_for = None
        self._compared = ""
        return self._open()

    def show_assessment(self, assessment: str) -> QWidget:
        """The results of one finished assessment, exactly as it was."""
        self._asked_for = assessment
        self._compared = ""
        return self._open()

    def open_item(self, thing: str) -> None:
        """Open one competency of the result on show, or the one that an action is for, at that action."""
        assessment = self._assessment()
        for competency in assessment.content.competencies if assessment else ():
            if thing == competency.id or thing in {action.id for action in competency.actions}:
                self._show_competency(competency.id).focus_action(thing)

    def _assessment(self) -> Assessment | None:
        return self.workspace.assessment(self._asked_for) if self._asked_for else self.workspace.latest()

    def _result(self, assessment: Assessment) -> Result:
        return assessment.result(fitting_role(assessment.content, self.workspace.role))

    def _open(self) -> QWidget:
        assessment = self._assessment()
        if assessment is None:
            return self._show_empty()
        page = self._page or self._make_page()
        result = self._result(assessment)
        earlier = self.workspace.earlier_than(assessment)
        # the one compared with may have been deleted since
        known = self._compared in [record.id for record in earlier]
        compared = self.workspace.assessment(self._compared) if known else None
        pay = salary_state.build(self.workspace.salary, result.matches) if assessment.content.has_pay else None
        state = results_state.build(assessment, result, self.workspace.roles, earlier, compared)
        page.show_state(state, pay, self.workspace.plan.live_competencies())
        page.undo_role.offer(possible=self.workspace.can_undo_role())
        page.views.show_coach(self._coach_views(assessment, result))
        # after the page has shown the result, which hides what was said of other places
        self._say_stability(page, result, (assessment.record.id, *result.role.targets.items()))
        return page

    def _say_stability(self, page: ResultsPage, result: Result, key: _Redrawn) -> None:
        """Say how firm the places are: at once where it was worked out before, else once the page has been seen.

        The redraws take the interpreter from the window thread, which must have painted by then.
        """
        self._wanted = key
        if self._background is not None:
            self._background.cancel()
        if key in self._firm:
            page.show_stability(self._firm[key])
        elif result.focus:
            after_first_paint(page, partial(self._redraw, result, key))

    def _redraw(self, result: Result, key: _Redrawn) -> None:
        # another role may have been chosen since the page was painted
        if self._background is not None and self._wanted == key:
            self._background.run(partial(priority_stability, result))

    @Slot(object)
    def _on_background_finished(self, shares: dict[str, float]) -> None:
        # what comes back is always of the newest wish: older work was cancelled when that changed
        self._firm[self._wanted] = shares
        if self._page is not None:
            self._page.show_stability(shares)

    def _coach_views(self, assessment: Assessment, result: Result) -> ViewsState | None:
        """The newest ratings of a coach beside these levels, where there are any."""
        newest = self.workspace.rating.latest()
        if newest is None:
            return None
        content = self.workspace.rating.content_of(newest)
        return rating_state.views(newest, content, result, assessment.record.completed_at, "")

    def _make_page(self) -> ResultsPage:
        page = ResultsPage(self.theme)
        page.role_chosen.connect(self._on_page_role_chosen)
        page.undo_role.asked.connect(self._on_page_undo_requested)
        page.targets_requested.connect(self._on_page_targets_requested)
        page.comparison_chosen.connect(self._on_page_comparison_chosen)
        page.answers_requested.connect(self._on_page_answers_requested)
        page.report_requested.connect(self._on_page_report_requested)
        page.competency_picked.connect(self._on_page_competency_picked)
        page.working_requested.connect(self._on_page_working_requested)
        page.step_requested.connect(self._on_page_step_requested)
        RememberedView(self.workspace, "results", page.views.views, page)
        self._background = Background(self)
        self._background.finished.connect(self._on_background_finished)
        self._page = page
        return page

    def _show_empty(self) -> QWidget:
        if self._empty is None:
            words = self.tr("Your level in each area, the gap to a role and where to start will be here.")
            parts: tuple[Coming, ...] = (
                ("bars", self.tr("Your level in each area, beside what the role asks")),
                ("cards", self.tr("What to work on first, and why")),
            )
            self._empty = EmptyPage(self.theme, self.tr("Results"), words, self.tr("Go to the assessment"), parts)
            self._empty.step_requested.connect(self._on_empty_step_requested)
        return self._empty

    @Slot(str)
    def _on_page_competency_picked(self, competency: str) -> None:
        self._show_competency(competency)

    def _show_competency(self, competency: str) -> CompetencyPage:
        if self._areas is None:
            self._areas = CompetencyController(self.workspace, self.theme, self)
            self._areas.page_opened.connect(self.page_opened)
            self._areas.back_requested.connect(self._on_sub_page_back_requested)
        return self._areas.show_area(self._assessment(), competency)

    # what happens

    @Slot()
    def _on_empty_step_requested(self) -> None:
        self.navigated.emit("assess")

    @Slot(str)
    def _on_page_role_chosen(self, role: str) -> None:
        self.workspace.choose_role(role)
        self._open()

    @Slot()
    def _on_page_undo_requested(self) -> None:
        self.workspace.undo_role()
        self._open()

    @Slot(str)
    def _on_page_comparison_chosen(self, assessment: str) -> None:
        self._compared = assessment
        self._open()

    @Slot()
    def _on_page_answers_requested(self) -> None:
        assessment = self._assessment()
        if assessment is None:
            return
        if self._answers is None:
            self._answers = AnswersPage(self.theme)
            self._answers.back_requested.connect(self._on_sub_page_back_requested)
        self.page_opened.emit(self._answers)
        self._show_answers(self._answers, assessment)

    def _show_answers(self, page: AnswersPage, assessment: Assessment) -> None:
        state = answers_state.build(assessment)
        page.show_state(replace(state, rows=answers_state.masked(state.rows, mask_of(self.workspace))))

    def names_changed(self) -> None:
        """Show pseudonyms, or names again, in what was written to answers."""
        if self._areas is not None:
            self._areas.names_changed()
        assessment = self._assessment()
        if self._answers is not None and assessment is not None:
            self._show_answers(self._answers, assessment)

    @Slot()
    def _on_page_report_requested(self) -> None:
        assessment = self._assessment()
        if assessment is not None:
            self.report_requested.emit(assessment.record.id)

    @Slot(str)
    def _on_page_step_requested(self, competency: str) -> None:
        assessment = self._assessment()
        if assessment is None or self._page is None:
            return
        try:
            self.workspace.plan.add_for(assessment, self._result(assessment), competency)
        except NextRungError as error:
            self._page.show_problem(str(error))
            return
        self.page_opened.emit(self._open())

    @Slot()
    def _on_sub_page_back_requested(self) -> None:
        self.page_opened.emit(self._open())

    @Slot()
    def _on_page_working_requested(self) -> None:
        assessment = self._assessment()
        working = match_working(self._result(assessment)) if assessment else None
        if working is not None and self._page is not None:
            dialog = WorkingDialog(self.theme, self.tr("How the match is worked out"), self._page)
            dialog.show_match(working)
            dialog.exec()
            dialog.deleteLater()

    # targets of one's own

    @Slot()
    def _on_page_targets_requested(self) -> None:
        role = self.workspace.role
        questionnaire = self.workspace.installed.questionnaire
        origin = questionnaire.role(role.basis) if is_own(role) else role
        self._dialog = TargetsDialog(self.theme, role, origin, questionnaire, self._page)
        self._dialog.save_requested.connect(self._on_dialog_save_requested)
        self._dialog.removal_requested.connect(self._on_dialog_removal_requested)
        # ``exec`` ends when the dialog does, and the page then shows what was kept
        self._dialog.exec()
        self._dialog.deleteLater()
        self._dialog = None
        self._open()

    @Slot(str, dict)
    def _on_dialog_save_requested(self, name: str, targets: dict[str, Target]) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        try:
            self.workspace.keep_targets(name, targets)
        except TargetsError as error:
            dialog.show_problem(str(error))
            return
        dialog.accept()

    @Slot()
    def _on_dialog_removal_requested(self) -> None:
        if self._dialog is not None:
            self.workspace.remove_targets()
            self._dialog.accept()
