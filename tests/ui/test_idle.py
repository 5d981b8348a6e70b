"""The program sleeps while nobody does anything: on no page does a timer run on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from pytestqt.qtbot import QtBot
from tests.ui.pictures import signature

from nextrung.tour import Stop
from nextrung.tour_draw import View, opened, settle
from nextrung.ui.theme.theme import Theme

SETTLING = 400
"""Milliseconds until what a page begins has come to its end."""
WATCHED = 300
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


@pytest.mark.parametrize("stop", signature.stops(), ids=[stop[0] for stop in signature.stops()])
def test_that_no_timer_runs_on(qtbot: QtBot, theme: Theme, stop: Stop) -> None:
    with opened(stop, theme, View()) as window:
        stop[3](window)
        settle()
        window.commands.stop()  # the first backup, a moment after the start
        rest(SETTLING)
        timeouts = Timeouts()
        theme.application.installEventFilter(timeouts)
        rest(WATCHED)
        theme.application.removeEventFilter(timeouts)
    running = {one for one in timeouts.seen if not one.endswith(CARET) and timeouts.seen.count(one) > 1}
    assert running == set()
