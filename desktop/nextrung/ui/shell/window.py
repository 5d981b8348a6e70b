"""The main window: the welcome page for a newcomer, then navigation and places."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from nextrung.questionnaire.constants import FormId
from nextrung.resources import sample_answers
from nextrung.ui.assess.visit import AssessVisit
from nextrung.ui.shell.navigation import Navigation
from nextrung.ui.shell.places import Place, places
from nextrung.ui.shell.visit import Visit
from nextrung.ui.theme.theme import Theme
from nextrung.ui.welcome import state as welcome_state
from nextrung.ui.welcome.page import WelcomePage
from nextrung.workspace import Workspace

SMALLEST = (960, 640)
FIRST_SIZE = (1280, 832)


class MainWindow(QMainWindow):
    """Shows one page at a time and takes the person between places."""

    def __init__(self, workspace: Workspace, theme: Theme) -> None:
        """Open on the welcome page, on an unfinished question, or on the results."""
        super().__init__()
        self._workspace = workspace
        self._theme = theme
        self._places: dict[str, Place] = {place.id: place for place in places()}
        self._visits: dict[str, Visit] = {}
        self._here = ""
        self._welcome: WelcomePage | None = None
        self.setWindowTitle(self.tr("Next Rung"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self._navigation = Navigation(theme, tuple(self._places.values()))
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

    def _show_first(self) -> None:
        if self._workspace.person is None:
            self._show_welcome()
        elif self._workspace.open_assessment() is None and self._workspace.latest() is not None:
            self.show_page("overview")
        else:
            self.show_page("assess")

    # pages

    def current_page(self) -> QWidget:
        """The page on show."""
        return self._stack.currentWidget()

    @Slot(str)
    def show_page(self, place: str) -> None:
        """Go to a place of the navigation by its id."""
        for other, visit in self._visits.items():
            if other != place:
                visit.leave()
        self._here = place
        self._show(self._visit(place).open())

    def _visit(self, place: str) -> Visit:
        if place not in self._visits:
            visit = self._places[place].load()(self._workspace, self._theme, self)
            visit.setObjectName(place)
            visit.page_opened.connect(self._on_visit_page_opened)
            visit.navigated.connect(self.show_page)
            visit.counts_changed.connect(self._show_counts)
            visit.opened_assessment.connect(self._on_visit_opened_assessment)
            self._visits[place] = visit
        return self._visits[place]

    def _show(self, page: QWidget) -> None:
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._navigation.setVisible(bool(self._here))
        self._navigation.show_state(self._workspace.person, self._here)
        self._show_counts()
        focused = self.focusWidget()
        placed = focused is not None and page.isAncestorOf(focused)
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
        if not placed:  # and not to whatever control comes first on the page
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_counts(self) -> None:
        self._navigation.show_badges({one.id: one.badge(self._workspace) for one in self._places.values()})

    def _show_welcome(self) -> None:
        if self._welcome is None:
            self._welcome = WelcomePage(self._theme)
            self._welcome.form_chosen.connect(self._on_welcome_form_chosen)
            self._welcome.sample_requested.connect(self._on_welcome_sample_requested)
        self._here = ""
        self._show(self._welcome)
        self._welcome.show_state(welcome_state.build(self._workspace))

    # what happens

    @Slot(QWidget)
    def _on_visit_page_opened(self, page: QWidget) -> None:
        visit = self.sender()
        self._here = visit.objectName() if isinstance(visit, Visit) else self._here
        self._show(page)

    @Slot(str)
    def _on_visit_opened_assessment(self, assessment: str) -> None:
        self._here = "results"
        self._show(self._visit("results").show_assessment(assessment))

    @Slot(str)
    def _on_welcome_form_chosen(self, form: FormId) -> None:
        visit = self._visit("assess")
        if isinstance(visit, AssessVisit):
            visit.start(form)

    @Slot()
    def _on_welcome_sample_requested(self) -> None:
        self._workspace.add_sample(sample_answers().read_text(encoding="utf-8"))
        self.show_page("results")

    @Slot()
    def _on_navigation_sample_removal_requested(self) -> None:
        self._workspace.remove_person()
        QTimer.singleShot(0, self._show_first)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is left to save: every answer is on disk already."""
        for visit in self._visits.values():
            visit.leave()
        self._workspace.close()
        super().closeEvent(event)
