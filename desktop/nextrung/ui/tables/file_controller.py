"""What every page has on which a file or a pasted table comes in: choosing it, reading it in a thread, leaving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from nextrung.ui.background import Background
from nextrung.ui.tables.page import TablePage
from nextrung.ui.tables.state import TableState

LONGEST_PASTE = 5_000_000
"""Characters of a table that is pasted, at the most; what is longer comes in as a file."""


class IncomingFileController(QObject):
    """The page of one file; a sub-class says how it is read, and what becomes of it."""

    left = Signal()
    """The page is done with: something was taken in, or it is left."""

    def __init__(self, page: TablePage, parent: QObject) -> None:
        """Take the page, which is shown by whoever asks for it."""
        super().__init__(parent)
        self.page = page
        self._path: Path | None = None
        self._text = ""
        page.back_requested.connect(self.go_back)
        page.file_requested.connect(self._on_page_file_requested)
        page.paste_requested.connect(self._on_page_paste_requested)
        page.file_dropped.connect(self.read_file)
        page.accepted.connect(self._on_page_accepted)
        page.setting_changed.connect(self._on_page_setting_changed)
        page.column_changed.connect(self._on_page_column_changed)
        self._reads = Background(self)
        self._reads.finished.connect(self._on_reads_finished)
        self._reads.broken_off.connect(self._on_reads_broken_off)
        self._reads.failed.connect(self._on_work_failed)
        self._keeping = Background(self)
        self._keeping.finished.connect(self._on_keeping_finished)
        self._keeping.failed.connect(self._on_work_failed)

    # what a sub-class says

    def _asked_for(self) -> tuple[str, str]:
        """The title of the dialog that chooses a file, and the kinds of file in it."""
        raise NotImplementedError

    def _forget_choices(self) -> None:
        """Another file comes: what was chosen for the one before means nothing for it."""
        raise NotImplementedError

    def _read(self) -> None:
        """Read the file or the text in a thread, as it was chosen to be read."""
        raise NotImplementedError

    @Slot(object)
    def _on_reads_finished(self, found: Any) -> None:
        raise NotImplementedError

    @Slot()
    def _on_reads_broken_off(self) -> None:
        raise NotImplementedError

    @Slot(str, str)
    def _on_page_setting_changed(self, name: str, value: str) -> None:
        raise NotImplementedError

    @Slot(int, str)
    def _on_page_column_changed(self, line: int, field: str) -> None:
        raise NotImplementedError

    @Slot()
    def _on_page_accepted(self) -> None:
        raise NotImplementedError

    @Slot(object)
    def _on_keeping_finished(self, kept: Any) -> None:
        raise NotImplementedError

    # what all do

    def begin(self) -> None:
        """Show no file yet."""
        self._path, self._text = None, ""
        self._forget_choices()
        self.page.show_state(None)

    @Slot()
    def go_back(self) -> None:
        """Leave the page, and drop what is being read."""
        self._reads.cancel()
        self.left.emit()

    @Slot()
    def _on_page_file_requested(self) -> None:
        title, kinds = self._asked_for()
        path, _ = QFileDialog.getOpenFileName(self.page, title, "", kinds)
        if path:
            self.read_file(path)

    @Slot(str)
    def read_file(self, path: str) -> None:
        """Read a file and show what would come in."""
        self._path, self._text = Path(path), ""
        self._forget_choices()
        self._read()

    @Slot()
    def _on_page_paste_requested(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.page.show_problem(self.tr("There is no text to paste; copy the rows of a table first."))
        elif len(text) > LONGEST_PASTE:
            self.page.show_problem(self.tr("This is too much to paste; save it as a file."))
        else:
            self._path, self._text = None, text
            self._forget_choices()
            self._read()

    def _show(self, state: TableState, *, first: bool) -> None:
        """Show what was read; later readings come from a choice on the page, which keeps the focus."""
        self.page.show_state(state)
        if first and self.page.has_questions:
            self.page.questions.list.setFocus()
        elif first and self.page.accept.isEnabled() and self.page.accept.isVisible():
            self.page.accept.setFocus()

    @Slot(Exception)
    def _on_work_failed(self, error: Exception) -> None:
        self.page.show_problem(str(error))
