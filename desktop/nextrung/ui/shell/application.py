"""The application object: it also takes the files that macOS hands to a program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Qt's application, with the files that were opened with it on macOS.

    There a file comes as an event, whether the program starts with it or runs already; elsewhere it is an argument.
    """

    file_opened = Signal(str)
    """A file is to be opened, by its path; only said after ``hand_over_files``."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Make the one application of this process."""
        super().__init__(list(arguments))
        self._waiting: list[str] = []
        self._is_ready = False

    def hand_over_files(self) -> None:
        """Say ``file_opened`` for what came before the window was complete, and at once from now on."""
        self._is_ready = True
        waiting, self._waiting = self._waiting, []
        for path in waiting:
            self.file_opened.emit(path)

    def event(self, event: QEvent) -> bool:
        """Take files; an address has none, and is never opened."""
        # an override here and no event filter: a filter on the application would see every event of every widget
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        path = event.file()
        if path and self._is_ready:
            self.file_opened.emit(path)
        elif path:
            self._waiting.append(path)
        return True
