"""Files are sealed and opened from the window: asked first, a wrong passphrase tried again, nothing else in the way."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest
from PySide6.QtGui import QFont, QGuiApplication, QTextLayout
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from tests.group.people import Group, alike
from tests.ui.coach import words_of
from tests.ui.test_group import opened as group_opened

from nextrung import app
from nextrung.sealing import file_key
from nextrung.sealing.check_number import check_number
from nextrung.sealing.refusals import SealError
from nextrung.sealing.sealed import Sealing, is_sealed, opened, sealed
from nextrung.ui.sealing.open_dialog import OpenDialog
from nextrung.ui.sealing.seal_dialog import SealDialog
from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer.preview_dialog import PreviewDialog
from nextrung.workspace import Workspace

WORDS = "otter Laterne gravel  Grüße"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_key, "WORK", 4)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The data of another computer, sealed."""
    other = app.open_workspace(tmp_path / "other")
    app.add_sample(other)
    other.transfer.export_work(tmp_path / "all.nextrung", seal=Sealing(WORDS))()
    other.close()
    return tmp_path / "all.nextrung"


def asked(window: MainWindow) -> SealDialog:
    window.commands.transfer.export_all()
    return next(one for one in window.findChildren(SealDialog) if one.isVisible())


def asked_to_open(window: MainWindow, qtbot: QtBot, path: Path) -> OpenDialog:
    window.commands.transfer.import_file(path)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(OpenDialog)))
    return next(one for one in window.findChildren(OpenDialog) if one.isVisible())


def test_that_everything_is_sealed_with_a_passphrase_that_was_typed_twice(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    app.add_sample(workspace)
    dialog = asked(window)
    assert dialog.by_passphrase.isChecked()
    for first, again, said in (("", "", "Type a passphrase first"), (WORDS, WORDS.strip("e"), "are not the same")):
        dialog.passphrase.setText(first)
        dialog.again.setText(again)
        dialog.accept_button.click()
        assert said in words_of(dialog)
        assert window.findChild(QFileDialog) is None
    dialog.again.setText(WORDS)
    dialog.accept_button.click()
    files = window.findChild(QFileDialog)
    assert files is not None
    path = tmp_path / "out.nextrung"
    files.fileSelected.emit(str(path))
    files.done(1)
    qtbot.waitUntil(lambda: "Only who knows the passphrase can open it" in window.commands.toast.message)
    assert opened(path.read_bytes(), given=WORDS).startswith(b"PK")


def test_that_the_strength_is_said_while_it_is_typed_and_what_is_typed_can_be_shown(window: MainWindow) -> None:
    dialog = asked(window)
    for typed, said in (("", "Four or more words"), ("summer", "Weak:"), ("otter lantern gravel mosaic", "Strong,")):
        dialog.passphrase.setText(typed)
        assert said in words_of(dialog)
        assert said in dialog.passphrase.accessibleDescription()
    assert dialog.passphrase.echoMode() == dialog.again.echoMode() == QLineEdit.EchoMode.Password
    dialog._secrets.shown.click()
    assert dialog.passphrase.echoMode() == dialog.again.echoMode() == QLineEdit.EchoMode.Normal
    dialog.by_nobody.click()
    assert not dialog.passphrase.isVisible()
    assert "private notes included" in words_of(dialog)
    dialog.reject()
    assert window.findChild(QFileDialog) is None


def test_that_a_wrong_passphrase_is_tried_again_and_the_right_one_shows_what_is_inside(
    window: MainWindow, workspace: Workspace, file: Path, qtbot: QtBot
) -> None:
    dialog = asked_to_open(window, qtbot, file)
    dialog.accept_button.click()
    assert "Type the passphrase first" in words_of(dialog)
    for wrong in (WORDS + " ", "x"):
        dialog.passphrase.setText(wrong)
        dialog.accept_button.click()
        assert not dialog.accept_button.isEnabled()
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert "This passphrase does not open the file. Nothing was changed; try again." in words_of(dialog)
    assert workspace.person is None
    dialog.passphrase.setText(WORDS)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PreviewDialog)))
    assert not any(one.isVisible() for one in window.findChildren(OpenDialog))
    (preview,) = window.findChildren(PreviewDialog)
    with qtbot.waitSignal(window.commands.transfer.imported):
        preview.accept_button.click()
    assert len(workspace.assessments()) == 1


def test_that_giving_up_leaves_everything_as_it_was_and_another_file_may_come(
    window: MainWindow, workspace: Workspace, file: Path, qtbot: QtBot
) -> None:
    dialog = asked_to_open(window, qtbot, file)
    dialog.passphrase.setText("x")
    dialog.accept_button.click()
    dialog.reject()
    qtbot.waitUntil(lambda: not window.commands.transfer._readings.is_busy)
    assert not any(one.isVisible() for one in window.findChildren(OpenDialog))
    assert workspace.person is None
    dialog = asked_to_open(window, qtbot, file)
    dialog.passphrase.setText(WORDS)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PreviewDialog)))


def test_that_what_cannot_be_opened_is_said_in_a_sentence(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    dialog = asked_to_open(window, qtbot, file)
    dialog.passphrase.setText(WORDS)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "all.nextrung was not imported. This sealed file is damaged" in words_of(window))
    assert not any(one.isVisible() for one in window.findChildren(OpenDialog))
    file.write_bytes(sealed(whole, Sealing(WORDS)))
    dialog = asked_to_open(window, qtbot, file)
    dialog.passphrase.setText(WORDS)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "This file was sealed twice" in words_of(window))


def test_that_tables_for_analysis_are_sealed_in_the_same_way(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    group = Group(tmp_path / "data")
    alike(group, [1, 2, 3, 4, 5])
    window, page = group_opened(qtbot, group, theme)
    page.to_analysis.trigger()
    qtbot.waitUntil(lambda: page.findChildren(SealDialog) != [], timeout=20_000)
    (dialog,) = page.findChildren(SealDialog)
    dialog.passphrase.setText(WORDS)
    dialog.again.setText(WORDS)
    dialog.accept_button.click()
    (asking,) = page.findChildren(QFileDialog)
    asking.fileSelected.emit(str(tmp_path))
    asking.done(1)
    qtbot.waitUntil(lambda: list(tmp_path.glob("next-rung-analysis-*/*")) != [], timeout=20_000)
    (only,) = tmp_path.glob("next-rung-analysis-*/*")
    qtbot.waitUntil(lambda: is_sealed(only.read_bytes()))
    assert opened(only.read_bytes(), given=WORDS).startswith(b"PK")
    window.close()
    group.workspace.close()


def test_that_a_file_for_one_person_opens_in_their_data_folder_without_a_passphrase(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    """The key is copied from the settings of one computer, and pasted on another one."""
    window.show_page("settings")
    page = window.findChild(SettingsPage)
    assert page is not None
    assert not page.key.key.isVisibleTo(page)
    page.key.show_button.click()
    page.key.copy.click()
    key = QGuiApplication.clipboard().text()
    assert key == page.key.key.text()
    assert check_number(key) in words_of(page)
    other = app.open_workspace(tmp_path / "other")
    app.add_sample(other)
    other.transfer.export_work(tmp_path / "all.nextrung", seal=Sealing(public_key=f"{key[:30]}\n {key[30:]}"))()
    with pytest.raises(SealError, match="a key that this data folder does not have"):
        other.transfer.reading_work(tmp_path / "all.nextrung")()
    other.close()
    window.commands.transfer.import_file(tmp_path / "all.nextrung")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PreviewDialog)))
    assert window.findChildren(OpenDialog) == []
    (preview,) = window.findChildren(PreviewDialog)
    with qtbot.waitSignal(window.commands.transfer.imported):
        preview.accept_button.click()
    assert len(workspace.assessments()) == 1


def test_that_a_file_is_sealed_for_the_key_that_was_pasted_and_for_no_other_text(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    theirs = pyrage.x25519.Identity.generate()
    dialog = asked(window)
    dialog.by_person.click()
    assert dialog.public_key.isVisible()
    assert not dialog.passphrase.isVisible()
    for text in ("", "jana@example.org", str(theirs), str(theirs.to_public())[:-1]):
        dialog.public_key.setText(text)
        dialog.accept_button.click()
        assert "This is no public key" in words_of(dialog)
        assert "not a whole public key" not in words_of(dialog), "one message is enough"
        assert window.findChild(QFileDialog) is None
        assert check_number(str(theirs.to_public())) not in words_of(dialog)
    dialog.public_key.setText(f" {theirs.to_public()} ")
    assert check_number(str(theirs.to_public())) in words_of(dialog)
    assert check_number(str(theirs.to_public())) in dialog.public_key.accessibleDescription()
    dialog.accept_button.click()
    files = window.findChild(QFileDialog)
    assert files is not None
    path = tmp_path / "out.nextrung"
    files.fileSelected.emit(str(path))
    files.done(1)
    qtbot.waitUntil(lambda: "Only whose public key you named can open it" in window.commands.toast.message)
    assert opened(path.read_bytes(), identity=str(theirs)).startswith(b"PK")


def test_that_each_letter_of_a_key_looks_like_itself(window: MainWindow) -> None:
    def shapes(text: str, font: QFont) -> list[int]:
        layout = QTextLayout(text, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]

    window.show_page("settings")
    page = window.findChild(SettingsPage)
    assert page is not None
    page.key.show_button.click()
    dialog = asked(window)
    for line in (page.key.key, dialog.public_key, dialog.passphrase):
        assert line.font().pixelSize() == page.name.name.font().pixelSize()
        assert line.font().pointSizeF() == page.name.name.font().pointSizeF()
        assert shapes("2x0", line.font())[1:2] == shapes("x", line.font())
    assert shapes("2x0", page.name.name.font())[1:2] != shapes("x", page.name.name.font())
