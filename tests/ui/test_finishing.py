"""An erasing that was broken off goes on behind the window, which says so and is held until it is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nextrung import app
from nextrung.store.unfinished import Erasing
from nextrung.ui.safety.finishing import FinishingDialog
from nextrung.ui.safety.restore_dialog import RestoreDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

LONG = 20_000
NAME = "Zdislava Qwertzova"


@pytest.fixture
def broken_off(workspace: Workspace) -> Workspace:
    """Two people, one of them erased by a program that was killed before it came to the file and its backups."""
    app.add_sample(workspace)
    person = workspace.add_person(NAME)
    workspace.people.save_notes(person.id, "private " * 2000)
    workspace.safety.back_up("asked")
    workspace.erase_work(person.id, backups=True)  # the work is never begun
    return workspace


@pytest.fixture
def window(qtbot: QtBot, broken_off: Workspace, theme: Theme) -> MainWindow:
    shown = MainWindow(broken_off, theme)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def holding(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and NAME.encode() in path.read_bytes()]


def test_that_the_window_is_up_before_it_and_held_until_it_is_done(
    qtbot: QtBot, window: MainWindow, broken_off: Workspace
) -> None:
    folder = broken_off.safety.folder
    assert holding(folder)
    with qtbot.waitSignal(window.commands.safety.finisher.finished, timeout=LONG):
        window.commands.begin()
        (dialog,) = window.findChildren(FinishingDialog)
        assert dialog.isVisible()
        assert dialog.isModal()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        dialog.close()
        assert dialog.isVisible()
        window.commands.restore()
        assert not window.findChildren(RestoreDialog), "a backup there may still hold somebody who was erased"
        assert "when the erasing" in window.commands.toast.message
    assert not dialog.isVisible()
    assert not holding(folder)
    assert broken_off.erasing_left == Erasing(in_file=False, in_copies=False)


def test_that_the_backup_of_the_start_waits_for_it(qtbot: QtBot, window: MainWindow, broken_off: Workspace) -> None:
    with qtbot.waitSignal(window.commands.backed_up, timeout=LONG):
        window.commands.begin()
    newest = broken_off.safety.backups()[0]
    assert newest.reason == "start"
    assert not holding(broken_off.safety.folder)


def test_that_nothing_is_shown_or_loaded_where_nothing_was_broken_off(
    window: MainWindow, broken_off: Workspace
) -> None:
    broken_off.finish_erasing()
    window.commands.begin()
    assert not window.findChildren(FinishingDialog)
    assert not window.commands.safety.finisher.is_busy
    window.commands.restore()
    assert window.findChildren(RestoreDialog)


def test_that_copies_that_cannot_be_reached_hold_nobody_up(
    qtbot: QtBot, window: MainWindow, broken_off: Workspace, tmp_path: Path
) -> None:
    """As a stick that is away at every start from now on: its copies are only looked for."""
    broken_off.finish_erasing()
    stick = tmp_path / "stick"
    stick.mkdir()
    person = broken_off.add_person(NAME)
    broken_off.safety.choose_second_folder(stick)
    broken_off.safety.back_up("asked")
    stick.rename(tmp_path / "away")
    broken_off.erase_work(person.id, backups=True)()
    assert broken_off.erasing_left == Erasing(in_file=False, in_copies=True)
    with qtbot.waitSignal(window.commands.safety.finisher.finished, timeout=LONG):
        window.commands.begin()
        assert not window.findChildren(FinishingDialog)
    assert broken_off.erasing_left == Erasing(in_file=False, in_copies=True)
