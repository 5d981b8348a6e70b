"""What happens on the rating pages."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.people.rating import CoachRating
from nextrung.questionnaire.kinds import Rating
from nextrung.ui import labels
from nextrung.ui.rating import state as rating_state
from nextrung.ui.rating.page import RatingPage
from nextrung.ui.rating.views_page import ViewsPage
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace, fitting_role


class RatingController(QObject):
    """Walks the coach through the rating items, and shows both views."""

    page_opened = Signal(QWidget)
    left = Signal()
    names_toggled = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Remember where everything comes from."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._page: RatingPage | None = None
        self._views: ViewsPage | None = None
        self._round: CoachRating | None = None
        self._items: tuple[Rating, ...] = ()
        self._item = ""

    def _name(self) -> str:
        person = self._workspace.person
        return labels.person_name(person, hidden=self._workspace.privacy.names_hidden) if person else ""

    def names_changed(self) -> None:
        """Show pseudonyms, or names again."""
        if self._page is not None and self._round is not None:
            self._show()
        if self._views is not None and self._workspace.rating.latest() is not None:
            self._fill_views(self._views)

    # rating

    def rate(self) -> None:
        """Go on with the round that is not finished, or start one. Raises NextRungError."""
        rating = self._workspace.rating
        self._round = rating.start()
        self._items = rating.items(self._round)
        self._item = rating_state.start_at(self._round, self._items)
        page = self._page or self._make_page()
        # in the window first: the first choice takes the focus as it is shown
        self.page_opened.emit(page)
        self._show()

    def _make_page(self) -> RatingPage:
        page = RatingPage(self._theme)
        page.rated.connect(self._on_page_rated)
        page.not_seen_changed.connect(self._on_page_not_seen_changed)
        page.next_requested.connect(self._on_page_next_requested)
        page.back_requested.connect(self._on_page_back_requested)
        page.finish_requested.connect(self._on_page_finish_requested)
        page.pause_requested.connect(self.left)
        self._page = page
        return page

    def _show(self) -> None:
        if self._page is not None and self._round is not None:
            content = self._workspace.rating.content_of(self._round)
            self._page.show_state(rating_state.rating(self._round, self._items, content, self._item, self._name()))

    def _keep(self, value: float | None) -> None:
        if self._page is None or self._round is None:
            return
        try:
            # a round is a value: the one with this rating in it is another
            self._round = self._workspace.rating.rate(self._round, self._item, value)
        except NextRungError as error:
            self._page.show_problem(str(error))
            return
        self._show()
        self._page.show_saved(labels.to_the_second(self._workspace.clock.now()))

    @Slot(float)
    def _on_page_rated(self, value: float) -> None:
        self._keep(value)

    @Slot(bool)
    def _on_page_not_seen_changed(self, not_seen: bool) -> None:
        if not_seen:
            self._keep(None)
        elif self._round is not None:
            self._round = self._workspace.rating.take_back(self._round, self._item)
            self._show()

    def _move(self, by: int) -> None:
        ids = [item.id for item in self._items]
        at = ids.index(self._item) + by
        if self._round is not None and 0 <= at < len(ids):
            self._item = ids[at]
            self._round = self._workspace.rating.look_at(self._round, self._item)
            self._show()

    @Slot()
    def _on_page_next_requested(self) -> None:
        self._move(1)

    @Slot()
    def _on_page_back_requested(self) -> None:
        self._move(-1)

    @Slot()
    def _on_page_finish_requested(self) -> None:
        if self._page is None or self._round is None:
            return
        try:
            self._workspace.rating.finish(self._round)
        except NextRungError as error:
            self._page.show_problem(str(error))
            return
        # a finished round is not shown again when names are hidden or shown
        self._round = None
        self.show_views()

    # both views

    def show_views(self) -> None:
        """Show the newest finished round beside the newest assessment. Raises NextRungError when there is none."""
        page = self._views or self._make_views()
        self._fill_views(page)
        self.page_opened.emit(page)

    def _make_views(self) -> ViewsPage:
        page = ViewsPage(self._theme)
        page.back_requested.connect(self.left)
        page.again_requested.connect(self._on_views_again_requested)
        page.names_toggled.connect(self.names_toggled)
        self._views = page
        return page

    def _fill_views(self, page: ViewsPage) -> None:
        newest = self._workspace.rating.latest()
        if newest is None:
            raise NextRungError("There is no finished round of ratings yet.")
        assessment = self._workspace.latest()
        result = assessment.result(fitting_role(assessment.content, self._workspace.role)) if assessment else None
        content = self._workspace.rating.content_of(newest)
        assessed_at = assessment.record.completed_at if assessment else None
        state = rating_state.views(newest, content, result, assessed_at, self._name())
        page.show_state(state, names_hidden=self._workspace.privacy.names_hidden)

    @Slot()
    def _on_views_again_requested(self) -> None:
        self.rate()
