"""Waits for work in the background, so that a picture shows what came of it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEventLoop, QThread
from PySide6.QtWidgets import QApplication, QWidget

from nextrung.ui.background import LOOK_EVERY, Background

LONGEST = 30_000
"""Milliseconds to wait at the most: pictures are drawn of whatever is there then."""
QUIET = 250
"""Milliseconds without work after which no more is to come: pages let some pass between one work and the next."""


def wait_until_idle(window: QWidget) -> None:
    """Until no work is under way in the background, nor any that its results began, and all of it is shown."""
    whole, quiet = QElapsedTimer(), QElapsedTimer()
    whole.start()
    quiet.start()
    while quiet.elapsed() < QUIET and whole.elapsed() < LONGEST:
        busy = _is_busy(window)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        # The quiet begins once what came back is shown, which takes its time, and not while that began other work:
        # on a busy machine one look alone may take longer than the whole quiet.
        if busy or _is_busy(window):
            quiet.start()
        QThread.msleep(LOOK_EVERY)


def wait_for_work(window: QWidget) -> None:
    """Until the work that is under way has come back and is shown, not what it may begin later."""
    whole = QElapsedTimer()
    whole.start()
    while _is_busy(window) and whole.elapsed() < LONGEST:
        QThread.msleep(LOOK_EVERY)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _is_busy(window: QWidget) -> bool:
    return any(one.is_busy for one in window.findChildren(Background))
