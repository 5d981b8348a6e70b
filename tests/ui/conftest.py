from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests import coaching
from tests.first_start import begun

from nextrung import app, resources
from nextrung.tour.fixed_clock import NOW
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Its clock goes on by a second with every look, from the same moment on every day."""
    opened = app.open_workspace(begun(tmp_path / "data").parent, coaching.Clock(NOW))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    """Dressing the application anew for every test would take longer than most tests."""
    return Theme(qapp, resources.assets(), "light")


@pytest.fixture
def theme(one_theme: Theme) -> Theme:
    """The light theme at 100 %; what an earlier test left to be deleted is deleted first."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if (one_theme.chosen, one_theme.text_scale) != ("light", 1.0):
        one_theme.choose("light", 1.0)
    return one_theme


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown
