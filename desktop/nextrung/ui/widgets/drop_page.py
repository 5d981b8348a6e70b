"""A page on which files, or a text, may be dropped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.page import Page, dropped_files


class DropPage(Page):
    """Tells what was dropped on it: files where there are any, else the text."""

    files_dropped = Signal(list)
    text_dropped = Signal(str)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(theme, title, parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, or a text."""
        if event.mimeData().hasText() or event.mimeData().hasUrls():
            # accepted on entering, or Qt sends no drop
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        files = dropped_files(event)
        if files:
            self.files_dropped.emit(files)
        elif event.mimeData().hasText():
            self.text_dropped.emit(event.mimeData().text())
