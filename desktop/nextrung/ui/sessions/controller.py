"""The coach and the current person: the timeline, the session that is going on, the summary, the ratings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.people.session import MARKS
from nextrung.plan.step import require_place
from nextrung.ui import labels
from nextrung.ui.bin.controller import BinController
from nextrung.ui.masking import mask_of
from nextrung.ui.plan import state as plan_state
from nextrung.ui.plan.dialogs import OwnStepDialog
from nextrung.ui.rating.controller import RatingController
from nextrung.ui.sessions import state as session_state
from nextrung.ui.sessions.client_page import ClientPage
from nextrung.ui.sessions.session_page import SessionPage
from nextrung.ui.sessions.state import ClientPageState
from nextrung.ui.sessions.summary_controller import SummaryController
from nextrung.ui.shell.page_controller import PageController
from nextrung.ui.widgets.coming import Coming
from nextrung.ui.widgets.empty import EmptyPage
from nextrung.views.invitation import Part as RaterPart
from nextrung.workspace.plan import OwnStep


class SessionsController(PageController):
    """Shows the sessions with the current person, and carries out what is asked for on their pages."""

    _page: ClientPage | None = None
    _bin: BinController | None = None
    _empty: EmptyPage | None = None
    _session_page: SessionPage | None = None
    _summary: SummaryController | None = None
    _rating: RatingController | None = None
    _dialog: OwnStepDialog | None = None
    _begun = ""
    """The session whose next point stands on the page."""
    _shown: str = ""
    """The session on show; empty while the timeline is."""

    def open(self) -> QWidget:
        """The session that is going on, or else the timeline."""
        # what is typed is kept before another session or person takes the fields
        self.leave()
        if self.workspace.person is None:
            return self._show_empty()
        running = self.workspace.sessions.running()
        return self._show_session(running.id) if running else self._show_client()

    def keep_typing(self) -> None:
        """Keep what was typed a moment ago."""
        for page in (self._page, self._session_page):
            if page is not None:
                page.save()

    def has_unsaved(self) -> bool:
        """Whether something typed in a session or about the person could not be saved."""
        return any(page is not None and page.has_unsaved() for page in (self._page, self._session_page))

    def names_changed(self) -> None:
        """Show pseudonyms, or names again."""
        self.leave()
        if self._page is not None:
            self._show_client()
        if self._shown and self._session_page is not None:
            self._show_session(self._shown)
        if self._rating is not None:
            self._rating.names_changed()
        if self._summary is not None:
            self._summary.names_changed()

    def _without_name(self, state: ClientPageState) -> ClientPageState:
        """The state without what tells who it is, while names are hidden."""
        if not self.workspace.privacy.names_hidden:
            return state
        mask = mask_of(self.workspace)
        entries = tuple(replace(entry, line=mask(entry.line)) for entry in state.entries)
        # occupation and tags are left out and not masked: they tell who it is without any name in them
        return replace(state, occupation="", tags=(), entries=entries)

    def _name(self) -> str:
        person = self.workspace.person
        return labels.person_name(person, hidden=self.workspace.privacy.names_hidden) if person else ""

    def _show_empty(self) -> QWidget:
        if self._empty is None:
            text = self.tr("Sessions, private notes and your own view of a person will be here.")
            parts: tuple[Coming, ...] = (
                ("table", self.tr("Coming and earlier sessions")),
                ("cards", self.tr("Notes, and what was agreed")),
            )
            self._empty = EmptyPage(self.theme, self.tr("Sessions"), text, self.tr("Go to the people"), parts)
            self._empty.step_requested.connect(self._on_empty_step_requested)
        return self._empty

    @Slot()
    def _on_empty_step_requested(self) -> None:
        self.navigated.emit("people")

    # the timeline

    def _show_client(self) -> ClientPage:
        page = self._page or self._make_client()
        person = self.workspace.person
        if person is not None:
            hidden = self.workspace.privacy.names_hidden
            state = session_state.client(self.workspace, person, lambda one: labels.person_name(one, hidden=hidden))
            page.show_state(self._without_name(state), names_hidden=hidden)
        if self._bin is not None:
            self._bin.show()
        return page

    def _make_client(self) -> ClientPage:
        page = ClientPage(self.theme)
        page.start_requested.connect(self._on_page_start_requested)
        page.session_opened.connect(self._on_page_session_opened)
        page.plan_requested.connect(self._on_page_plan_requested)
        page.coming_opened.connect(self._on_page_coming_opened)
        page.removal_requested.connect(self._on_page_removal_requested)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.notes_edited.connect(self._on_page_notes_edited)
        page.rate_requested.connect(self._on_page_rate_requested)
        page.views_requested.connect(self._on_page_views_requested)
        page.names_toggled.connect(self.names_toggled)
        page.client_window_requested.connect(self.client_window_requested)
        page.share.send_requested.connect(self._on_page_send_requested)
        page.share.removal_requested.connect(self._on_page_unsharing_requested)
        page.share.erase_requested.connect(self._on_page_erase_requested)
        self._bin = BinController(self.workspace, self.theme, "coaching_session", self)
        self._bin.put_back.connect(self._on_bin_put_back)
        self._bin.refused.connect(page.show_problem)
        page.add_deleted(self._bin.view)
        self._page = page
        return page

    @Slot()
    def _on_page_send_requested(self) -> None:
        if self.workspace.person is not None:
            self.leave()  # what was typed a moment ago belongs to what is sent
            self.plan_sending_requested.emit(self.workspace.person.id)

    @Slot()
    def _on_page_unsharing_requested(self) -> None:
        if self.workspace.person is not None:
            self.leave()
            self.unsharing_requested.emit(self.workspace.person.id)

    @Slot()
    def _on_page_erase_requested(self) -> None:
        if self.workspace.person is not None:
            self.erase_requested.emit(self.workspace.person.id)

    @Slot(str)
    def _on_bin_put_back(self, _session: str) -> None:
        self._show_client()

    def _try(self, page: ClientPage | SessionPage | None, change: Callable[[], Any]) -> bool:
        """Carry a change out; say on the page why not when it is refused."""
        try:
            change()
        except NextRungError as error:
            if page is not None:
                page.show_problem(str(error))
            return False
        return True

    @Slot()
    def _on_page_start_requested(self) -> None:
        service = self.workspace.sessions
        due = service.due()

        def start() -> None:
            self._shown = service.start(due.id if due else None).id

        if self._try(self._page, start):
            self._open_session(self._shown)

    @Slot(str)
    def _on_page_session_opened(self, session: str) -> None:
        if self.workspace.sessions.session(session).state == "planned":
            if not self._try(self._page, lambda: self.workspace.sessions.start(session)):
                return
            running = self.workspace.sessions.running()
            # nobody is in two sessions at once: while one is going on, starting another leads to that one
            session = running.id if running else session
        self._open_session(session)

    @Slot(datetime)
    def _on_page_plan_requested(self, at: datetime) -> None:
        if self._try(self._page, lambda: self.workspace.sessions.plan(at)):
            self._show_client()
            self.counts_changed.emit()

    @Slot(str)
    def _on_page_coming_opened(self, person: str) -> None:
        self.person_opened.emit(person, "sessions")

    @Slot(str)
    def _on_page_removal_requested(self, session: str) -> None:
        if self._try(self._page, lambda: self.workspace.sessions.remove(session)):
            self._show_client()

    @Slot()
    def _on_page_undo_requested(self) -> None:
        if self._try(self._page, self.workspace.sessions.undo):
            self._show_client()

    @Slot(str, str)
    def _on_page_notes_edited(self, person: str, text: str) -> None:
        if self._page is None:
            return
        if self._try(self._page, lambda: self.workspace.people.save_notes(person, text)):
            self._page.show_saved(labels.to_the_second(self.workspace.clock.now()))
        else:
            # put back as unsaved, so that it is tried again and the window does not close over it
            self._page.keep(person, {"notes": text})

    # ratings

    def _ratings(self) -> RatingController:
        if self._rating is None:
            self._rating = RatingController(self.workspace, self.theme, self)
            self._rating.page_opened.connect(self.page_opened)
            self._rating.left.connect(self._on_rating_left)
            self._rating.names_toggled.connect(self.names_toggled)
        return self._rating

    @Slot()
    def _on_page_rate_requested(self) -> None:
        self._try(self._page, self._ratings().rate)

    @Slot()
    def _on_page_views_requested(self) -> None:
        self._try(self._page, self._ratings().show_views)

    @Slot()
    def _on_rating_left(self) -> None:
        self.page_opened.emit(self._show_client())

    # the session

    def _show_session(self, session: str) -> SessionPage:
        page = self._session_page or self._make_session()
        self._shown = session
        state = session_state.session(self.workspace, session, self._name())
        page.show_state(state, mask_of(self.workspace), names_hidden=self.workspace.privacy.names_hidden)
        # only for another session: begun anew, the point that is being typed would be emptied
        if self._begun != session:
            self._begun = session
            page.begin_point(self.workspace.draft("point", session))
        return page

    @Slot(str)
    def _open_session(self, session: str) -> None:
        """Go to the page of a session; it takes the focus only once it is in the window."""
        self.page_opened.emit(self._session_page or self._make_session())
        self._show_session(session)

    def _make_session(self) -> SessionPage:
        page = SessionPage(self.theme)
        page.written.connect(self._on_session_written)
        page.point_covered.connect(self._on_session_point_covered)
        page.point_added.connect(self._on_session_point_added)
        page.marked.connect(self._on_session_marked)
        page.reasoned.connect(self._on_session_reasoned)
        page.step_requested.connect(self._on_session_step_requested)
        page.plan_requested.connect(self._on_session_plan_requested)
        page.end_requested.connect(self._on_session_end_requested)
        page.back_requested.connect(self._on_session_back_requested)
        page.names_toggled.connect(self.names_toggled)
        page.client_window_requested.connect(self.client_window_requested)
        page.release_requested.connect(self._on_session_release_requested)
        page.views_requested.connect(self._on_session_views_requested)
        self._session_page = page
        return page

    def _change_session(self, change: Callable[[], Any]) -> bool:
        if not self._try(self._session_page, change):
            return False
        self._show_session(self._shown)
        return True

    @Slot(str, dict)
    def _on_session_written(self, session: str, texts: dict[str, str]) -> None:
        if self._session_page is None:
            return
        if self._try(self._session_page, lambda: self.workspace.sessions.write(session, **texts)):
            self._session_page.show_saved(labels.to_the_second(self.workspace.clock.now()))
        else:
            self._session_page.keep(session, texts)

    @Slot(int, bool)
    def _on_session_point_covered(self, at: int, covered: bool) -> None:
        self._change_session(lambda: self.workspace.sessions.cover(self._shown, at, covered=covered))

    @Slot(str)
    def _on_session_point_added(self, text: str) -> None:
        self._change_session(lambda: self.workspace.sessions.add_point(self._shown, text))

    @Slot(str, str)
    def _on_session_marked(self, finding: str, chosen: str) -> None:
        service = self.workspace.sessions
        before = service.marks(self._shown).get(finding)
        mark = next((one for one in MARKS if one == chosen), None)
        if mark is None:
            self._change_session(lambda: service.unmark(self._shown, finding))
            return
        # another mark keeps the reason, which is about the finding
        reason = before.reason if before else ""
        self._change_session(lambda: service.mark(self._shown, finding, mark, reason))

    @Slot(str, str, str)
    def _on_session_reasoned(self, session: str, finding: str, reason: str) -> None:
        mark = self.workspace.sessions.marks(session).get(finding)
        if mark is None or self._session_page is None:
            return
        if self._try(self._session_page, lambda: self.workspace.sessions.mark(session, finding, mark.mark, reason)):
            self._session_page.show_saved(labels.to_the_second(self.workspace.clock.now()))
        else:
            self._session_page.keep_reason(session, finding, reason)

    @Slot()
    def _on_session_step_requested(self) -> None:
        live = sum(step.live for step in self.workspace.plan.steps())
        # asked before the form opens: a full plan would refuse what was filled in
        if not self._try(self._session_page, lambda: require_place(live)):
            return
        facets = plan_state.facet_choices(self.workspace.installed.questionnaire)
        dialog = OwnStepDialog(self.theme, facets, self.workspace.clock.today(), self._session_page)
        dialog.keep_draft(self.workspace.draft("step"))
        dialog.add_requested.connect(self._on_dialog_add_requested)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    @Slot(OwnStep)
    def _on_dialog_add_requested(self, own: OwnStep) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        try:
            self.workspace.plan.add_own(own)
        except NextRungError as error:
            dialog.show_problem(str(error))
            return
        dialog.accept()
        self._dialog = None
        self._show_session(self._shown)
        self.counts_changed.emit()

    @Slot()
    def _on_session_plan_requested(self) -> None:
        self.navigated.emit("plan")

    @Slot(str)
    def _on_session_release_requested(self, part: RaterPart) -> None:
        views = self.workspace.views
        self._change_session(lambda: views.release(views.rounds()[-1], part))

    @Slot()
    def _on_session_views_requested(self) -> None:
        self.navigated.emit("views")

    @Slot()
    def _on_session_back_requested(self) -> None:
        self._shown = ""
        self.page_opened.emit(self._show_client())

    # the summary

    @Slot()
    def _on_session_end_requested(self) -> None:
        self.summary().open(self._shown)

    def summary(self) -> SummaryController:
        """Who writes the summary; made when it is first needed."""
        if self._summary is None:
            self._summary = SummaryController(self.workspace, self.theme, self)
            self._summary.page_opened.connect(self.page_opened)
            self._summary.file_saved.connect(self.file_saved)
            self._summary.names_toggled.connect(self.names_toggled)
            self._summary.session_opened.connect(self._open_session)
            self._summary.left.connect(self._on_session_back_requested)
        return self._summary
