"""What each rung pays."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nextrung.ui.salary import state as salary_state
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.shell.visit import Visit


class SalaryVisit(Visit):
    """Shows the rungs beside the newest result."""

    _page: SalaryPage | None = None

    def open(self) -> QWidget:
        """The salary page; it has something to show without an assessment too."""
        if self._page is None:
            self._page = SalaryPage(self.theme)
        latest = self.workspace.latest()
        matches = latest.result(self.workspace.role).matches if latest else None
        self._page.show_state(salary_state.build(self.workspace.salary, matches))
        return self._page
