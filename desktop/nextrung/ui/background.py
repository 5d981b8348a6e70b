"""Work that would hold up the window: a plain function runs in a thread, what it finds comes back to the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from nextrung.errors import NextRungError

LOOK_EVERY = 10
"""Milliseconds between two looks for what came back: shorter than a frame of the screen, and only while work runs."""

LONGEST_WAIT = 5000
"""Milliseconds to wait for work that was told to stop."""

_Found = SimpleQueue[tuple[int, Any, Exception | None]]


def _do(number: int, work: Callable[[], Any], found: _Found) -> None:
    """Run in the thread. It touches no object of the window, which may be gone before the work is done."""
    try:
        found.put((number, work(), None))
    except Exception as error:  # it is handed on to who asked
        found.put((number, None, error))


def wait_for_all() -> None:
    """Wait until no thread works any more; whatever is under way was told to stop."""
    QThreadPool.globalInstance().waitForDone(LONGEST_WAIT)


class Background(QObject):
    """Runs one kind of work; only the result of the newest request is passed on, older ones are dropped."""

    finished = Signal(object)
    broken_off = Signal()
    """It ended without a result, for whatever reason; here goes what was shown while it ran."""
    failed = Signal(Exception)
    """Why, where the program knows it: an error with a sentence to show. Any other is raised, for the log."""

    def __init__(self, parent: QObject) -> None:
        """Use the shared threads of the application."""
        super().__init__(parent)
        self._number = 0
        # work that was dropped counts as well: its thread is still busy
        self._waiting = 0
        self._found: _Found = SimpleQueue()
        self._to_begin: deque[Callable[[], None]] = deque()
        # looked for, not signalled: a signal from the thread needs an object of Qt, which may be gone by then
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)
        # A timer of its own, as Qt posts what `singleShot(0)` calls before the paint that is posted with low priority;
        # timers come after everything posted, paints and layouts among it.
        self._begin_timer = QTimer(self, singleShot=True, interval=0)
        self._begin_timer.timeout.connect(self._on_begin_timer_timeout)

    def run(self, work: Callable[[], Any], *, after_look: bool = False) -> None:
        """Start ``work``, which must touch no widget; results of earlier requests no longer count.

        It starts at once, or ``after_look``, when the window has shown what changed: a thread takes the processor and
        the interpreter from the window just then.
        """
        self._number += 1
        self._waiting += 1
        self._timer.start()
        task = partial(_do, self._number, work, self._found)
        if after_look:
            self._to_begin.append(task)
            self._begin_timer.start()
        else:
            QThreadPool.globalInstance().start(task)

    @Slot()
    def _on_begin_timer_timeout(self) -> None:
        while self._to_begin:
            QThreadPool.globalInstance().start(self._to_begin.popleft())

    @property
    def is_busy(self) -> bool:
        """Whether something is under way, or back and not yet passed on or dropped."""
        return self._waiting > 0

    def cancel(self) -> None:
        """Drop whatever is still to come; the work itself goes on in its thread until it ends."""
        self._number += 1

    @Slot()
    def _on_timer_timeout(self) -> None:
        try:
            # one result each time, so that many at once do not hold the window up
            number, found, error = self._found.get_nowait()
        except Empty:
            return
        self._waiting -= 1
        if not self._waiting:
            self._timer.stop()
        # somebody asked for something else since, or wants it no more
        if number != self._number:
            return
        if error is None:
            self.finished.emit(found)
            return
        # first of all, as an unknown error leaves this slot at once
        self.broken_off.emit()
        if not isinstance(error, NextRungError):
            raise error
        self.failed.emit(error)
