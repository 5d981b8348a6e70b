"""What all work with files shares: asking for a file, waiting for work in a thread, and saying what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer.wait_dialog import WaitDialog
from nextrung.ui.widgets.save_dialog import SaveDialog
from nextrung.workspace import Workspace
from nextrung.workspace.transfer import TransferCancelledError, Watch


class FileController(QObject):
    """Keeps to one work at a time that is waited for."""

    said = Signal(str)
    """Something was done, in words."""
    saved = Signal(str, object)
    """What was written, in a sentence, and the file."""
    failed = Signal(str)
    """Something could not be done, in words."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        """Open dialogs over ``parent``."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._window = parent
        self._watch = Watch()
        self._waiting: WaitDialog | None = None

    def stop(self) -> None:
        """The window closes: what is under way gives up, and leaves nothing half behind."""
        self._watch.cancel()

    # overridden where a dialog is open: one opened over the window would stand behind it
    def _front(self) -> QWidget:
        """What dialogs are to stand over."""
        return self._window

    def _files(self, title: str, kinds: str) -> QFileDialog:
        """A dialog that asks for a file, in the folder of documents."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # the dialog of the system takes no style; that of Qt, which stands in where there is none, does
        files = QFileDialog(self._front(), title, documents, kinds)
        self._theme.apply_style(files)
        files.finished.connect(files.deleteLater)
        return files

    def _files_to_save(self, title: str, kinds: str, name: str) -> SaveDialog:
        """A dialog that asks where ``name`` goes."""
        return SaveDialog(self._theme, self._front(), title, kinds, name)

    def _wait(self, title: str) -> Watch:
        """Show progress should the work take long; what was under way before is stopped."""
        self._stop_waiting()
        # work under way gives up: its dialog is gone, and with it the way to stop it
        self._watch.cancel()
        self._watch = Watch()
        self._waiting = WaitDialog(self._theme, title, self._watch, self._front())
        self._waiting.stopped.connect(self._on_waiting_stopped)
        return self._watch

    @Slot()
    def _on_waiting_stopped(self) -> None:
        self._watch.cancel()

    @Slot()
    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.finish()
            self._waiting.deleteLater()
            self._waiting = None

    def _end(self, error: Exception) -> str:
        """What is still to be said of work that ended with an error: nothing when it was only stopped."""
        if isinstance(error, TransferCancelledError):
            self.said.emit(str(error))
            return ""
        return str(error)
