"""The overview of the current person."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from nextrung.ui.masking import mask_of
from nextrung.ui.overview import state as overview_state
from nextrung.ui.overview.page import OverviewPage
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.widgets.first_paint import after_first_paint


class OverviewController(PageController):
    """Shows the overview, and leads on to every other place."""

    _page: OverviewPage | None = None
    _seen = False

    def open(self) -> QWidget:
        """The overview, as things stand now."""
        if self._page is None:
            self._page = OverviewPage(self.theme, self.frame)
            self._page.place_requested.connect(self.navigated)
            self._page.assess_requested.connect(self._on_page_assess_requested)
            self._page.continue_requested.connect(self._on_page_continue_requested)
            self._page.role_chosen.connect(self._on_page_role_chosen)
            self._page.undo_role.asked.connect(self._on_page_undo_requested)
        state, mask = overview_state.build(self.workspace, self.workspace.clock.local()), mask_of(self.workspace)
        steps = tuple(replace(one, title=mask(one.title)) for one in state.steps)
        self._page.show_state(replace(state, steps=steps))
        self._page.undo_role.offer(possible=self.workspace.can_undo_role())
        # only the first look has to be quick; later the window is up, and without a result there is nothing to read
        if self._seen or not state.assessed:
            self._show_rest()
        else:
            after_first_paint(self._page, self._show_rest)
        return self._page

    @Slot()
    def _show_rest(self) -> None:
        """What takes longer than the newest result follows the first look: older results, and pay from its files."""
        if self._page is None or not self.workspace.is_open:
            return
        self._seen = True
        over_time = overview_state.build_over_time(self.workspace)
        pay = overview_state.build_pay(self.workspace)
        if isValid(self._page):  # the window may have gone while the files were read
            self._page.show_over_time(over_time)
            self._page.show_pay(pay)

    def names_changed(self) -> None:
        """Show pseudonyms, or names again."""
        if self._page is not None:
            self.open()

    @Slot()
    def _on_page_assess_requested(self) -> None:
        self.navigated.emit("assess")

    @Slot(str)
    def _on_page_continue_requested(self, _assessment: str) -> None:
        self.navigated.emit("assess")

    @Slot()
    def _on_page_undo_requested(self) -> None:
        self.workspace.undo_role()
        self.open()

    @Slot(str)
    def _on_page_role_chosen(self, role: str) -> None:
        self.workspace.choose_role(role)
        self.open()
