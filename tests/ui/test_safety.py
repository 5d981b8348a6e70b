"""Backups, restoring, erasing and the settings, as a person meets them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt, QThreadPool
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.coach import words_of
from tests.ui.person import click

from nextrung import app, log, resources
from nextrung.store.inside import Inside, PersonInside
from nextrung.store.lock import FolderLock
from nextrung.ui import appearance
from nextrung.ui.appearance import Appearance
from nextrung.ui.assess.controller import AssessController
from nextrung.ui.safety.erase_dialog import EraseDialog, ReceiptDialog
from nextrung.ui.safety.restore_dialog import RestoreDialog
from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell import commands
from nextrung.ui.shell.failure_dialog import FailureDialog
from nextrung.ui.shell.failures import Failures
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets import toast as toasts
from nextrung.workspace import Workspace

LONG = 20_000
T = TypeVar("T", bound=QObject)


def add_sample(workspace: Workspace) -> None:
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """A backup with one person, and a second person since."""
    add_sample(workspace)
    workspace.safety.back_up("asked")
    add_sample(workspace)
    return workspace


@pytest.fixture
def window(qtbot: QtBot, filled: Workspace, theme: Theme) -> MainWindow:
    shown = MainWindow(filled, theme)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def dialog_of(window: MainWindow, kind: type[T]) -> T:
    found = window.findChildren(kind)
    assert found
    return found[-1]


def settings(window: MainWindow) -> SettingsPage:
    window.show_page("settings")
    page = window.current_page()
    assert isinstance(page, SettingsPage)
    return page


def press(key: Qt.Key, text: str = "") -> None:
    focused = QApplication.focusWidget()
    assert focused is not None, "a keyboard user has lost the focus"
    if text:
        QTest.keyClicks(focused, text)
    else:
        QTest.keyClick(focused, key)


def tab_to(name: str) -> None:
    for _ in range(30):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached with Tab")


# restoring


def test_that_a_backup_is_restored_by_keyboard_alone(qtbot: QtBot, window: MainWindow, filled: Workspace) -> None:
    settings(window)
    window.menus.command("restore").trigger()
    dialog = dialog_of(window, RestoreDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(dialog.table.hasFocus)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
    assert dialog.people.model().rowCount() == 1
    assert len(filled.people.everyone()) == 2, "nothing has changed yet"
    tab_to("dialog-accept")
    with qtbot.waitSignal(window.commands.replaced, timeout=LONG):
        press(Qt.Key.Key_Return)
    assert len(filled.people.everyone()) == 1
    assert "Restored " in window.commands.toast.message
    page = window.current_page()
    assert isinstance(page, SettingsPage)
    assert "1 person, 1 assessment" not in page.data.last.text()
    newest = filled.safety.backups()[0]
    assert newest.reason == "restore"
    assert newest.proof is not None
    assert newest.proof.rows["person"] == 2


def test_that_a_refused_file_is_said_in_the_dialog_and_leaves_nothing(
    qtbot: QtBot, window: MainWindow, filled: Workspace
) -> None:
    window.commands.restore()
    dialog = dialog_of(window, RestoreDialog)
    dialog.picked.emit(resources.sample_answers())
    qtbot.waitUntil(lambda: "restored" in words_of(dialog), timeout=LONG)
    assert not dialog.accept_button.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: not list(filled.safety.folder.glob("restoring-*")), timeout=LONG)


@pytest.mark.usefixtures("filled")
def test_that_no_backup_is_chosen_beside_a_file_from_elsewhere(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.restore()
    dialog = dialog_of(window, RestoreDialog)
    dialog.table.selectRow(0)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
    dialog.picked.emit(resources.sample_answers())
    qtbot.waitUntil(lambda: "restored" in words_of(dialog), timeout=LONG)
    assert not dialog.table.selectionModel().hasSelection()
    assert not dialog.table.currentIndex().isValid()


def test_that_a_long_list_of_backups_leaves_what_is_inside_and_the_buttons_in_view(
    qtbot: QtBot, theme: Theme, filled: Workspace
) -> None:
    filled.safety.back_up("asked")
    one = filled.safety.backups()[0]
    dialog = RestoreDialog(theme, [one] * 30, filled.safety.present())
    qtbot.addWidget(dialog)
    for width in (780, 1080):
        dialog.resize(width, 640)
        dialog.show()
        inside = Inside((PersonInside("1", "Alex", 1, 0, 0, "2026-11-14T09:33:00Z"),), None, {"person": 1})
        dialog.show_inside(one.path, inside)
        QApplication.processEvents()
        assert dialog.people.horizontalScrollBar().maximum() == 0
        for part in (dialog.people, dialog.other, dialog.accept_button):
            assert part.visibleRegion().boundingRect().size() == part.size()


def test_that_what_was_looked_into_and_not_wanted_any_more_is_removed(
    qtbot: QtBot, window: MainWindow, filled: Workspace
) -> None:
    path = filled.safety.backups()[0].path
    window.commands.restore()
    dialog = dialog_of(window, RestoreDialog)
    for _ in range(3):
        dialog.picked.emit(path)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
    qtbot.waitUntil(lambda: len(list(filled.safety.folder.glob("restoring-*"))) == 1, timeout=LONG)
    dialog.picked.emit(path)
    dialog.reject()
    assert QThreadPool.globalInstance().waitForDone(LONG)
    qtbot.waitUntil(lambda: not list(filled.safety.folder.glob("restoring-*")), timeout=LONG)


def test_that_leaving_the_dialog_changes_nothing(qtbot: QtBot, window: MainWindow, filled: Workspace) -> None:
    before = filled.safety.present()
    window.commands.restore()
    dialog = dialog_of(window, RestoreDialog)
    dialog.table.selectRow(0)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert filled.safety.present() == before
    assert not list(filled.safety.folder.glob("restoring-*"))


# erasing


def test_that_a_person_is_erased_with_their_name_typed_and_a_receipt_shown(
    qtbot: QtBot, window: MainWindow, filled: Workspace
) -> None:
    person = filled.person
    assert person is not None
    filled.people.edit(person.id, name="Zdislava")
    filled.safety.back_up("asked")
    settings(window).erase.click()
    dialog = dialog_of(window, EraseDialog)
    assert dialog.backups.text() == "Erase from the backups as well", "it opens before any backup is looked into"
    qtbot.waitUntil(lambda: dialog.backups.text() == "Erase from the backups as well: 1 is rewritten")
    assert not dialog.accept_button.isEnabled()
    typed = dialog.findChild(QLineEdit, "erase-name")
    assert typed is not None
    QTest.keyClicks(typed, "zdislav")
    assert not dialog.accept_button.isEnabled()
    QTest.keyClicks(typed, "a")
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    assert not dialog.cancel_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "what has begun is finished"
    qtbot.waitUntil(lambda: bool(window.findChildren(ReceiptDialog)), timeout=LONG)
    receipt = dialog_of(window, ReceiptDialog)
    gone = receipt.gone.model()
    counted = {gone.index(row, 0).data(): gone.index(row, 1).data() for row in range(gone.rowCount())}
    assert counted["People"] == "1"
    shown = words_of(receipt)
    receipt.cancel_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "• People: 1" in copied
    for words in (
        "Zdislava is erased",
        "1 backup: it was rewritten and checked again.",
        "No backup that can be reached holds this person.",
        "A disk may keep traces of overwritten places for a while.",
    ):
        assert words in shown
        assert words in copied
    assert [one.id for one in filled.people.everyone()] != [person.id]
    assert len(filled.people.everyone()) == 1


def test_that_archiving_instead_erases_nothing(qtbot: QtBot, window: MainWindow, filled: Workspace) -> None:
    settings(window).erase.click()
    dialog = dialog_of(window, EraseDialog)
    dialog.archive.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert len(filled.people.everyone()) == 2
    assert sum(one.archived_at is not None for one in filled.people.everyone()) == 1


def test_that_a_backup_under_way_does_not_bring_back_who_is_erased(
    qtbot: QtBot, window: MainWindow, filled: Workspace
) -> None:
    person = filled.person
    assert person is not None
    window.commands.safety.erase(person.id)
    dialog = dialog_of(window, EraseDialog)
    window.commands.safety.back_up("asked")
    dialog.erase_requested.emit(True)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReceiptDialog)), timeout=LONG)
    assert filled.safety.holders_work(person.id)() == 0


# backups by themselves


def test_that_a_start_backs_up_what_has_changed_and_only_that(
    qtbot: QtBot, filled: Workspace, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "FIRST_BACKUP_AFTER", 1)
    before = filled.safety.backups()[0]
    for _ in range(2):
        window = MainWindow(filled, theme)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.commands.backed_up, timeout=LONG):
            window.commands.begin()
    newest = filled.safety.backups()[0]
    assert newest.number == before.number + 1
    assert newest.reason == "start"
    assert newest.is_as_proven()


def test_that_a_finished_assessment_is_backed_up(qtbot: QtBot, window: MainWindow, filled: Workspace) -> None:
    before = filled.safety.backups()[0]
    window.show_page("assess")
    with qtbot.waitSignal(window.commands.backed_up, timeout=LONG):
        window.findChildren(AssessController)[0].milestone_reached.emit()
    newest = filled.safety.backups()[0]
    assert newest.number > before.number
    assert newest.reason == "assessment"


def test_that_closing_during_a_backup_leaves_nothing_half(window: MainWindow, filled: Workspace) -> None:
    folder = filled.safety.folder
    backup_folder = filled.safety.backup_folder
    window.commands.back_up_now()
    window.close()
    assert QThreadPool.globalInstance().waitForDone(LONG)
    assert not list(folder.rglob("*.part*"))
    assert all(one.proof is not None and one.is_as_proven() for one in backup_folder.backups())
    app.open_workspace(folder).close()


def test_that_a_backup_on_request_is_said_and_announced(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(toasts, "announce", lambda _widget, message: said.append(message))
    with qtbot.waitSignal(window.commands.backed_up, timeout=LONG):
        window.menus.command("back-up").trigger()
    qtbot.waitUntil(window.commands.toast.isVisible)
    assert window.commands.toast.message.startswith("Backed up and checked: ")
    assert said == [window.commands.toast.message]
    assert not QAccessible.isActive() or said


def test_that_a_problem_is_shown_and_can_be_closed(qtbot: QtBot, window: MainWindow, filled: Workspace) -> None:
    shutil.rmtree(filled.safety.backup_folder.folder)
    filled.safety.backup_folder.folder.write_text("in the way", encoding="utf-8")
    with qtbot.waitSignal(window.commands.safety.failed, timeout=LONG):
        window.commands.back_up_now()
    assert window.commands.toast.isVisible()
    assert window.commands.toast.property("problem")
    click(window, "toast-close")
    assert not window.commands.toast.isVisible()


# settings


def test_that_the_settings_say_where_things_stand(
    qtbot: QtBot, window: MainWindow, filled: Workspace, tmp_path: Path
) -> None:
    page = settings(window)
    assert page.data.last.text().startswith("Last checked backup: ")
    assert page.data.where.text() == str(filled.safety.folder)
    assert not page.data.forget.isVisible()
    stick = tmp_path / "stick"
    stick.mkdir()
    filled.safety.choose_second_folder(stick)
    window.show_page("settings")
    assert f"{stick!s}: looking for the newest copy there…" in words_of(page.data), "it may never answer"
    qtbot.waitUntil(lambda: f"{stick!s} has no copy yet." in words_of(page.data))
    with qtbot.waitSignal(window.commands.backed_up, timeout=LONG):
        page.data.back_up.click()
    qtbot.waitUntil(lambda: f"{stick!s}: newest copy " in words_of(page.data))
    shutil.rmtree(stick)
    window.show_page("settings")
    qtbot.waitUntil(lambda: "is not there now" in words_of(page.data))
    page.data.forget.click()
    assert not page.data.forget.isVisible()
    assert "A USB stick" in words_of(page.data)


def test_that_no_backup_yet_is_said(window: MainWindow, filled: Workspace) -> None:
    shutil.rmtree(filled.safety.backup_folder.folder)
    assert settings(window).data.last.text() == "No checked backup yet"


def test_that_backups_that_cannot_be_seen_are_said(window: MainWindow, filled: Workspace) -> None:
    shutil.rmtree(filled.safety.backup_folder.folder)
    filled.safety.backup_folder.folder.write_text("in the way", encoding="utf-8")
    assert "cannot be read" in words_of(settings(window).data)


def test_that_the_look_is_kept_over_a_restart(window: MainWindow, filled: Workspace) -> None:
    page = settings(window)
    page.appearance.scheme_chosen.emit("dark")
    page.appearance.size_chosen.emit("1.5")
    assert window.theme.scheme == "dark"
    folder = filled.safety.folder
    window.close()
    again = app.open_workspace(folder)
    assert appearance.of(again) == Appearance("dark", 1.5)
    again.close()


def test_that_moving_goes_on_in_the_new_place(
    qtbot: QtBot, window: MainWindow, filled: Workspace, tmp_path: Path
) -> None:
    settings(window)
    with qtbot.waitSignal(window.commands.replaced, timeout=LONG):
        window.commands.safety.move_to(tmp_path / "new")
    assert filled.safety.folder == tmp_path / "new"
    assert settings(window).data.where.text() == str(tmp_path / "new")


def test_that_one_button_deletes_what_stays_where_the_data_was(
    qtbot: QtBot, window: MainWindow, filled: Workspace, tmp_path: Path
) -> None:
    old = filled.safety.folder
    with qtbot.waitSignal(window.commands.replaced, timeout=LONG):
        window.commands.safety.move_to(tmp_path / "new")
    page = settings(window)
    qtbot.waitUntil(page.data.delete_left.isVisible)
    page.data.delete_left.setFocus()
    assert page.data.delete_left.hasFocus(), "it can be seen and reached"
    backups = len(filled.safety.backups())
    with qtbot.waitSignal(window.commands.safety.said, timeout=LONG) as said:
        press(Qt.Key.Key_Space)
    assert "deleted" in said.args[0]
    assert not list(old.rglob("*.db"))
    qtbot.waitUntil(lambda: not page.data.delete_left.isVisible())
    assert len(filled.safety.backups()) == backups
    assert len(filled.people.everyone()) == 2


def test_that_what_stays_in_use_where_the_data_was_is_said_and_stays(
    qtbot: QtBot, window: MainWindow, filled: Workspace, tmp_path: Path
) -> None:
    old = filled.safety.folder
    with qtbot.waitSignal(window.commands.replaced, timeout=LONG):
        window.commands.safety.move_to(tmp_path / "new")
    page = settings(window)
    lock = FolderLock(old)
    lock.acquire()
    try:
        with qtbot.waitSignal(window.commands.safety.failed, timeout=LONG):
            page.data.delete_left.click()
    finally:
        lock.release()
    assert list(old.glob("nextrung-before-moving*.db"))
    qtbot.waitUntil(page.data.delete_left.isVisible)


# failures


def test_that_an_unexpected_failure_keeps_the_window_and_tells_the_log_nothing_private(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    asked: list[bool] = []
    path = tmp_path / "failures.log"
    failures = Failures(window.theme, path, window, window.commands.say_problem, lambda: asked.append(True))
    for _ in range(2):  # one dialog at a time
        answers: dict[str, int] = {}
        try:
            answers["Zdislava's private note"] += 1
        except KeyError as error:
            failures.take(KeyError, error, error.__traceback__)
    (dialog,) = window.findChildren(FailureDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.cancel_button.click()
    details = QApplication.clipboard().text()
    assert "KeyError" in details
    assert "Zdislava" in details, "the person decides what to pass on"
    dialog.accept_button.click()
    text = path.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "Zdislava" not in text
    assert window.isVisible()
    window.show_page("overview")
    assert len(text) < log.LARGEST
