"""What each rung pays."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.salary.model import PayChoice
from nextrung.salary.own import KeptFigure
from nextrung.scoring.result import Result
from nextrung.ui.background import Background
from nextrung.ui.own_figures import OwnFigures
from nextrung.ui.salary import card, what_if_state
from nextrung.ui.salary import state as salary_state
from nextrung.ui.salary.own_controller import OwnPayController
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.salary.sources import SourceSheet
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.shell.remembered import RememberedView
from nextrung.workspace.targets import is_own


class SalaryController(PageController):
    """Shows the rungs beside the newest result, for the choices of the person."""

    _page: SalaryPage | None = None
    _figure = ""
    _result: Result | None = None
    _own: OwnPayController | None = None
    _figures: OwnFigures | None = None
    _in_adverts: Background

    def open(self) -> QWidget:
        """The salary page; it has something to show without an assessment too."""
        if self._page is None:
            self._page = SalaryPage(self.theme)
            self._page.choice_changed.connect(self._on_page_choice_changed)
            self._page.figure_chosen.connect(self._on_page_figure_chosen)
            self._page.card_closed.connect(self._on_page_card_closed)
            self._page.levels_changed.connect(self._on_page_levels_changed)
            self._page.assessment_requested.connect(self._on_page_assessment_requested)
            self._page.own_requested.connect(self._on_page_own_requested)
            self._page.sources_requested.connect(self._on_page_sources_requested)
            self._page.removal_requested.connect(self._on_page_removal_requested)
            self._figures = OwnFigures(self.workspace.pay, self)
            self._figures.read.connect(self._on_figures_read)
            self._in_adverts = Background(self)
            self._in_adverts.finished.connect(self._page.kept_adverts.show_pay)
            RememberedView(self.workspace, "salary", self._page.views, self._page)
        latest = self.workspace.latest()
        self._result = latest.result(self.workspace.role) if latest else None
        # a card that was open on an earlier look does not come back
        self._figure = ""
        self._show(self._page)
        self._show_adverts(self._page)
        # the sliders keep what was tried out on an earlier look, but the result below them may be another
        self._on_page_levels_changed(self._page.what_if.levels())
        return self._page

    def _show(self, page: SalaryPage) -> None:
        """The present choice on the page, and the card of the figure that was picked."""
        pay, data = self.workspace.pay, self.workspace.salary
        matches = self._result.matches if self._result else None
        today, own, choice = self.workspace.clock.today(), self._shown_figures(), pay.choice
        content = self._result.questionnaire if self._result else None
        role = self.workspace.role
        own_targets = (role.name, self._result.match.value if self._result else None) if is_own(role) else None
        state = salary_state.build(
            data, matches, choice, own=own, today=today, content=content, own_targets=own_targets
        )
        page.show_state(state, salary_state.options(data))
        picked = card.build(data, self._figure, choice, own=own, today=today) if self._figure else None
        # no ``reveal``: the choice was made above, and a page that scrolls would take it out of sight
        page.show_card(picked, reveal=False)

    def _show_adverts(self, page: SalaryPage) -> None:
        """The pay that the kept adverts of this person name, as soon as a thread has read it."""
        page.kept_adverts.show_pay(())
        person = self.workspace.person
        kept = self.workspace.adverts.all_of(person.id) if person else ()
        self._in_adverts.cancel()
        if kept:
            self._in_adverts.run(self.workspace.adverts.pay_work(kept), after_look=True)

    def _shown_figures(self) -> tuple[KeptFigure, ...]:
        return self._figures.shown() if self._figures is not None else ()

    @Slot()
    def _on_figures_read(self) -> None:
        if self._page is not None:
            self._show(self._page)

    @Slot(PayChoice)
    def _on_page_choice_changed(self, choice: PayChoice) -> None:
        self.workspace.pay.choose(choice)
        if self._page is not None:
            self._show(self._page)

    @Slot(str)
    def _on_page_figure_chosen(self, figure: str) -> None:
        self._figure = figure
        pay = self.workspace.pay
        found = card.build(pay.data, figure, pay.choice, own=pay.own_read_last(), today=self.workspace.clock.today())
        if self._page is not None:
            self._page.show_card(found)

    @Slot()
    def _on_page_card_closed(self) -> None:
        self._figure = ""

    @Slot(dict)
    def _on_page_levels_changed(self, levels: dict[str, float]) -> None:
        if self._page is not None:
            result = self._result
            self._page.show_what_if(what_if_state.build(self.workspace.salary, result, levels) if result else None)

    @Slot()
    def _on_page_assessment_requested(self) -> None:
        self.navigated.emit("assess")

    @Slot()
    def _on_page_sources_requested(self) -> None:
        if self._page is not None:
            SourceSheet(self.theme, self.workspace.salary, self._page.window()).open_once()

    @Slot()
    def _on_page_own_requested(self) -> None:
        if self._own is None:
            self._own = OwnPayController(self.workspace, self.theme, self)
            self._own.left.connect(self._on_own_left)
            self._own.page_opened.connect(self.page_opened)
        self.page_opened.emit(self._own.open())

    def open_item(self, thing: str) -> None:
        """Preview the table of pay at a path, as after a choice of it on the page of own figures."""
        self._on_page_own_requested()
        if self._own is not None:
            self._own.preview(thing)

    @Slot()
    def _on_own_left(self) -> None:
        self.page_opened.emit(self.open())

    @Slot(str)
    def _on_page_removal_requested(self, figure: str) -> None:
        """Remove on the page of own figures, where it can be undone."""
        self._on_page_own_requested()
        if self._own is not None:
            self._own.remove(figure)
