"""The history of 200 assessments, from the click to the paint, against painting the page it shows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.tour import history as tour_history
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        tour_history.many(workspace)
        theme = Theme(application, resources.assets(), "light")
        window = MainWindow(workspace, theme)
        window.show()
        window.show_page("history")

        def settle() -> None:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            window.current_page().repaint()

        def leave() -> None:
            window.show_page("salary")
            settle()

        def first() -> None:
            """As after a new start: nothing is scored yet, the page is built anew."""
            window._controllers.pop("history").deleteLater()
            window.show_page("history")
            settle()

        def again() -> None:
            window.show_page("history")
            settle()

        def paint() -> None:
            window.current_page().grab()

        leave()
        floor, rested = "painting the page", partial(wait_until_idle, window)
        yield compare("history of 200, first", first, floor, paint, rounds=20, limit="at most 200 ms", between=rested)
        yield compare("history of 200, again", again, floor, paint, rounds=20, limit="at most 200 ms", between=rested)
        window.close()
