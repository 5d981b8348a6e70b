"""The column of places: the one that is open can be seen, whatever else wants room."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nextrung import app
from nextrung.ui.shell.navigation import Navigation
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.workspace import Workspace


def navigation_of(window: MainWindow) -> Navigation:
    found = window.findChild(Navigation)
    assert found is not None
    return found


def test_that_the_place_that_is_open_stays_in_sight_when_a_backup_is_named(
    qtbot: QtBot, window: MainWindow, theme: Theme
) -> None:
    def seen() -> bool:
        QApplication.processEvents()
        entry = window.findChild(Button, "nav-history")
        assert entry is not None
        top = entry.mapTo(navigation_of(window), QPoint(0, 0)).y()
        return entry.visibleRegion().boundingRect().height() == entry.height() and top >= 0

    theme.choose("light", 2.0)
    window.resize(960, 560)
    window.show_page("history")
    qtbot.waitUntil(seen)
    for moment in ("24 Nov 2026, 12:00, and some more words to take room", ""):
        navigation_of(window).show_backup(moment)
        qtbot.wait(20)
        assert seen()
    theme.choose("light", 1.0)


def test_that_a_page_that_belongs_to_no_place_shows_no_place_as_open(window: MainWindow, workspace: Workspace) -> None:
    app.add_sample(workspace)
    window.show_page("results")
    window.commands.import_questionnaire()
    entries = [one for one in window.findChildren(Button) if one.objectName().startswith("nav-")]
    assert not any(one.isChecked() for one in entries)
    window.commands.page_left.emit()
    assert [one.objectName() for one in entries if one.isChecked()] == ["nav-results"]
