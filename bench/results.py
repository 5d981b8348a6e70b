"""The results of a Full assessment shown, and another role profile chosen, against scoring alone."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        app.add_sample(workspace)
        window = MainWindow(workspace, Theme(application, resources.assets(), "light"))
        window.show()
        window.show_page("results")
        application.processEvents()
        roles = itertools.cycle(range(5))

        def paint() -> None:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            window.current_page().repaint()

        def show() -> None:
            window.show_page("salary")
            window.show_page("results")
            paint()

        def away() -> None:
            window.show_page("salary")

        def switch() -> None:
            page = window.current_page()
            if not isinstance(page, ResultsPage):
                raise TypeError("the results are not on show")
            number = next(roles)
            page.role.setCurrentIndex(number)
            page.role.activated.emit(number)
            paint()

        def score() -> None:
            latest = workspace.latest()
            if latest is not None:
                latest.result(workspace.role)

        floor, rested = "reading and scoring alone", partial(wait_until_idle, window)
        yield compare(
            "results shown (and salary before)", show, floor, score, rounds=40, limit="at most 100 ms", between=rested
        )
        part = "part of the figure above"
        yield compare("salary shown alone", away, floor, score, rounds=40, limit=part, between=rested)
        window.show_page("results")
        yield compare("another role chosen", switch, floor, score, rounds=40, limit="at most 50 ms", between=rested)
        window.close()
