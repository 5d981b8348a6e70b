"""What nobody expected: into the log, then to the person, with details to copy; the program stays up."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from nextrung import __version__
from nextrung.errors import DamagedError, NextRungError, UnreadPartError
from nextrung.lazy import lazy
from nextrung.ui.theme.theme import Theme

if TYPE_CHECKING:
    from nextrung import log
    from nextrung.ui.shell import failure_dialog
    from nextrung.ui.shell.failure_dialog import FailureDialog
else:
    log = lazy("nextrung.log")
    failure_dialog = lazy("nextrung.ui.shell.failure_dialog")


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
        # Ctrl+C in a terminal ends the program as the person would, so that what is typed is kept
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        log.record(self._log_file, error.with_traceback(trace))
        if isinstance(error, DamagedError):
            self._ask_for_check()
            closing = self.tr("Close Next Rung and start it again: everything readable is recovered then.")
            self._say_problem(f"{error} {closing}")
        elif isinstance(error, NextRungError):
            if isinstance(error, UnreadPartError):
                self._ask_for_check()
            self._say_problem(str(error))
        # what fails while the dialog is open, such as a paint, would pile up dialogs; it is in the log
        elif self._dialog is None:
            self._dialog = failure_dialog.FailureDialog(self._theme, _details(error), self._window)
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
