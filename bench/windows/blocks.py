"""How long the window is held up: the longest of all steps of its event loop while something goes on.

Garbage is collected as in the program, where that is a part of the step before the loop waits.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop

from nextrung.ui.garbage import collect_due

AFTER = 3
"""Turns of the event loop after the work has come back: what it shows is laid out in them."""


def longest_block(begin: Callable[[], object], goes_on: Callable[[], bool]) -> float:
    """Milliseconds of the longest step from ``begin`` on until nothing goes on and what came of it is laid out."""
    longest, start = 0.0, time.perf_counter()
    begin()
    left = AFTER
    while left:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        collect_due()
        now = time.perf_counter()
        longest, start = max(longest, now - start), now
        left = AFTER if goes_on() else left - 1
    return longest * 1000
