"""The time until the first page is painted: what fails in it ends the start, instead of leaving half a window."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


class FirstPage:
    """Takes what nobody caught from its making on, until somebody else takes ``sys.excepthook``.

    PySide hands everything that a slot or an event raises to that hook, and goes on.
    """

    def __init__(self, application: QApplication) -> None:
        """Take ``sys.excepthook`` from now on, until ``take_down`` or whoever takes it next."""
        self._application = application
        self._failure: BaseException | None = None
        self._is_running = False
        sys.excepthook = self._take

    def _take(self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        # the first failure counts: those after it may only come of it
        if self._failure is None:
            self._failure = error.with_traceback(trace)
        if self._is_running:  # told so before it runs, Qt would end the next loop in its place: that of a dialog
            self._application.exit(1)

    def run(self) -> int:
        """Run the application until it ends; returns its exit code. Raises what failed, before or in it."""
        self._require()
        self._is_running = True
        code = self._application.exec()
        self._is_running = False
        self._require()
        return code

    def _require(self) -> None:
        if self._failure is not None:
            raise self._failure

    def take_down(self) -> None:
        """Remove every window, finished or not, so that another start begins with none."""
        for window in self._application.topLevelWidgets():
            window.hide()
            window.deleteLater()
        # no event loop runs any more that would do what ``deleteLater`` asked for
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        sys.excepthook = sys.__excepthook__
