"""A group as a file: the spreadsheet of everything, or the picture of the map."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from nextrung.errors import NextRungError
from nextrung.ui.background import Background
from nextrung.ui.group import picture, words
from nextrung.ui.group.page import GroupPage
from nextrung.ui.group.state import GroupState
from nextrung.ui.paper import paper
from nextrung.workspace.group import GroupDesk


class GroupFiles(QObject):
    """Asks where a file goes and writes it; what is hidden on screen is hidden in it."""

    saved = Signal(object)
    """A file that was written."""
    failed = Signal(str)

    def __init__(self, page: GroupPage, desk: GroupDesk) -> None:
        """Serve a page."""
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._state: GroupState | None = None
        self._background = Background(self)
        self._background.finished.connect(self._on_background_finished)
        self._background.failed.connect(self._on_background_failed)
        page.sheet_requested.connect(self._on_page_sheet_requested)
        page.report_requested.connect(self._on_page_report_requested)
        page.picture_requested.connect(self._on_page_picture_requested)
        page.copy_requested.connect(self._on_page_copy_requested)

    def show_state(self, state: GroupState) -> None:
        """Remember what is on the page."""
        self._state = state

    def _ask(self, title: str, kinds: str, suffix: str) -> Path | None:
        name = self.tr("Group") + suffix
        chosen, _ = QFileDialog.getSaveFileName(self._page, title, name, kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    @Slot()
    def _on_page_sheet_requested(self) -> None:
        path = self._ask(self.tr("Save the spreadsheet"), self.tr("Spreadsheets (*.xlsx)"), ".xlsx")
        state = self._state
        if path is not None and state is not None and state.change is not None:
            self._background.run(partial(self._desk.save_sheet, state.view, state.change, _names(state), path))

    @Slot()
    def _on_page_report_requested(self) -> None:
        path = self._ask(self.tr("Save the report"), self.tr("Documents (*.pdf)"), ".pdf")
        state = self._state
        if path is not None and state is not None:
            self._background.run(partial(self._desk.save_report, state.view, _names(state), path, paper()))

    @Slot()
    def _on_page_picture_requested(self) -> None:
        path = self._ask(self.tr("Save the picture"), self.tr("Pictures (*.png)"), ".png")
        if path is None:
            return
        try:
            picture.save(self._page.picture(), path)
        except NextRungError as error:
            self.failed.emit(str(error))
            return
        self.saved.emit(path)

    @Slot()
    def _on_page_copy_requested(self) -> None:
        QGuiApplication.clipboard().setImage(self._page.picture())

    @Slot(object)
    def _on_background_finished(self, path: Path) -> None:
        self.saved.emit(path)

    @Slot(Exception)
    def _on_background_failed(self, error: Exception) -> None:
        if not isinstance(error, NextRungError):
            raise error
        self.failed.emit(str(error))


def _names(state: GroupState) -> dict[str, str]:
    """What stands for each person by id: a pseudonym while names are hidden."""
    members = [*(row.member for row in state.view.rows), *(one.member for one in state.view.waiting)]
    return {member.id: words.name(state, member) for member in members}
