"""The overview of the person whose turn it is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.overview import state as overview_state
from nextrung.ui.overview.page import OverviewPage
from nextrung.ui.shell.visit import Visit


class OverviewVisit(Visit):
    """Shows the overview, and leads on to every other place."""

    _page: OverviewPage | None = None

    def open(self) -> QWidget:
        """The overview, as things stand now."""
        if self._page is None:
            self._page = OverviewPage(self.theme)
            self._page.place_requested.connect(self.navigated)
            self._page.assess_requested.connect(self._on_page_assess_requested)
            self._page.continue_requested.connect(self._on_page_continue_requested)
            self._page.role_chosen.connect(self._on_page_role_chosen)
        self._page.show_state(overview_state.build(self.workspace, date.today()))
        return self._page

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

    @Slot(str)
    def _on_page_role_chosen(self, role: str) -> None:
        self.workspace.choose_role(role)
        self.open()
