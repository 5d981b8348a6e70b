"""Writes a file in the background, and asks before where something will be missing in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.background import Background
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.question import QuestionDialog


class CheckedSave(QObject):
    """Runs the check and the writing of one file, neither of which holds the window up."""

    saved = Signal(object)
    """The file that was written."""
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Write nothing yet."""
        super().__init__(parent)
        self._write: Callable[[], Path] | None = None
        self._asking: tuple[Theme, QWidget] | None = None
        self._checks, self._writes = Background(self), Background(self)
        self._checks.finished.connect(self._on_checks_finished)
        self._writes.finished.connect(self.saved)
        for background in (self._checks, self._writes):
            background.failed.connect(self._on_background_failed)

    def save(self, write: Callable[[], Path]) -> None:
        """Do ``write``, which returns the file; ``saved`` or ``failed`` follows."""
        self._writes.run(write)

    def check_and_save(self, theme: Theme, over: QWidget, check: Callable[[], str], write: Callable[[], Path]) -> None:
        """Do ``check``, which says what will be missing; ask ``over`` a window, if anything, and do ``write``."""
        self._asking, self._write = (theme, over), write
        self._checks.run(check)

    @Slot(str)
    def _on_checks_finished(self, warning: str) -> None:
        if not warning or self._asking is None:
            self._save_checked()
            return
        title, action = self.tr("Before it is saved"), self.tr("Save anyway")
        asking = QuestionDialog(*self._asking, title, warning, action, final=False)
        asking.setObjectName("save-anyway")
        asking.accepted.connect(self._save_checked)
        asking.open()

    @Slot()
    def _save_checked(self) -> None:
        if self._write is not None:
            self.save(self._write)

    @Slot(Exception)
    def _on_background_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))
