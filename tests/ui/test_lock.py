"""The lock: after idle time everything is covered, and only the passphrase uncovers it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from tests import given
from tests.ui import coach
from tests.ui.person import click

from nextrung import app, paths, resources
from nextrung.people.person import PersonFields
from nextrung.store.sqlite import engine as sqlite3
from nextrung.tour import coach as tour_coach
from nextrung.ui.background import Background
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.people.passphrase_dialog import PassphraseDialog
from nextrung.ui.shell import lock as lock_module
from nextrung.ui.shell.lock import MINUTE
from nextrung.ui.shell.locked import LockCover, LockDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets import hold
from nextrung.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS = "three grey geese"
COARSE = 0.06
"""Qt lets a timer of this kind come 5 % early or late."""


@pytest.fixture
def locked(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    """A window that has just been locked by its key, at the people page."""
    window = coach.opened(qtbot, workspace, theme, tour_coach.people(2, assessments=1))
    workspace.privacy.set_passphrase(WORDS)
    window.show_page("people")
    coach.key(Qt.Key.Key_L, CONTROL)
    assert window.shortcuts.lock.is_locked
    return window


def covers(window: MainWindow) -> list[LockCover]:
    return [cover for cover in window.findChildren(LockCover) if cover.isVisible()]


def unlock(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Type a passphrase and Enter, and wait for what the thread says of it."""
    dialog = window.findChildren(LockDialog)[-1]
    dialog.page.field.setText(words)
    QTest.keyClick(dialog.page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(one.is_busy for one in window.shortcuts.lock.findChildren(Background)))


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
        QTest.keyClick(dialog.page.field, key, modifier)
    dialog.close()
    assert dialog.isVisible()
    assert locked.shortcuts.lock.is_locked
    assert isinstance(locked.current_page(), PeoplePage)
    assert covers(locked)


def test_that_no_other_window_of_the_program_takes_keys_while_it_is_locked(locked: MainWindow) -> None:
    assert {one.windowModality() for one in locked.findChildren(LockDialog) if one.isVisible()} == {
        Qt.WindowModality.ApplicationModal
    }


def test_that_another_passphrase_opens_nothing_and_says_so(qtbot: QtBot, locked: MainWindow) -> None:
    unlock(qtbot, locked, "three grey goose")
    assert locked.shortcuts.lock.is_locked
    assert covers(locked)
    assert "This is not the passphrase." in coach.words_of(locked.findChildren(LockDialog)[-1])


def test_that_the_passphrase_brings_everything_back_as_it_was(qtbot: QtBot, locked: MainWindow) -> None:
    unlock(qtbot, locked, WORDS)
    assert not locked.shortcuts.lock.is_locked
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
    workspace.privacy.set_passphrase(WORDS)
    window.show_page("people")
    window.shortcuts.open_client()
    click(window, "add-person")
    coach.write("Half a na")
    window.shortcuts.lock.lock()
    assert len(covers(window)) == 3
    unlock(qtbot, window, WORDS)
    assert covers(window) == []
    typed = window.findChild(QLineEdit, "person-name")
    assert typed is not None
    assert typed.text() == "Half a na"


def test_that_a_key_starts_the_idle_time_anew(
    qtbot: QtBot, locked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_module, "MINUTE", 500)
    unlock(qtbot, locked, WORDS)
    lock = locked.shortcuts.lock
    assert lock.locks_in == pytest.approx(10 * 500, rel=COARSE)
    qtbot.waitUntil(lambda: (lock.locks_in or 0) < 4500)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(locked, event)
    assert lock.locks_in == pytest.approx(10 * 500, rel=COARSE)


def test_that_after_the_idle_time_it_locks_by_itself(
    qtbot: QtBot, locked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_module, "MINUTE", 5)
    unlock(qtbot, locked, WORDS)
    lock = locked.shortcuts.lock
    qtbot.waitUntil(lambda: lock.is_locked)
    assert lock.locks_in is None


def test_that_the_first_key_after_a_long_sleep_of_the_computer_locks(
    qtbot: QtBot, locked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(qtbot, locked, WORDS)
    woken = time.time() + 10 * 60
    monkeypatch.setattr(time, "time", lambda: woken)
    typed = locked.current_page()
    QApplication.sendEvent(typed, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    assert locked.shortcuts.lock.is_locked


def test_that_without_a_passphrase_nothing_is_watched_and_nothing_locks(window: MainWindow) -> None:
    window.shortcuts.lock.lock()
    assert not window.shortcuts.lock.is_locked
    assert window.shortcuts.lock.locks_in is None
    assert not window.menus.command("lock").isVisible()


def settings(window: MainWindow, name: str) -> QWidget:
    found = window.current_page().findChild(QWidget, name)
    assert found is not None
    return found


def answer(window: MainWindow, **fields: str) -> PassphraseDialog:
    """Fill the dialog's fields by their names and agree."""
    dialog = window.findChildren(PassphraseDialog)[-1]
    for name, words in fields.items():
        field = getattr(dialog, name)
        assert field.echoMode() is QLineEdit.EchoMode.Password
        field.setText(words)
    dialog.accept_button.click()
    return dialog


def test_that_what_is_typed_can_be_shown(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    window.show_page("settings")
    click(window, "keep-passphrase")
    dialog = window.findChildren(PassphraseDialog)[-1]
    for echo in (QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password):
        dialog.shown.click()
        assert {dialog.new.echoMode(), dialog.again.echoMode()} == {echo}
    dialog.reject()
    workspace.privacy.set_passphrase(WORDS)
    window.shortcuts.lock.lock()
    lock = window.findChildren(LockDialog)[-1]
    lock.page.shown.click()
    assert lock.page.field.echoMode() is QLineEdit.EchoMode.Normal


def test_that_a_third_wrong_try_costs_a_pause_that_is_said(
    qtbot: QtBot, locked: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hold, "SECOND", 50)
    for _ in range(2):
        workspace.privacy.count_attempt(right=False)
    unlock(qtbot, locked, "three grey goose")
    dialog = locked.findChildren(LockDialog)[-1]
    assert "possible in 2 seconds" in coach.words_of(dialog)
    assert not dialog.page.unlock.isEnabled()
    dialog.page.field.setText(WORDS)
    QTest.keyClick(dialog.page.field, Qt.Key.Key_Return)
    assert covers(locked)
    qtbot.waitUntil(dialog.page.unlock.isEnabled)
    unlock(qtbot, locked, WORDS)
    assert covers(locked) == []
    assert workspace.privacy.pause == 0


def test_that_what_comes_up_while_locked_is_covered_too(locked: MainWindow) -> None:
    dialog = QDialog(locked)
    dialog.show()
    locked.commands.say("Amara Okafor was archived")
    QApplication.processEvents()
    assert {cover.parentWidget() for cover in covers(locked)} == {locked, dialog}
    (cover,) = [one for one in covers(locked) if one.parentWidget() is locked]
    assert locked.children()[-1] is cover, "nothing stands before it"


def test_that_a_file_that_arrives_while_locked_waits_for_the_passphrase(
    qtbot: QtBot, locked: MainWindow, tmp_path: Path
) -> None:
    locked.arrivals.open_file(tmp_path / "data.nextrung")
    assert [one for one in locked.findChildren(QDialog) if one.isVisible()] == locked.findChildren(LockDialog)
    with qtbot.waitSignal(locked.shortcuts.lock.unlocked):
        unlock(qtbot, locked, WORDS)
    qtbot.waitUntil(lambda: "data.nextrung" in coach.words_of(locked) or locked.findChildren(QDialog) != [])


START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from nextrung import app
from nextrung.ui.shell import lock as lock_module
from nextrung.ui.shell.lock import MINUTE
from nextrung.ui.shell.locked import LockCover, LockDialog
from nextrung.ui.shell.window import MainWindow
show = MainWindow.show
def look(window):
    dialogs = window.findChildren(LockDialog)
    covered = [one.geometry() == window.rect() for one in window.findChildren(LockCover) if one.isVisible()]
    print(window.shortcuts.lock.is_locked, [one.isVisible() for one in dialogs], covered, flush=True)
    window.close() if not dialogs else dialogs[0].page.leave.click()
def shown(window):
    show(window)
    QTimer.singleShot(0, window, lambda: look(window))
MainWindow.show = shown
raise SystemExit(app.run(Path(sys.argv[1])))
"""


def test_that_a_start_with_a_passphrase_shows_nothing_without_it(tmp_path: Path) -> None:
    search = str(given.PROJECT / "desktop")
    environment = {**os.environ, "PYTHONPATH": search, "QT_QPA_PLATFORM": "offscreen"}
    for passphrase, said in ((WORDS, "True [True] [True]"), ("", "False [] []")):
        workspace = app.open_workspace(tmp_path)
        if workspace.person is None:
            workspace.add_person("Alex")
        workspace.privacy.set_passphrase(passphrase, WORDS)
        workspace.close()
        command = [sys.executable, "-c", START, str(tmp_path)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stdout.strip()) == (0, said), done.stderr


def test_that_the_settings_switch_the_lock_on_and_off(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    window.show_page("settings")
    click(window, "keep-passphrase")
    for words, again, said in (
        ("", "", "Type a passphrase first."),
        (WORDS, WORDS[1:], "The two are not the same. Type the new passphrase twice."),
        ("abc", "abc", "Use a passphrase of 4 to 1000 characters."),
    ):
        assert said in coach.words_of(answer(window, new=words, again=again))
        assert not workspace.privacy.has_passphrase
    assert "not encrypted" in coach.words_of(answer(window, new=WORDS, again=WORDS))
    qtbot.waitUntil(lambda: workspace.privacy.has_passphrase)
    assert "The lock is on." in coach.words_of(window.current_page())
    assert "not encrypted" in coach.words_of(window.current_page())
    idle = settings(window, "idle-minutes")
    assert isinstance(idle, QSpinBox)
    idle.setValue(3)
    assert workspace.privacy.idle_minutes == 3
    assert window.shortcuts.lock.locks_in == pytest.approx(3 * MINUTE, rel=COARSE)
    assert window.menus.command("lock").isVisible()
    click(window, "remove-passphrase")
    dialog = answer(window, current="wrong words")
    qtbot.waitUntil(lambda: "This is not the passphrase in force." in coach.words_of(dialog))
    assert workspace.privacy.has_passphrase
    answer(window, current=WORDS)
    qtbot.waitUntil(lambda: not workspace.privacy.has_passphrase)
    assert window.shortcuts.lock.locks_in is None


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
    assert workspace.privacy.names_hidden
    box.click()
    assert not offers_people()
    workspace.people.add(PersonFields("Omar"))
    window.show_page("settings")
    assert offers_people()
    assert not box.isEnabled()


@pytest.mark.parametrize("way", ["sql", "python"])
def test_that_what_the_help_says_about_a_forgotten_passphrase_takes_the_lock_away(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "data"
    workspace = app.open_workspace(folder)
    app.add_sample(workspace)
    workspace.privacy.set_passphrase(WORDS)
    workspace.close()
    sql, python = resources.keeping().read_text(encoding="utf-8").split("```")[1::2]
    if way == "sql":
        with closing(sqlite3.connect(folder / paths.DATABASE, isolation_level=None)) as connection:
            connection.execute(sql)
    else:
        code = python.split('"')[1]
        subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
    again = app.open_workspace(folder)
    assert not again.privacy.has_passphrase
    assert again.latest() is not None
    again.close()


def test_that_who_has_forgotten_it_is_told_where_help_is_and_no_path_is_shown(locked: MainWindow) -> None:
    dialog = locked.findChildren(LockDialog)[-1]
    said = coach.words_of(dialog)
    title = resources.keeping().read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    assert f"“{title}”" in said
    assert "/" not in said
    assert "\\" not in said


def test_that_the_question_stays_in_the_middle_of_its_window(locked: MainWindow) -> None:
    dialog = locked.findChildren(LockDialog)[-1]
    locked.setMinimumSize(0, 0)
    locked.resize(600, 560)
    locked.move(40, 30)
    QApplication.processEvents()
    for line in (False, True):
        if line:
            dialog.page.refuse(0)
            QApplication.processEvents()
        apart = dialog.geometry().center() - locked.geometry().center()
        assert apart.manhattanLength() <= 2
