"""What nobody expected: into the log, then to the person, with details to copy; the program stays up."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nextrung import __version__, log
from nextrung.errors import DamagedError, NextRungError
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.text import Text

SIZE = (640, 460)


class FailureDialog(Dialog):
    """Says that something went wrong, what was kept, and offers the details to copy."""

    def __init__(self, theme: Theme, details: str, parent: QWidget | None = None) -> None:
        """Show the details of a failure."""
        super().__init__(theme, self.tr("Something went wrong"), self.tr("Go on"), SIZE, parent)
        self._details = details
        kept = self.tr(
            "What you saved is safe: every answer is on disk before the screen says so. You can go on; if the window"
            " behaves oddly, close it and start again."
        )
        self.column.addWidget(Text(kept))
        asked = self.tr("If you report this, look through the details first: they can hold words of yours.")
        self.column.addWidget(Text(asked, "muted"))
        shown = QPlainTextEdit(details)
        shown.setObjectName("failure-details")
        shown.setAccessibleName(self.tr("Details"))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        self.column.addWidget(shown, 1)
        self.cancel_button.setText(self.tr("Copy the details"))
        self.cancel_button.clicked.disconnect(self.reject)
        self.cancel_button.clicked.connect(self._on_copy_clicked)
        self.accept_button.clicked.connect(self.accept)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details)


class Failures(QObject):
    """Takes what nobody caught: a problem in plain words is shown as such, anything else in a dialog."""

    def __init__(
        self,
        theme: Theme,
        log_file: Path,
        window: QWidget,
        say_problem: Callable[[str], None],
        ask_for_check: Callable[[], None],
    ) -> None:
        """Write to ``log_file``; ``ask_for_check`` has the data checked at the next start."""
        super().__init__(window)
        self._theme = theme
        self._log_file = log_file
        self._window = window
        self._say_problem = say_problem
        self._ask_for_check = ask_for_check
        self._dialog: FailureDialog | None = None

    def install(self) -> None:
        """Take every failure from now on."""
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log a failure and show it; one dialog at a time."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        log.record(self._log_file, error.with_traceback(trace))
        if isinstance(error, DamagedError):
            self._ask_for_check()
            closing = self.tr("Close Next Rung and start it again: everything readable is recovered then.")
            self._say_problem(f"{error} {closing}")
        elif isinstance(error, NextRungError):
            self._say_problem(str(error))
        elif self._dialog is None:
            self._dialog = FailureDialog(self._theme, _details(error), self._window)
            self._dialog.finished.connect(self._on_dialog_finished)
            self._dialog.open()

    @Slot(int)
    def _on_dialog_finished(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _details(error: BaseException) -> str:
    head = f"Next Rung {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([head, "", *traceback.format_exception(error)])
