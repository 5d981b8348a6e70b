"""The way to the page of one area and back, from the results and from the role alike."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.scoring.result import Result
from nextrung.scoring.working import level_working
from nextrung.ui.competency import state as competency_state
from nextrung.ui.competency.page import CompetencyPage
from nextrung.ui.masking import mask_of
from nextrung.ui.results.working_dialog import WorkingDialog
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Assessment, Workspace, fitting_role


class CompetencyController(QObject):
    """Shows an area of a finished assessment, or of the questionnaire before there is one."""

    page_opened = Signal(QWidget)
    back_requested = Signal()
    assessment_requested = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Remember where everything comes from; the page is built when it is first needed."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._page: CompetencyPage | None = None
        self._assessment: Assessment | None = None
        self._competency = ""

    def show_area(self, assessment: Assessment | None, competency: str) -> CompetencyPage:
        """Open the page of an area of an assessment; None where there is none."""
        self._assessment, self._competency = assessment, competency
        page = self._page = self._page or self._make_page()
        # in the window first: the page takes the focus when it shows a state
        self.page_opened.emit(page)
        self._show(page, assessment, competency)
        return page

    def names_changed(self) -> None:
        """Show pseudonyms, or names again."""
        if self._page is not None and self._competency:
            self._show(self._page, self._assessment, self._competency)

    def _show(self, page: CompetencyPage, assessment: Assessment | None, competency: str) -> None:
        if assessment is None:
            content = self._workspace.installed.questionnaire
            page.show_state(competency_state.preview(content, self._workspace.role, competency))
        else:
            planned = frozenset(step.action for step in self._workspace.plan.steps() if step.action)
            state = competency_state.build(assessment, self._result(assessment), competency)
            page.show_state(competency_state.masked(state, mask_of(self._workspace)), planned)

    def _make_page(self) -> CompetencyPage:
        page = CompetencyPage(self._theme)
        page.back_requested.connect(self.back_requested)
        page.assessment_requested.connect(self.assessment_requested)
        page.working_requested.connect(self._on_page_working_requested)
        page.action_chosen.connect(self._on_page_action_chosen)
        return page

    def _result(self, assessment: Assessment) -> Result:
        # an old assessment may have other areas than the role of today asks for
        return assessment.result(fitting_role(assessment.content, self._workspace.role))

    @Slot(str)
    def _on_page_action_chosen(self, action: str) -> None:
        if self._assessment is None or self._page is None:
            return
        try:
            self._workspace.plan.add_action(self._assessment, self._result(self._assessment), action)
        except NextRungError as error:
            self._page.show_problem(str(error))
            return
        # shown anew, so that the button becomes the tag that says it is planned
        self.show_area(self._assessment, self._competency)

    @Slot(str)
    def _on_page_working_requested(self, competency: str) -> None:
        assessment = self._assessment
        working = level_working(self._result(assessment), competency, assessment.answers) if assessment else None
        if assessment is not None and working is not None and self._page is not None:
            name = assessment.content.competencies_by_id[competency].name
            title = self.tr("How the level of {0} is worked out").format(name)
            dialog = WorkingDialog(self._theme, title, self._page)
            dialog.show_level(working)
            # ``exec`` returns when the dialog is closed, so that it can go at once
            dialog.exec()
            dialog.deleteLater()
