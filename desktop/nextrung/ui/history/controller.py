"""The history: assessments over time, the list of all, any two beside each other."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.ui.background import Background
from nextrung.ui.bin.controller import BinController
from nextrung.ui.history import compare_state
from nextrung.ui.history import state as history_state
from nextrung.ui.history.compare_page import ComparePage
from nextrung.ui.history.page import HistoryPage
from nextrung.ui.history.state import HistoryState, Measured
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.shell.remembered import RememberedView
from nextrung.workspace import Assessment
from nextrung.workspace.shared_areas import SharedView, shared_work


class HistoryController(PageController):
    """Shows all finished assessments; deletes one and puts it back."""

    _page: HistoryPage | None = None
    _bin: BinController | None = None
    _compare: ComparePage | None = None
    _measured: tuple[Measured, ...] = ()
    _state: HistoryState | None = None
    _area = history_state.OVERALL
    _careful_shown = False
    _both_forms = False

    def open(self) -> QWidget:
        """The history, with what has been finished since."""
        self._measured = self._measure(self.workspace.history.finished())
        page = self._page or self._make_page()
        self._show()
        return page

    def _measure(self, finished: tuple[Assessment, ...]) -> tuple[Measured, ...]:
        """All assessments scored; those that are as they were the last time are not scored again."""
        known = {one.assessment.record.id: one for one in self._measured}
        measured = []
        # scoring takes its time for each assessment, and few of them change between two looks
        for assessment in finished:
            before = known.get(assessment.record.id)
            same = before is not None and before.assessment == assessment
            measured.append(before if before is not None and same else history_state.measure(assessment))
        return tuple(measured)

    def _make_page(self) -> HistoryPage:
        page = HistoryPage(self.theme)
        page.assess_requested.connect(self._on_page_assess_requested)
        page.elsewhere.chosen.connect(self.questionnaire_chosen)
        self._shares = Background(self)
        self._shares.finished.connect(self._on_shares_finished)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.trend.area_chosen.connect(self._on_page_area_chosen)
        page.trend.careful_toggled.connect(self._on_page_careful_toggled)
        page.trend.both_forms_toggled.connect(self._on_page_both_forms_toggled)
        page.listing.open_requested.connect(self.opened_assessment)
        page.listing.removal_requested.connect(self._on_page_removal_requested)
        page.listing.comparison_requested.connect(self._show_comparison)
        self._bin = BinController(self.workspace, self.theme, "assessment", self)
        self._bin.put_back.connect(self._on_bin_put_back)
        self._bin.refused.connect(page.show_problem)
        page.add_deleted(self._bin.view)
        RememberedView(self.workspace, "history", page.trend.views, page)
        self._page = page
        return page

    def _show(self) -> None:
        if self._page is None:
            return
        self._state = history_state.build(
            self._measured,
            self.workspace.installed.questionnaire,
            self.workspace.role,
            self._area,
            careful_shown=self._careful_shown,
            both_forms=self._both_forms,
            removed_at=self.workspace.history.removed_at,
        )
        self._page.show_state(self._state)
        self._page.show_elsewhere(self.workspace.questionnaires.elsewhere())
        self._show_shared()
        if self._bin is not None:
            self._bin.show()

    def _show_shared(self) -> None:
        newest, others = self.workspace.latest(), self.workspace.newest_elsewhere()
        if newest is None or not others:
            self._shares.cancel()
            self._on_shares_finished(())
        else:
            self._shares.run(shared_work(newest, others))

    @Slot(object)
    def _on_shares_finished(self, views: tuple[SharedView, ...]) -> None:
        if self._page is not None:
            self._page.show_shared(views)

    def _show_problem(self, error: NextRungError) -> None:
        if self._page is not None:
            self._page.show_problem(str(error))

    @Slot(str, str)
    def _show_comparison(self, first: str, second: str) -> None:
        if self._state is None:
            return
        if self._compare is None:
            self._compare = ComparePage(self.theme)
            self._compare.back_requested.connect(self._on_compare_back_requested)
            self._compare.pair_chosen.connect(self._show_comparison)
            self._compare.assessment_requested.connect(self.opened_assessment)
        assessment = [one.assessment for one in self._measured]
        self.page_opened.emit(self._compare)
        self._compare.show_state(compare_state.build(self._state, assessment, first, second))

    # what happens

    @Slot()
    def _on_page_assess_requested(self) -> None:
        self.navigated.emit("assess")

    @Slot(str)
    def _on_page_area_chosen(self, area: str) -> None:
        self._area = area
        self._show()

    @Slot(bool)
    def _on_page_careful_toggled(self, shown: bool) -> None:
        self._careful_shown = shown
        self._show()

    @Slot(bool)
    def _on_page_both_forms_toggled(self, shown: bool) -> None:
        self._both_forms = shown
        self._show()

    @Slot(str)
    def _on_page_removal_requested(self, assessment: str) -> None:
        try:
            self.workspace.history.remove(assessment)
        except NextRungError as error:
            self._show_problem(error)
            return
        self.open()

    @Slot()
    def _on_page_undo_requested(self) -> None:
        try:
            restored = self.workspace.history.undo()
        except NextRungError as error:
            self._show_problem(error)
            return
        self._on_bin_put_back(restored or "")

    @Slot(str)
    def _on_bin_put_back(self, assessment: str) -> None:
        self.open()
        if assessment and self._page is not None:
            self._page.listing.table.pick(assessment)

    @Slot()
    def _on_compare_back_requested(self) -> None:
        if self._page is not None:
            self.page_opened.emit(self._page)
