"""From another choice on the salary page to everything painted, against painting the same chart alone."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.salary.model import PayChoice
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme

CHOICES = (
    PayChoice(place="CA"),
    PayChoice(place="CA", sector="51"),
    PayChoice(place="CA", sector="51", prices="latest"),
    PayChoice(place="CA", sector="51", prices="latest", buying_power=True),
    PayChoice(country="IN"),
    PayChoice(place="MT"),
    PayChoice(),
)


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        app.add_sample(workspace)
        window = MainWindow(workspace, Theme(application, resources.assets(), "light"))
        window.show()
        window.show_page("salary")
        application.processEvents()
        page = window.current_page()
        if not isinstance(page, SalaryPage):
            raise TypeError("this is not the salary page")
        choices = itertools.cycle(CHOICES)

        def choose() -> None:
            page.choices.choice_changed.emit(next(choices))
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            page.repaint()

        def paint() -> None:
            page.repaint()

        yield compare(
            "another choice of pay painted",
            choose,
            "painting the same page alone",
            paint,
            rounds=70,
            limit="at most 50 ms",
            between=partial(wait_until_idle, window),
        )
        window.close()
