"""A group as a file: the spreadsheet of everything, or the picture of the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from nextrung.errors import NextRungError
from nextrung.report.formats import PAGED, ExportFormat, known_format
from nextrung.ui import labels
from nextrung.ui.group import picture, words
from nextrung.ui.group.page import GroupPage
from nextrung.ui.group.state import GroupState
from nextrung.ui.paper import paper
from nextrung.ui.widgets.checked_save import CheckedSave
from nextrung.ui.widgets.save_dialog import SaveDialog
from nextrung.ui.widgets.toast import toast_over
from nextrung.workspace.group import GroupService


class GroupFiles(QObject):
    """Asks where a file goes and writes it; what is hidden on screen is hidden in it."""

    saved = Signal(object)
    """A file that was written."""
    failed = Signal(str)

    def __init__(self, page: GroupPage, service: GroupService) -> None:
        """Serve a page."""
        super().__init__(page)
        self._page = page
        self._service = service
        self._state: GroupState | None = None
        self._files = CheckedSave(self)
        self._files.saved.connect(self.saved)
        self._files.failed.connect(self.failed)
        page.sheet_requested.connect(self._on_page_sheet_requested)
        page.report_requested.connect(self._on_page_report_requested)
        page.picture_requested.connect(self._on_page_picture_requested)
        page.copy_requested.connect(self._on_page_copy_requested)

    def show_state(self, state: GroupState) -> None:
        """Remember what is on the page."""
        self._state = state

    def _ask(self, title: str, formats: Sequence[ExportFormat], take: Callable[[str], None]) -> None:
        self._ask_for(title, labels.format_filter(*formats), formats[0].ending, take)

    def _ask_for(self, title: str, kinds: str, ending: str, take: Callable[[str], None]) -> None:
        files = SaveDialog(self._page.theme, self._page, title, kinds, self.tr("Group") + ending)
        files.file_named.connect(take)
        files.open()

    @Slot()
    def _on_page_sheet_requested(self) -> None:
        self._ask(self.tr("Save the spreadsheet"), (known_format("xlsx"),), self.save_sheet)

    @Slot(str)
    def save_sheet(self, path: str) -> None:
        """Write the spreadsheet; ``saved`` or ``failed`` follows, as with the others."""
        state = self._state
        if state is not None and state.change is not None:
            # a value of the page goes along: what the person sees is what is written, whatever is read meanwhile
            self._files.save(partial(self._service.save_sheet, state.view, state.change, _names(state), Path(path)))

    @Slot()
    def _on_page_report_requested(self) -> None:
        self._ask(self.tr("Save the report"), PAGED, self.save_report)

    @Slot(str)
    def save_report(self, path: str) -> None:
        """Write the report; asks before, when it will not hold every letter."""
        state = self._state
        if state is not None:
            shown = (state.view, _names(state), Path(path))
            check = partial(self._service.report_warning, *shown)
            write = partial(self._service.save_report, *shown, paper())
            self._files.check_and_save(self._page.theme, self._page, check, write)

    @Slot()
    def _on_page_picture_requested(self) -> None:
        self._ask_for(self.tr("Save the picture"), self.tr("Pictures (*.png)"), ".png", self.save_picture)

    @Slot(str)
    def save_picture(self, path: str) -> None:
        """Write the picture of the map."""
        try:
            picture.save(self._page.picture(), Path(path))
        except NextRungError as error:
            self.failed.emit(str(error))
            return
        self.saved.emit(Path(path))

    @Slot()
    def _on_page_copy_requested(self) -> None:
        # QClipboard belongs to the thread of the window
        QGuiApplication.clipboard().setImage(self._page.picture())
        toast_over(self._page.theme, self._page).show_message(self.tr("The map is on the clipboard, as a picture."))


def _names(state: GroupState) -> dict[str, str]:
    """What stands for each person by id: a pseudonym while names are hidden."""
    members = [*(row.member for row in state.view.rows), *(one.member for one in state.view.waiting)]
    return {member.id: words.name(state, member) for member in members}
