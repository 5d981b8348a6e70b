"""Every page opened anew and again, the theme switched, and what the window takes: memory, and time while it is idle."""

from __future__ import annotations

import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import SCHEMES

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

        def paint(widget: QWidget) -> None:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            widget.repaint()

        for place in places():
            if not place.in_sight(workspace):
                continue

            def switch(place: str = place.id) -> None:
                window.show_page("settings" if place != "settings" else "overview")
                paint(window)
                start = time.perf_counter()
                window.show_page(place)
                paint(window)
                spent.append((time.perf_counter() - start) * 1000)

            spent: list[float] = []
            floor = "an empty widget painted"
            found = compare(f"{place.id} shown (and another page before)", switch, floor, lambda: paint(bare), **RULES)
            yield Measurement(
                f"{place.id} shown", floor, sorted(spent)[len(spent) // 2], found.floor, found.quartiles, LIMIT
            )
        schemes = itertools.cycle(SCHEMES)

        def dress() -> None:
            theme.choose(next(schemes))
            paint(window)

        floor = "an empty widget painted"
        yield compare("theme switched", dress, floor, lambda: paint(bare), rounds=20, limit="at most 200 ms")
        report_rest()
        window.close()


LIMIT = "at most 100 ms"
RULES = {"rounds": 20, "limit": LIMIT}


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
