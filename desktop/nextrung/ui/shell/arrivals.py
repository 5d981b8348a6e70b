"""Files that come to the window: dropped on it, or opened with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from nextrung.ui.shell.commands import Commands

ANSWERS = (".json", ".xlsx")
"""Endings of answers files; every other file is taken for exported data, and refused in words when it is none."""


class Arrivals(QObject):
    """Takes a file to what reads it; nothing is kept before the person has seen what is in it."""

    def __init__(self, commands: Commands, window: QMainWindow) -> None:
        """Let files be dropped on ``window``."""
        super().__init__(window)
        self._commands = commands
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def open_file(self, path: Path) -> None:
        """Read a file."""
        if path.suffix.lower() in ANSWERS:
            self._commands.reports.import_answers(path)
        else:
            self._commands.transfer.import_file(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept one file at a time."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if len(files) == 1:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent):
                    self.open_file(files[0])
                return True
        return super().eventFilter(watched, event)
