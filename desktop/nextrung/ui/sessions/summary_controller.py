"""The end of a session: the page that is handed over, and what leaves of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.clock import local_day
from nextrung.errors import NextRungError
from nextrung.ui import labels
from nextrung.ui.masking import mask_of
from nextrung.ui.paper import paper
from nextrung.ui.sessions import state as session_state
from nextrung.ui.sessions import words
from nextrung.ui.sessions.handout import Handout, summary_of
from nextrung.ui.sessions.summary_page import SummaryPage
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


class SummaryController(QObject):
    """Writes the summary of a session with the coach, and closes the session with it."""

    page_opened = Signal(QWidget)
    file_saved = Signal(str, object)
    """A file was written: a sentence on it, and its path."""
    names_toggled = Signal()
    session_opened = Signal(str)
    """The coach goes on with the session, by id."""
    left = Signal()
    """The coach has seen the page of a session that is over."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the page empty; ``open`` fills it."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._session = ""
        self._page = SummaryPage(theme)
        self._page.end_requested.connect(self._on_page_end_requested)
        self._page.reopen_requested.connect(self._on_page_reopen_requested)
        self._page.back_requested.connect(self._on_page_back_requested)
        self._page.pdf_requested.connect(self._on_page_pdf_requested)
        self._page.names_toggled.connect(self.names_toggled)
        self.handout = Handout(self)
        self.handout.saved.connect(self._on_handout_saved)
        self.handout.failed.connect(self._page.show_message)

    def open(self, session: str) -> None:
        """Show the summary of a session: as it was handed over, or as it can be now."""
        self._session = session
        person = self._workspace.person
        # the text is kept with the name; while names are hidden the page only shows it masked
        name = labels.person_name(person, hidden=False) if person else ""
        state = session_state.session(self._workspace, session, name)
        ended = state.session.state == "ended"
        text = state.session.summary if ended else words.summary(state, self._workspace.role.name)
        self.names_changed()
        self._page.show_text(text, ended=ended)
        self.page_opened.emit(self._page)
        self._page.begin()

    def names_changed(self) -> None:
        """Show pseudonyms, or names again."""
        self._page.hide_names(mask_of(self._workspace) if self._workspace.privacy.names_hidden else None)

    @Slot(str)
    def _on_page_end_requested(self, text: str) -> None:
        try:
            self._workspace.sessions.finish(self._session, text)
        except NextRungError as error:
            self._page.show_message(str(error))
            return
        self._page.show_text(text, ended=True)
        self._page.show_message(self.tr("The session is over. Copy this page to hand it over."))

    @Slot()
    def _on_page_reopen_requested(self) -> None:
        try:
            self._workspace.sessions.reopen(self._session)
        except NextRungError as error:
            self._page.show_message(str(error))
            return
        self.session_opened.emit(self._session)

    @Slot()
    def _on_page_back_requested(self) -> None:
        if self._workspace.sessions.session(self._session).state == "ended":
            self.left.emit()
        else:
            self.session_opened.emit(self._session)

    @Slot(str)
    def _on_page_pdf_requested(self, text: str) -> None:
        person = self._workspace.person
        name = labels.person_name(person, hidden=self._workspace.privacy.names_hidden) if person else ""
        # the day where the coach is, not that of UTC
        held_on = local_day(self._workspace.sessions.session(self._session).moment)
        summary = summary_of(text, name, self._workspace.role.name, held_on)
        self.handout.ask(self._theme, summary, paper(), self._page)

    @Slot(object)
    def _on_handout_saved(self, path: Path) -> None:
        self.file_saved.emit(self.tr("Saved as {0}.").format(path.name), path)
