"""Parts of a page that were shown before they were put into it: for a moment each is a window, and takes the focus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from tests.ui.audit.parts import named


class _Windows(QObject):
    """Sees which windows come up."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a window that is no window of the program, dialog, list, menu or tooltip."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and not isinstance(watched, QMainWindow | QDialog)
            and watched.windowType() is Qt.WindowType.Window
        ):
            self.strays.append(f"{named(watched)} is shown as a window before it is in its place")
        return False


@contextmanager
def watched(application: QApplication) -> Iterator[list[str]]:
    """The strays that come up meanwhile."""
    windows = _Windows()
    application.installEventFilter(windows)
    try:
        yield windows.strays
    finally:
        application.removeEventFilter(windows)
