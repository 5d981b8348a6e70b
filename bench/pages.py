"""Every page shown, the theme switched, and what the window takes: memory, and time while it is idle."""

from __future__ import annotations

import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.tour import wide
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import SCHEMES

FLOOR = "an empty widget painted"
FULLEST = "role"
"""The page with the most parts."""
SETTLING = 3.0
"""Seconds until everything begun before has come to its end."""
IDLE = 10.0
"""Seconds of doing nothing."""
LEAST = 2
"""Wake-ups of a loop that does nothing but end: for its timer, and to leave."""


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        app.add_sample(workspace)
        workspace.privacy.set_coach_mode(on=True)
        theme = Theme(application, resources.assets(), "light")
        window = MainWindow(workspace, theme)
        window.show()
        bare = QWidget()
        bare.resize(window.size())
        bare.show()

        yield from pages(window, partial(paint, bare), "")
        yield from themes(window, partial(paint, bare))
        yield rest()
        window.close()
        yield from widest(theme, partial(paint, bare))


def pages(window: MainWindow, floor: Callable[[], None], of: str) -> Iterator[Measurement]:
    for place in places():
        if place.in_sight(window.workspace):
            switch = partial(show, window, place.id)
            name = f"{place.id}{of} shown, and another page before"
            yield compare(name, switch, FLOOR, floor, rounds=20, limit="at most 200 ms for both")


def widest(theme: Theme, floor: Callable[[], None]) -> Iterator[Measurement]:
    """The same pages for a questionnaire with as many areas as there may be, taken by 24 people."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        wide.group(workspace, 24)
        window = MainWindow(workspace, theme)
        window.show()
        yield from pages(window, floor, " of 24 areas")
        window.close()


def themes(window: MainWindow, floor: Callable[[], None]) -> Iterator[Measurement]:
    """The theme switched on the page with the most on it, and that page shown for the first time after a switch."""
    schemes = itertools.cycle(SCHEMES)

    def dress() -> None:
        window.theme.choose(next(schemes))
        paint(window)

    def style_and_show() -> None:
        dress()
        window.show_page(FULLEST)
        paint(window)
        window.show_page("settings")
        paint(window)

    yield compare("theme switched on the settings", dress, FLOOR, floor, rounds=8, limit="at most 200 ms")
    name = f"the same, then {FULLEST} shown, and settings again"
    yield compare(name, style_and_show, FLOOR, floor, rounds=8, limit="at most 400 ms for all three")
    window.show_page(FULLEST)
    yield compare(f"theme switched on {FULLEST}", dress, FLOOR, floor, rounds=8, limit="at most 200 ms")


def show(window: MainWindow, place: str) -> None:
    """Go to another page, then to this one."""
    for one in ("settings" if place != "settings" else "overview", place):
        window.show_page(one)
        paint(window)


def paint(widget: QWidget) -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    widget.repaint()


def rest() -> Measurement:
    """How often the program wakes up while nobody does anything; a timer that ends the wait is part of both."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    wake_ups(SETTLING)
    before = time.process_time()
    seen = wake_ups(IDLE)
    share = (time.process_time() - before) / IDLE
    print(f"memory after visiting every page: {memory:.0f} MB at most; at most 300 MB")
    print(f"processor while idle: {share:.2%} of one core; at most 0 %")
    name, floor = f"wake-ups in {IDLE:.0f} s of idling", "the end of the wait alone"
    return Measurement(name, floor, seen, LEAST, (seen, seen), "at most 1 x", unit="times")


def wake_ups(seconds: float) -> int:
    """How often the event loop wakes up in a time of doing nothing."""
    count = itertools.count()
    dispatcher = QAbstractEventDispatcher.instance()
    connection = dispatcher.awake.connect(lambda: next(count))
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    dispatcher.disconnect(connection)
    return next(count)
