"""The main window: the welcome page for a newcomer, then navigation and pages, built when they are first needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from nextrung.questionnaire.model import FormId
from nextrung.resources import assets
from nextrung.ui.answers import state as answers_state
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.assess.flow import AssessFlow
from nextrung.ui.assess.home import AssessHome, open_state
from nextrung.ui.shell.navigation import Destination, Navigation
from nextrung.ui.theme.theme import Theme
from nextrung.ui.welcome import state as welcome_state
from nextrung.ui.welcome.page import WelcomePage
from nextrung.ui.widgets.empty import EmptyPage
from nextrung.workspace import Taken, Workspace

SMALLEST = (960, 640)
FIRST_SIZE = (1280, 832)
SAMPLE = ("sample", "ML-MANAGER-VECTORS.json")


class MainWindow(QMainWindow):
    """Shows one page at a time and takes the person between them."""

    def __init__(self, workspace: Workspace, theme: Theme) -> None:
        """Open on the welcome page, on an unfinished question, or on the results."""
        super().__init__()
        self._workspace = workspace
        self._theme = theme
        self._pages: dict[str, QWidget] = {}
        self._flow: AssessFlow | None = None
        self.setWindowTitle(self.tr("Next Rung"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self._navigation = Navigation(theme, self._destinations())
        self._navigation.page_requested.connect(self.show_page)
        self._navigation.sample_removal_requested.connect(self._on_navigation_sample_removal_requested)
        self._stack = QStackedWidget()
        frame = QWidget()
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._navigation)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(frame)
        self._show_first()

    def _destinations(self) -> tuple[Destination, ...]:
        return (
            Destination("assess", self.tr("Assess")),
            Destination("results", self.tr("Results")),
            Destination("salary", self.tr("Salary")),
        )

    def _show_first(self) -> None:
        opened = self._workspace.open_assessment()
        if self._workspace.person is None:
            self._show_welcome()
        elif opened is not None:
            self._show_question(opened)
        else:
            self.show_page("results" if self._workspace.latest() else "assess")

    # pages

    def current_page(self) -> QWidget:
        """The page on show."""
        return self._stack.currentWidget()

    @Slot(str)
    def show_page(self, page: str) -> None:
        """Go to a page of the navigation: ``assess``, ``results`` or ``salary``."""
        if page == "assess":
            self._show_assess()
        elif page == "results":
            self._show_results()
        else:
            self._show_salary()

    def _show(self, name: str, widget: QWidget, destination: str = "") -> None:
        if name not in self._pages:
            self._pages[name] = widget
            self._stack.addWidget(widget)
        self._navigation.setVisible(bool(destination))
        self._navigation.show_state(self._workspace.person, destination)
        self._stack.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_welcome(self) -> None:
        page = self._pages.get("welcome")
        if not isinstance(page, WelcomePage):
            page = WelcomePage(self._theme)
            page.form_chosen.connect(self._on_form_chosen)
            page.sample_requested.connect(self._on_welcome_sample_requested)
        self._show("welcome", page)
        page.show_state(welcome_state.build(self._workspace))

    def _show_assess(self) -> None:
        opened = self._workspace.open_assessment()
        if opened is not None and not self._in_flow():
            self._show_question(opened)
        else:
            self._show_assess_home()

    def _in_flow(self) -> bool:
        page = self.current_page()
        return self._flow is not None and page in (self._flow.question, self._flow.part_break, self._flow.check)

    def _show_assess_home(self) -> None:
        page = self._pages.get("assess")
        if not isinstance(page, AssessHome):
            page = AssessHome(self._theme)
            page.form_chosen.connect(self._on_form_chosen)
            page.deepen_requested.connect(self._on_home_deepen_requested)
            page.continue_requested.connect(self._on_home_continue_requested)
        opened = self._workspace.open_assessments()
        latest = self._workspace.latest()
        can_deepen = not opened and latest is not None and latest.form == "quick"
        self._show("assess", page, "assess")
        offers = welcome_state.build(self._workspace)
        page.show_state(offers, [open_state(taken) for taken in opened], can_deepen=can_deepen)

    def _show_question(self, taken: Taken) -> None:
        if self._flow is None:
            self._flow = AssessFlow(self._workspace, self._theme, self)
            self._flow.page_opened.connect(self._on_flow_page_opened)
            self._flow.finished.connect(self._on_flow_finished)
            self._flow.paused.connect(self._on_flow_paused)
        self._flow.open(taken)

    def _show_results(self) -> None:
        latest = self._workspace.latest()
        if latest is None:
            words = self.tr("Your level in each area, the gap to a role and where to start will be here.")
            self._show_empty("results", self.tr("Results"), words)
            return
        from nextrung.ui.results import state as results_state  # noqa: PLC0415  (loads with the first chart)
        from nextrung.ui.results.page import ResultsPage  # noqa: PLC0415
        from nextrung.ui.salary import state as salary_state  # noqa: PLC0415

        page = self._pages.get("results")
        if not isinstance(page, ResultsPage):
            page = ResultsPage(self._theme)
            page.role_chosen.connect(self._on_results_role_chosen)
            page.answers_requested.connect(self._on_results_answers_requested)
        result = latest.result(self._workspace.role)
        pay = salary_state.build(self._workspace.salary, result.matches)
        page.show_state(results_state.build(latest, result), pay)
        self._show("results", page, "results")

    def _show_salary(self) -> None:
        from nextrung.ui.salary import state as salary_state  # noqa: PLC0415  (loads with the first chart)
        from nextrung.ui.salary.page import SalaryPage  # noqa: PLC0415

        page = self._pages.get("salary")
        if not isinstance(page, SalaryPage):
            page = SalaryPage(self._theme)
        latest = self._workspace.latest()
        matches = latest.result(self._workspace.role).matches if latest else None
        page.show_state(salary_state.build(self._workspace.salary, matches))
        self._show("salary", page, "salary")

    def _show_empty(self, destination: str, title: str, words: str) -> None:
        name = f"empty-{destination}"
        page = self._pages.get(name)
        if not isinstance(page, EmptyPage):
            page = EmptyPage(self._theme, title, words, self.tr("Go to the assessment"))
            page.step_requested.connect(self._show_assess)
        self._show(name, page, destination)

    # what happens

    @Slot(str)
    def _on_form_chosen(self, form: FormId) -> None:
        self._show_question(self._workspace.start(form))

    @Slot(str)
    def _on_home_continue_requested(self, assessment: str) -> None:
        self._show_question(self._workspace.assessment(assessment))

    @Slot()
    def _on_home_deepen_requested(self) -> None:
        self._show_question(self._workspace.start("full", deepen=self._workspace.latest()))

    @Slot(QWidget)
    def _on_flow_page_opened(self, page: QWidget) -> None:
        self._show(f"assess-{type(page).__name__}", page, "assess")

    @Slot()
    def _on_flow_paused(self) -> None:
        self._show_assess_home()

    @Slot()
    def _on_flow_finished(self) -> None:
        self.show_page("results")

    @Slot()
    def _on_results_answers_requested(self) -> None:
        page = self._pages.get("answers")
        if not isinstance(page, AnswersPage):
            page = AnswersPage(self._theme)
            page.back_requested.connect(self._show_results)
        latest = self._workspace.latest()
        if latest is not None:
            self._show("answers", page, "results")
            page.show_state(answers_state.build(latest))

    @Slot(str)
    def _on_results_role_chosen(self, role: str) -> None:
        self._workspace.choose_role(role)
        self._show_results()

    @Slot()
    def _on_welcome_sample_requested(self) -> None:
        self._workspace.add_sample(assets(*SAMPLE).read_text(encoding="utf-8"))
        self.show_page("results")

    @Slot()
    def _on_navigation_sample_removal_requested(self) -> None:
        self._workspace.remove_person()
        QTimer.singleShot(0, self._show_first)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is left to save: every answer is on disk already."""
        self._workspace.close()
        super().closeEvent(event)
