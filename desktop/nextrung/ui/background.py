"""Work that would hold up the window: a plain function runs in a thread, what it finds comes back to the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot


class _Report(QObject):
    """Carries what a job found across threads."""

    finished = Signal(int, object)
    failed = Signal(int, Exception)


class _Job(QRunnable):
    """One function with its number. It holds the reporter rather than being one."""

    def __init__(self, number: int, work: Callable[[], Any], report: _Report) -> None:
        super().__init__()
        self._number = number
        self._work = work
        self._report = report

    def run(self) -> None:
        """Do the work and report; an expected or unexpected failure is reported as it is."""
        try:
            found = self._work()
        except Exception as error:  # it is handed on to who asked
            self._tell(self._report.failed, error)
        else:
            self._tell(self._report.finished, found)

    def _tell(self, signal: SignalInstance, what: object) -> None:
        with suppress(RuntimeError):  # who asked is gone, and with them the reporter
            signal.emit(self._number, what)


class Background(QObject):
    """Runs one kind of work; only the result of the newest request is passed on, older ones are dropped."""

    finished = Signal(object)
    failed = Signal(Exception)

    def __init__(self, parent: QObject) -> None:
        """Use the shared threads of the application."""
        super().__init__(parent)
        self._number = 0
        self._report = _Report(self)
        self._report.finished.connect(self._on_report_finished)
        self._report.failed.connect(self._on_report_failed)

    def run(self, work: Callable[[], Any]) -> None:
        """Start ``work``, which must touch no widget; results of earlier requests no longer count."""
        self._number += 1
        QThreadPool.globalInstance().start(_Job(self._number, work, self._report))

    def cancel(self) -> None:
        """Drop whatever is still to come."""
        self._number += 1

    @Slot(int, object)
    def _on_report_finished(self, number: int, found: object) -> None:
        if number == self._number:
            self.finished.emit(found)

    @Slot(int, Exception)
    def _on_report_failed(self, number: int, error: Exception) -> None:
        if number == self._number:
            self.failed.emit(error)
