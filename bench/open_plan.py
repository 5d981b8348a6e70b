"""Opening the plan again, with 200 finished steps and their evidence; cards that have not changed are kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop

from bench.measuring import Measurement, compare
from nextrung import app, resources
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace.plan import OwnStep

FINISHED = 200


def measure() -> Iterator[Measurement]:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        app.add_sample(workspace)
        for number in range(FINISHED):
            step = workspace.plan.add_own(OwnStep(f"Step {number}", "TL", "TL1", ticks=("Call", "Meet")))
            workspace.plan.finish(step.id, "document", "a page")
        window = MainWindow(workspace, Theme(application, resources.assets(), "light"))
        window.show()

        def open_plan() -> None:
            window.show_page("plan")
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)

        open_plan()
        yield compare(
            "plan of 200 finished steps opened again",
            open_plan,
            "reading its steps and evidence",
            lambda: (workspace.plan.steps(), workspace.plan.evidence()),
            rounds=40,
            limit="at most 100 ms",
        )
        window.close()
