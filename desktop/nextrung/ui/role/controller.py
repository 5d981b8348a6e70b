"""What the role is, and one competency of it in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.lazy import lazy
from nextrung.scoring.result import Result
from nextrung.ui.competency.controller import CompetencyController
from nextrung.ui.role import state as role_state
from nextrung.ui.role.page import RolePage
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.widgets.empty import EmptyPage

if TYPE_CHECKING:
    from nextrung.ui.advert import controller as advert_controller
    from nextrung.ui.advert.controller import AdvertController
else:
    advert_controller = lazy("nextrung.ui.advert.controller")


class RoleController(PageController):
    """Shows the guide to the role beside the newest result."""

    _page: RolePage | None = None
    _areas: CompetencyController | None = None
    _adverts: AdvertController | None = None
    _empty: EmptyPage | None = None

    def open(self) -> QWidget:
        """The role page, or, for a questionnaire without one, where to go instead."""
        guide = self.workspace.role_guide
        if guide is None:
            return self._show_empty()
        if self._page is None:
            self._page = RolePage(self.theme)
            self._page.area_opened.connect(self._on_page_area_opened)
            self._page.place_opened.connect(self.navigated)
            self._page.advert_requested.connect(self.open_adverts)
        questionnaire = self.workspace.installed.questionnaire
        pay = self.workspace.salary if questionnaire.has_pay else None
        state = role_state.build(guide, questionnaire, self._result(), self.workspace.role, pay)
        self._page.show_state(state)
        return self._page

    def _result(self) -> Result | None:
        latest = self.workspace.latest()
        return latest.result(self.workspace.role) if latest else None

    def _show_empty(self) -> QWidget:
        if self._empty is None:
            words = self.tr("This questionnaire has no text about the role. What it asks is under Assess.")
            # nothing is drawn as coming: no text about the role will
            self._empty = EmptyPage(self.theme, self.tr("The role"), words, self.tr("Go to the assessment"), ())
            self._empty.step_requested.connect(self._on_empty_step_requested)
        return self._empty

    @Slot()
    def _on_empty_step_requested(self) -> None:
        self.navigated.emit("assess")

    @Slot(str)
    def _on_page_area_opened(self, competency: str) -> None:
        if self._areas is None:
            self._areas = CompetencyController(self.workspace, self.theme, self)
            self._areas.page_opened.connect(self.page_opened)
            self._areas.back_requested.connect(self._on_areas_back_requested)
            self._areas.assessment_requested.connect(self._on_empty_step_requested)
        self._areas.show_area(self.workspace.latest(), competency)

    @Slot()
    def open_adverts(self) -> None:
        """Go on to targets from job adverts."""
        if self._adverts is None:
            self._adverts = advert_controller.AdvertController(self.workspace, self.theme, self)
            self._adverts.page_opened.connect(self.page_opened)
            self._adverts.back_requested.connect(self._on_areas_back_requested)
            self._adverts.targets_kept.connect(self._on_areas_back_requested)
            self._adverts.gaps_requested.connect(self._on_adverts_gaps_requested)
        self._adverts.begin()

    @Slot()
    def _on_adverts_gaps_requested(self) -> None:
        self.navigated.emit("results")

    @Slot()
    def _on_areas_back_requested(self) -> None:
        self.page_opened.emit(self.open())
