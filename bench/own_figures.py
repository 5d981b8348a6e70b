"""The longest time for which a whole survey of own figures holds the window up, against a person without any."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from bench.measuring import Measurement
from bench.windows.blocks import longest_block
from nextrung import app, resources
from nextrung.salary.model import PayChoice
from nextrung.salary.own import OwnFigure
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.garbage import collect_here
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

SURVEY = 100_000
ROUNDS = 9


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(app.open_workspace(Path(folder, "survey"))) as many,
        closing(app.open_workspace(Path(folder, "none"))) as none,
    ):
        for workspace in (many, none):
            app.add_sample(workspace)
        chance = random.Random(1)  # noqa: S311
        many.pay.add_own(
            [
                OwnFigure("senior", chance.choice(("CA", "NY", None)), 2e5 + at, None, date(2026, 5, 1), "S", "USD")
                for at in range(SURVEY)
            ]
        )
        theme = Theme(application, resources.assets(), "light")
        collect_here(application)
        windows = [(workspace, MainWindow(workspace, theme)) for workspace in (many, none)]
        for _, window in windows:
            window.show()
            window.show_page("salary")
            wait_until_idle(window)
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            for samples, (workspace, window) in zip(times, windows, strict=True):
                samples.append(_longest_block(workspace, window))
                wait_until_idle(window)
        for _, window in windows:
            window.close()
    low, median, high = statistics.quantiles(times[0], n=4)
    name = f"longest block while {SURVEY:,} own figures are read for the salary page"
    floor = "the same page without own figures"
    yield Measurement(name, floor, median, statistics.median(times[1]), (low, high), "at most 50 ms")


def _longest_block(workspace: Workspace, window: MainWindow) -> float:
    """Milliseconds of the longest of all steps, from showing the page to all figures being there."""
    # Something was kept since, so that nothing that was read before counts; the page is shown anew.
    workspace.pay.choose(PayChoice(place="CA"))
    workspace.pay.keep_own(workspace.pay.own_work()()._replace(at=(0, 0)))
    return longest_block(partial(window.show_page, "salary"), workspace.pay.own_waits)
