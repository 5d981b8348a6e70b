"""Puts the window together: workspace, theme, main window. Everything is built here and passed in."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nextrung import paths, resources
from nextrung.clock import utc_now
from nextrung.errors import DamagedError, DatabaseError, InUseError
from nextrung.ui import appearance
from nextrung.ui.appearance import Appearance
from nextrung.ui.group.ahead import LoadAhead
from nextrung.ui.shell import remembered
from nextrung.ui.shell.failures import Failures
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.fitting import ScreenFit
from nextrung.ui.widgets.painted import after_paint
from nextrung.workspace import Workspace

LISTEN_AFTER = 250
"""Milliseconds after which a second start is answered: what listens is loaded once the first page is up."""
STYLE = ("-style", "fusion")
"""The style of Qt that the theme dresses."""
UNSEEN = ("offscreen", "minimal")
"""Platforms without a screen: a dialog there would wait for ever."""


def make_application() -> QApplication:
    """The application object with its name and icon."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([*sys.argv[:1], *STYLE])
    application.setApplicationName("Next Rung")
    application.setApplicationDisplayName("Next Rung")
    application.setDesktopFileName("org.nextrung.NextRung")
    application.setWindowIcon(QIcon(str(resources.assets("icons", "next-rung.svg"))))
    translator = QTranslator(application)
    if translator.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def open_workspace(data_folder: Path, now: Callable[[], datetime] = utc_now) -> Workspace:
    """The workspace over a data folder, by its own clock. Raises DatabaseError in one sentence."""
    database = paths.data_folder(data_folder) / paths.DATABASE
    return Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"), now)


def add_sample(workspace: Workspace) -> None:
    """Fill an empty workspace with the sample person."""
    if workspace.person is None:
        workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


def run(data_folder: Path, *, sample: bool = False, file: Path | None = None) -> int:
    """Open the window and run until it is closed; returns the exit code. ``file`` is shown there before it is taken in.

    Where the data is open already, the window that shows it comes to the front instead. Raises DatabaseError.
    """
    try:
        workspace = open_workspace(data_folder)
    except InUseError as error:
        if show_running(data_folder, file):
            return 0
        say_problem(str(error))
        raise
    except DamagedError as error:
        if not recover(data_folder, str(error)):
            raise
        workspace = open_workspace(data_folder)
    except DatabaseError as error:
        say_problem(str(error))
        raise
    if sample:
        add_sample(workspace)
    application = make_application()
    theme = Theme(application, resources.assets())
    chosen = appearance.of(workspace)
    if chosen != Appearance():
        theme.choose(chosen.scheme, chosen.text_scale)
    window = MainWindow(workspace, theme)
    fit = ScreenFit(window)
    remembered.restore(window, workspace)
    fit.fit()  # what was remembered may be of a larger screen
    window.return_to(remembered.place(workspace))
    application.commitDataRequest.connect(window.keep_typing)
    failures = Failures(theme, data_folder / paths.LOG, window, window.commands.say_problem, workspace.ask_for_check)
    failures.install()
    after_paint(window.current_page(), gc.enable)
    after_paint(window.current_page(), window.commands.begin)
    if file is not None:
        after_paint(window.current_page(), partial(window.arrivals.open_file, file))
    window.show()
    window.room.lock.lock()  # before anything is painted
    after_paint(window.current_page(), partial(QTimer.singleShot, LISTEN_AFTER, window.listen))
    after_paint(window.current_page(), fit.follow)
    LoadAhead(workspace, window)
    return application.exec()


def show_running(data_folder: Path, file: Path | None) -> bool:
    """Bring the window to the front that has the data open, and ``file`` to it; False when it does not answer."""
    from nextrung.ui.shell.one_window import ask_running  # noqa: PLC0415  (only a second start needs it)

    make_application()
    return ask_running(data_folder, file)


def recover(data_folder: Path, problem: str) -> bool:
    """Offer the ways to go on after damage; False when nobody sees it, or they quit. Raises DatabaseError."""
    from nextrung.ui.recovery.flow import RecoveryFlow  # noqa: PLC0415  (only damage needs it)
    from nextrung.workspace.recovery import RecoveryDesk  # noqa: PLC0415

    application = make_application()
    if not _is_seen(application):
        return False
    with RecoveryDesk(paths.data_folder(data_folder) / paths.DATABASE) as desk:
        return RecoveryFlow(Theme(application, resources.assets()), desk, problem).run()


def say_problem(problem: str) -> None:
    """Show why the program cannot start, where somebody can see it; on the terminal it is said anyway."""
    from nextrung.ui.recovery.dialog import StartProblem  # noqa: PLC0415  (only a failed start needs it)

    application = make_application()
    if _is_seen(application):
        StartProblem(Theme(application, resources.assets()), problem).exec()


def _is_seen(application: QApplication) -> bool:
    return application.platformName() not in UNSEEN
