"""The stops of the tour at what a start may meet: why it cannot go on, a full disk, an open folder, an old copy."""

from __future__ import annotations

import shutil
from pathlib import Path

from nextrung import app
from nextrung.store import moving
from nextrung.ui.recovery.problem import StartProblem
from nextrung.ui.safety.finishing import FinishingDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace


def open_to_others(workspace: Workspace) -> None:
    """A folder on a file system that keeps no rights."""
    app.add_sample(workspace)
    workspace.safety.folder.chmod(0o755)
    workspace.safety.database.chmod(0o644)


def moved(workspace: Workspace) -> None:
    """A copy of the data that a move left."""
    app.add_sample(workspace)
    shutil.copyfile(workspace.safety.database, workspace.safety.folder / moving.OLD)


def problem(window: MainWindow) -> None:
    """Why the program cannot start."""
    where = Path("/media/alex/Backup drive/Next Rung")
    dialog = StartProblem(
        window.theme,
        f"The data was moved to {where}, where it is not there now; connect it and start again, or choose another"
        " folder.",
        window,
    )
    dialog.open()


def full(window: MainWindow) -> None:
    """The disk is full."""
    window.commands.say_full()


def finishing(window: MainWindow) -> None:
    """An erasing that was broken off is finished."""
    FinishingDialog(window.theme, window).open()


def _nothing(_window: MainWindow) -> None:
    """Leave the page as it opens."""


def _sample(workspace: Workspace) -> None:
    app.add_sample(workspace)


STOPS = (
    ("9-start-problem", "overview", _sample, problem),
    ("9-start-full-disk", "settings", _sample, full),
    ("9-start-finishing", "overview", _sample, finishing),
    ("9-settings-open-to-others", "settings", open_to_others, _nothing),
    ("9-settings-moved", "settings", moved, _nothing),
)
