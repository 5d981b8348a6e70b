"""The lock: after idle time everything is covered, and only the passphrase uncovers it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import coach
from tests.ui.person import click

from nextrung.people.person import PersonFields
from nextrung.tour import coach as tour_coach
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.shell.locked import Cover, LockDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS = "three grey geese"


@pytest.fixture
def locked(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    """A window that has just been locked by its key, at the people page."""
    window = coach.opened(qtbot, workspace, theme, tour_coach.people(2, assessments=1))
    workspace.room.set_passphrase(WORDS)
    window.show_page("people")
    coach.key(Qt.Key.Key_L, CONTROL)
    assert window.room.lock.is_locked
    return window


def covers(window: MainWindow) -> list[Cover]:
    return [cover for cover in window.findChildren(Cover) if cover.isVisible()]


def unlock(window: MainWindow, words: str) -> None:
    dialog = window.findChildren(LockDialog)[-1]
    dialog.field.setText(words)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def test_that_the_whole_window_is_covered(locked: MainWindow) -> None:
    (cover,) = covers(locked)
    assert cover.geometry() == locked.rect()
    locked.resize(1400, 900)
    QApplication.processEvents()
    assert cover.geometry() == locked.rect()
    middle = locked.childAt(locked.rect().center())
    assert middle is cover or cover.isAncestorOf(middle or cover)
    assert locked.childAt(QPoint(30, 120)) is not locked.findChild(QWidget, "nav-overview")


def test_that_no_key_and_no_menu_gets_around_it(locked: MainWindow) -> None:
    dialog = locked.findChildren(LockDialog)[-1]
    for key, modifier in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_K, CONTROL),
        (Qt.Key.Key_1, CONTROL),
        (Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.ShiftModifier),
    ):
        QTest.keyClick(dialog.field, key, modifier)
    dialog.close()
    assert dialog.isVisible()
    assert locked.room.lock.is_locked
    assert isinstance(locked.current_page(), PeoplePage)
    assert covers(locked)


def test_that_another_passphrase_opens_nothing_and_says_so(locked: MainWindow) -> None:
    unlock(locked, "three grey goose")
    assert locked.room.lock.is_locked
    assert covers(locked)
    assert "This is not the passphrase." in coach.words_of(locked.findChildren(LockDialog)[-1])


def test_that_the_passphrase_brings_everything_back_as_it_was(locked: MainWindow) -> None:
    unlock(locked, WORDS)
    assert not locked.room.lock.is_locked
    assert covers(locked) == []
    assert isinstance(locked.current_page(), PeoplePage)
    coach.key(Qt.Key.Key_1, CONTROL)
    assert not isinstance(locked.current_page(), PeoplePage)


def test_that_it_says_plainly_that_the_file_is_not_encrypted(locked: MainWindow) -> None:
    assert "not encrypted" in coach.words_of(locked.findChildren(LockDialog)[-1])


def test_that_the_clients_window_and_an_open_form_are_covered_too(
    qtbot: QtBot, workspace: Workspace, theme: Theme
) -> None:
    window = coach.opened(qtbot, workspace, theme, tour_coach.people(2, assessments=1))
    workspace.room.set_passphrase(WORDS)
    window.show_page("people")
    window.room.open_client()
    click(window, "add-person")
    coach.write("Half a na")
    window.room.lock.lock()
    assert len(covers(window)) == 3
    unlock(window, WORDS)
    assert covers(window) == []
    typed = window.findChild(QLineEdit, "person-name")
    assert typed is not None
    assert typed.text() == "Half a na"


def test_that_idle_time_locks_and_a_key_starts_it_anew(qtbot: QtBot, locked: MainWindow) -> None:
    unlock(locked, WORDS)
    lock = locked.room.lock
    assert lock._timer.interval() == 10 * 60_000
    lock._timer.stop()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(locked, event)
    assert lock._timer.isActive()
    lock._timer.start(50)
    qtbot.waitUntil(lambda: lock.is_locked)


def test_that_without_a_passphrase_nothing_is_watched_and_nothing_locks(window: MainWindow) -> None:
    window.room.lock.lock()
    assert not window.room.lock.is_locked
    assert not window.room.lock._timer.isActive()
    assert not window.commands.menus.command("lock").isVisible()


def settings(window: MainWindow, name: str) -> QWidget:
    found = window.current_page().findChild(QWidget, name)
    assert found is not None
    return found


def test_that_the_settings_switch_the_lock_on_and_off(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    window.show_page("settings")
    field = settings(window, "new-passphrase")
    assert isinstance(field, QLineEdit)
    for words, on in (("abc", False), (WORDS, True)):
        field.setText(words)
        click(window, "keep-passphrase")
        assert workspace.room.has_passphrase is on
    assert "not encrypted yet" in coach.words_of(window.current_page())
    idle = settings(window, "idle-minutes")
    assert isinstance(idle, QSpinBox)
    idle.setValue(3)
    assert workspace.room.idle_minutes == 3
    assert window.room.lock._timer.interval() == 3 * 60_000
    assert window.commands.menus.command("lock").isVisible()
    for words, on in (("wrong words", True), (WORDS, False)):
        field.setText(words)
        click(window, "remove-passphrase")
        assert workspace.room.has_passphrase is on
    assert not window.room.lock._timer.isActive()


def test_that_the_settings_switch_coach_mode_and_hidden_names(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    window.show_page("settings")
    box, hide = settings(window, "coach-mode"), settings(window, "settings-hide-names")
    assert isinstance(box, QCheckBox)

    def offers_people() -> bool:
        entry = window.findChild(QWidget, "nav-people")
        return entry is not None and entry.isVisible()

    assert not offers_people()
    assert not hide.isVisible()
    assert isinstance(hide, QCheckBox)
    box.click()
    assert offers_people()
    hide.click()
    assert workspace.room.names_hidden
    box.click()
    assert not offers_people()
    workspace.people.add(PersonFields("Omar"))
    window.show_page("settings")
    assert offers_people()
    assert not box.isEnabled()
