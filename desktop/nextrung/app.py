"""Puts the window together: workspace, theme, main window. Everything is built here and passed in."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nextrung import paths, resources
from nextrung.errors import InUseError
from nextrung.ui import appearance
from nextrung.ui.appearance import Appearance
from nextrung.ui.shell.failures import Failures
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


def make_application() -> QApplication:
    """The application object with its name and icon."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("Next Rung")
    application.setApplicationDisplayName("Next Rung")
    application.setDesktopFileName("nextrung")
    application.setWindowIcon(QIcon(str(resources.assets("icons", "next-rung.svg"))))
    translator = QTranslator(application)
    if translator.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def open_workspace(data_folder: Path) -> Workspace:
    """The workspace over a data folder. Raises DatabaseError in one sentence."""
    database = paths.data_folder(data_folder) / paths.DATABASE
    return Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"))


def add_sample(workspace: Workspace) -> None:
    """Fill an empty workspace with the sample person."""
    if workspace.person is None:
        workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


def run(data_folder: Path, *, sample: bool = False) -> int:
    """Open the window and run until it is closed; returns the exit code.

    Where the data is open already, the window that shows it comes to the front instead. Raises DatabaseError.
    """
    try:
        workspace = open_workspace(data_folder)
    except InUseError:
        if show_running(data_folder):
            return 0
        raise
    if sample:
        add_sample(workspace)
    application = make_application()
    theme = Theme(application, resources.assets())
    chosen = appearance.of(workspace)
    if chosen != Appearance():
        theme.choose(chosen.scheme, chosen.text_scale)
    window = MainWindow(workspace, theme)
    application.commitDataRequest.connect(window.keep_typing)
    failures = Failures(theme, data_folder / paths.LOG, window, window.commands.say_problem, workspace.ask_for_check)
    failures.install()
    window.show()
    QTimer.singleShot(0, window.listen)
    return application.exec()


def show_running(data_folder: Path) -> bool:
    """Bring the window to the front that has the data open; False when it does not answer."""
    from nextrung.ui.shell.one_window import ask_running  # noqa: PLC0415  (only a second start needs it)

    make_application()
    return ask_running(data_folder)
