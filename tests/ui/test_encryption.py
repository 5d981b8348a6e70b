"""Encrypting the data from the settings, and what can be done about it afterwards, in the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot
from tests import other_program
from tests.report import poppler
from tests.ui.coach import words_of
from tests.ui.test_unlock import WORDS, driven, encrypted

from nextrung import app, paths
from nextrung.clock import Clock
from nextrung.keys.beginning import is_plain
from nextrung.ui.background import Background
from nextrung.ui.encryption.encrypt_dialog import EncryptDialog
from nextrung.ui.encryption.offer import EncryptionOffer, is_due
from nextrung.ui.encryption.recovery_dialog import RecoveryKeyDialog
from nextrung.ui.encryption.sheet import RecoverySheet
from nextrung.ui.report.export_dialog import ExportDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.encryption import EncryptionService

ENTER = f'write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")'


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A folder with the sample person and a backup, not encrypted."""
    folder = tmp_path / "data"
    workspace = app.open_workspace(folder)
    app.add_sample(workspace)
    workspace.safety.back_up("asked")
    workspace.close()
    return folder


def test_that_the_settings_encrypt_after_the_recovery_key_was_typed(plain: Path) -> None:
    said = driven(
        plain,
        f"""
ready().show_page("settings"); print(part("who-can-open").text())
press("encrypt-data")
press("dialog-accept")
assert "Type a passphrase first" in on_screen()
write("new-passphrase", {WORDS!r}); write("passphrase-again", {WORDS!r}); press("dialog-accept")
press("dialog-accept") if shown(RecoveryKeyDialog) else None
assert "Type the key first" in on_screen()
write("recovery-typed", "AAAA"); press("dialog-accept")
assert "not the key above" in on_screen()
write("recovery-typed", part("recovery-key").text().lower().replace(" ", "-")); press("dialog-accept")
ready(); shown(PlainDialog); print(on_screen())
press("dialog-accept")
assert "encrypted." in on_screen() and "not encrypted" not in on_screen(); print(part("who-can-open").text())
ready().close()
""",
    )
    assert "Whoever can read the files of this account" in said
    assert "not encrypted: whoever has" in said
    assert "Whoever knows your passphrase or has your recovery key" in said
    assert not is_plain(plain / paths.DATABASE)
    assert all(not is_plain(one) for one in (plain / paths.BACKUPS).glob("*.db"))


def test_that_no_recovery_key_needs_a_clear_word_and_plain_copies_can_be_deleted(plain: Path) -> None:
    said = driven(
        plain,
        f"""
ready().show_page("settings")
press("encrypt-data")
write("new-passphrase", {WORDS!r}); write("passphrase-again", {WORDS!r}); press("dialog-accept")
press("no-recovery-key")
assert "lost for good" in on_screen(); print("said")
press_in("without-recovery-key", "dialog-accept")
shown(PlainDialog); press("delete-plain-copies")
assert "deleted" in on_screen(); print(part("who-can-open").text())
ready().close()
""",
    )
    assert said.endswith("Whoever knows your passphrase: your data are encrypted.\n")
    left = list((plain / paths.BACKUPS).glob("*.db"))
    assert left
    assert all(not is_plain(one) for one in left)


def test_that_the_passphrase_changes_only_for_who_knows_it(tmp_path: Path) -> None:
    folder = encrypted(tmp_path / "data")
    driven(
        folder,
        f"""
{ENTER}
ready().show_page("settings"); press("change-data-passphrase")
write("present-passphrase", "five geese")
write("new-passphrase", "six swans a swimming"); write("passphrase-again", "six swans a swimming")
press("dialog-accept")
assert "does not open the data" in on_screen()
write("present-passphrase", {WORDS!r}); press("dialog-accept")
assert "open with it from now on" in on_screen()
ready().shortcuts.lock.lock()
{ENTER}
assert "opens nothing" in on_screen()
write("lock-passphrase", "six swans a swimming"); enter("lock-passphrase")
ready().close()
""",
    )


def test_that_with_a_new_key_everything_is_written_anew_once_its_recovery_key_was_typed(tmp_path: Path) -> None:
    folder = encrypted(tmp_path / "data")
    with_old_key = {one: one.read_bytes() for one in folder.rglob("*.db") if not is_plain(one)}
    said = driven(
        folder,
        f"""
{ENTER}
ready().show_page("settings"); press("change-data-passphrase")
assert part("dialog-accept").text() == "Change it"
part("new-key").click(); print(part("dialog-accept").text())
write("present-passphrase", {WORDS!r})
write("new-passphrase", "six swans a swimming"); write("passphrase-again", "six swans a swimming")
press("dialog-accept")
shown(RecoveryKeyDialog); KEYS.append(part("recovery-key").text())
write("recovery-typed", KEYS[0]); press("dialog-accept")
assert "have a new key" in on_screen(); print(part("who-can-open").text())
ready().shortcuts.lock.lock()
{ENTER}
assert "opens nothing" in on_screen()
write("lock-passphrase", KEYS[0]); enter("lock-passphrase")
ready().close()
""",
    )
    assert said.startswith("Go on to the recovery key…\nWhoever knows your passphrase or has your recovery key")
    assert all(one.read_bytes() != before for one, before in with_old_key.items())


def test_that_a_new_recovery_key_opens_the_data(tmp_path: Path) -> None:
    folder = encrypted(tmp_path / "data")
    driven(
        folder,
        f"""
{ENTER}
ready().show_page("settings"); press("new-recovery-key")
write("present-passphrase", {WORDS!r}); press("dialog-accept")
KEYS.append(part("recovery-key").text())
write("recovery-typed", KEYS[0]); press("dialog-accept")
assert "open with it from now on" in on_screen() and "recovery key:" in part("who-can-open").text()
ready().shortcuts.lock.lock()
write("lock-passphrase", KEYS[0]); enter("lock-passphrase")
ready().close()
""",
    )


def test_that_the_data_become_plain_again_for_who_knows_the_passphrase(tmp_path: Path) -> None:
    folder = encrypted(tmp_path / "data")
    said = driven(
        folder,
        f"""
{ENTER}
ready().show_page("settings"); press("decrypt-data")
write("present-passphrase", {WORDS!r}); press("dialog-accept")
assert "are plain" in on_screen(); print(part("who-can-open").text())
ready().close()
""",
    )
    assert "not encrypted" in said
    assert is_plain(folder / paths.DATABASE)
    assert not (folder / paths.KEYS).exists()


def test_that_the_first_report_says_once_that_data_can_be_encrypted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    app.add_sample(workspace)
    other_program.change(workspace, "UPDATE person SET sample = 0")
    workspace.forget()
    window.commands.export_report("")
    dialog = window.findChildren(ExportDialog)[-1]
    assert "not encrypted" in words_of(dialog)
    link = dialog.findChild(QWidget, "encryption-offer")
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert any(one.isVisible() for one in window.findChildren(EncryptDialog))
    window.findChildren(EncryptDialog)[-1].reject()
    window.commands.export_report("")
    assert "not encrypted" not in words_of(window.findChildren(ExportDialog)[-1])
    qtbot.waitUntil(lambda: not any(one.is_busy for one in window.findChildren(Background)))


def test_that_coaching_says_once_that_data_can_be_encrypted(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Kim")
    window.show_page("settings")
    offer = window.findChildren(EncryptionOffer)[-1]
    box = window.findChild(QCheckBox, "coach-mode")
    assert box is not None
    assert not offer.isVisibleTo(window)
    box.click()
    assert offer.isVisibleTo(window)
    offer.link.click()
    assert any(one.isVisible() for one in window.findChildren(EncryptDialog))


def test_that_sample_data_are_not_to_be_encrypted(workspace: Workspace) -> None:
    app.add_sample(workspace)
    assert not is_due(workspace, "report")


@poppler.needed
def test_that_the_recovery_key_is_a_page_that_can_be_read(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    recovery = EncryptionService.new_recovery_key()
    window = QWidget()
    qtbot.addWidget(window)
    dialog = RecoveryKeyDialog(theme, recovery, "Encrypt", window, may_refuse=True)
    sheet = RecoverySheet(theme, recovery, Clock(), dialog)
    with qtbot.waitSignal(sheet.said):
        sheet.save_to(str(tmp_path / "key.pdf"))
    made = (tmp_path / "key.pdf").read_bytes()
    assert all(group in poppler.text(made, tmp_path) for group in recovery.split())
    assert poppler.info(made, tmp_path)["Pages"] == "1"
    with qtbot.waitSignal(sheet.failed):
        sheet.save_to(str(tmp_path / "missing" / "key.pdf"))
    assert not (tmp_path / "missing").exists()
