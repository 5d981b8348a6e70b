"""Every page shown, the theme switched, and what the window takes: memory, and time while it is idle."""

from __future__ import annotations

import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import SCHEMES

FLOOR = "an empty widget painted"
IDLE = 3.0
"""Seconds of doing nothing."""


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        app.add_sample(workspace)
        workspace.room.set_coach_mode(on=True)
        theme = Theme(application, resources.assets(), "light")
        window = MainWindow(workspace, theme)
        window.show()
        bare = QWidget()
        bare.resize(window.size())
        bare.show()

        for place in places():
            if place.in_sight(workspace):
                switch = partial(show, window, place.id)
                name = f"{place.id} shown, and another page before"
                yield compare(name, switch, FLOOR, partial(paint, bare), rounds=20, limit="at most 200 ms for both")
        schemes = itertools.cycle(SCHEMES)

        def dress() -> None:
            theme.choose(next(schemes))
            paint(window)

        yield compare("theme switched", dress, FLOOR, partial(paint, bare), rounds=8, limit="at most 200 ms")
        report_rest()
        window.close()


def show(window: MainWindow, place: str) -> None:
    """Go to another page, then to this one."""
    for one in ("settings" if place != "settings" else "overview", place):
        window.show_page(one)
        paint(window)


def paint(widget: QWidget) -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    widget.repaint()


def report_rest() -> None:
    """Print the memory taken and the share of a processor used while nothing happens."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    before = time.process_time()
    loop = QEventLoop()
    QTimer.singleShot(round(IDLE * 1000), loop.quit)
    loop.exec()
    QCoreApplication.processEvents()
    share = (time.process_time() - before) / IDLE
    print(f"memory after visiting every page: {peak:.0f} MB at most; at most 300 MB")
    print(f"processor while idle: {share:.1%} of one core; at most 0 %")
