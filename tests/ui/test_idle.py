"""The program sleeps while nobody does anything: on no page does a timer run on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from tests.ui.pictures import signature

from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import Stop
from nextrung.ui.theme.theme import Theme

WATCHED = 300
"""Milliseconds without a timer that count as rest."""
MOST_LOOKS = 30
"""What a page begins in the background must have come to its end by then."""
CARET = "QLineEdit"
"""The caret in a field blinks as often as the system says."""


class Timeouts(QObject):
    """Notes whose timers run out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Timer:
            self.seen.append(f"{type(watched).__name__} of {type(watched.parent()).__name__}")
        return False


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def running(theme: Theme) -> set[str]:
    """The timers that ran out more than once in a while."""
    timeouts = Timeouts()
    theme.application.installEventFilter(timeouts)
    rest(WATCHED)
    theme.application.removeEventFilter(timeouts)
    return {one for one in timeouts.seen if not one.endswith(CARET) and timeouts.seen.count(one) > 1}


@pytest.mark.parametrize("stop", signature.stops(), ids=[stop[0] for stop in signature.stops()])
def test_that_no_timer_runs_on(theme: Theme, stop: Stop) -> None:
    with opened(stop, theme, View()) as window:
        stop[3](window)
        settle()
        found = running(theme)
        for _ in range(MOST_LOOKS):
            found = running(theme) if found else found
    assert found == set()
