"""The dialog that leads on after damage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from nextrung import app, paths, resources
from nextrung.errors import DamagedError
from nextrung.ui.recovery.controller import RecoveryController
from nextrung.ui.theme.theme import Theme
from nextrung.workspace.recovery import RecoveryService

PROBLEM = "The data file is damaged."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two people, of whom the first is in the backup; the file is damaged."""
    workspace = app.open_workspace(tmp_path)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.safety.back_up("asked")
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.close()
    database = tmp_path / paths.DATABASE
    database.write_bytes(b"\xff" * 100 + database.read_bytes()[100:])
    with pytest.raises(DamagedError):
        app.open_workspace(tmp_path)
    return tmp_path


@pytest.fixture
def service(folder: Path) -> Iterator[RecoveryService]:
    with RecoveryService(folder / paths.DATABASE) as opened:
        yield opened


@pytest.fixture
def controller(qtbot: QtBot, theme: Theme, service: RecoveryService) -> RecoveryController:
    shown = RecoveryController(theme, service, PROBLEM)
    qtbot.addWidget(shown.dialog)
    shown.dialog.open()
    return shown


def chosen(controller: RecoveryController) -> str:
    return next(one.objectName() for one in controller.dialog.findChildren(QRadioButton) if one.isChecked())


def people(folder: Path) -> int:
    workspace = app.open_workspace(folder)
    try:
        return workspace.people.count()
    finally:
        workspace.close()


def test_that_nothing_can_be_chosen_before_all_was_looked_at(controller: RecoveryController, qtbot: QtBot) -> None:
    assert not controller.dialog.accept_button.isEnabled()
    qtbot.waitUntil(controller.dialog.accept_button.isEnabled, timeout=20_000)
    assert chosen(controller) == "way-recovered"


def test_that_what_could_be_read_is_taken_with_enter_alone(
    controller: RecoveryController, service: RecoveryService, qtbot: QtBot, folder: Path
) -> None:
    qtbot.waitUntil(controller.dialog.accept_button.isEnabled, timeout=20_000)
    QTest.keyClick(controller.dialog.focusWidget() or controller.dialog, Qt.Key.Key_Return)
    assert controller.dialog.result() == controller.dialog.DialogCode.Accepted
    service.__exit__()
    assert people(folder) == 2


def test_that_the_backup_can_be_taken_instead(
    controller: RecoveryController, service: RecoveryService, qtbot: QtBot, folder: Path
) -> None:
    qtbot.waitUntil(controller.dialog.accept_button.isEnabled, timeout=20_000)
    QTest.keyClick(controller.dialog.focusWidget() or controller.dialog, Qt.Key.Key_Down)
    assert chosen(controller) == "way-backup"
    QTest.keyClick(controller.dialog.focusWidget() or controller.dialog, Qt.Key.Key_Return)
    service.__exit__()
    assert people(folder) == 1


def test_that_quitting_changes_nothing(controller: RecoveryController, qtbot: QtBot, folder: Path) -> None:
    before = (folder / paths.DATABASE).read_bytes()
    qtbot.waitUntil(controller.dialog.accept_button.isEnabled, timeout=20_000)
    QTest.keyClick(controller.dialog, Qt.Key.Key_Escape)
    assert controller.dialog.result() == controller.dialog.DialogCode.Rejected
    assert (folder / paths.DATABASE).read_bytes() == before
    assert not (folder / paths.SET_ASIDE).exists()


def test_that_a_screen_reader_hears_what_each_way_brings(controller: RecoveryController, qtbot: QtBot) -> None:
    qtbot.waitUntil(controller.dialog.accept_button.isEnabled, timeout=20_000)
    said = {one.objectName(): one.accessibleDescription() for one in controller.dialog.findChildren(QRadioButton)}
    assert "2 people, 2 assessments" in said["way-recovered"]
    assert "1 person, 1 assessment" in said["way-backup"]
    assert "it lacks" in said["way-backup"]
