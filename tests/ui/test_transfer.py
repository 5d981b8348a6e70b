"""Export and import from the window: asked, shown before anything changes, done, said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tests import other_program
from tests.ui.coach import words_of
from tests.ui.person import name_file

from nextrung import app
from nextrung.ui.safety.restore_dialog import RestoreDialog
from nextrung.ui.sealing.seal_dialog import SealDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer.preview_dialog import PreviewDialog
from nextrung.ui.transfer.wait_dialog import WAIT_AFTER, WaitDialog
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.transfer import Watch


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    """The data of another computer, with the sample person."""
    opened = app.open_workspace(tmp_path / "other")
    app.add_sample(opened)
    yield opened
    opened.close()


@pytest.fixture
def file(other: Workspace, tmp_path: Path) -> Path:
    path = tmp_path / "all.nextrung"
    other.transfer.export_work(path)()
    return path


def preview(window: MainWindow, qtbot: QtBot, path: Path) -> PreviewDialog:
    window.commands.transfer.import_file(path)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PreviewDialog)))
    return next(one for one in window.findChildren(PreviewDialog) if one.isVisible())


def said(window: MainWindow, qtbot: QtBot, words: str) -> str:
    qtbot.waitUntil(lambda: words in window.commands.toast.message)
    return window.commands.toast.message


def unsealed(window: MainWindow) -> None:
    """Say that whoever has the file may read it."""
    (asking,) = window.findChildren(SealDialog)
    asking.by_nobody.click()
    asking.accept_button.click()


def chosen(window: MainWindow, command: str, path: Path) -> None:
    """Choose a command of the menu, and a file in the dialog it opens."""
    action = window.findChild(QAction, f"command-{command}")
    assert action is not None
    action.trigger()
    if command.startswith("export"):
        unsealed(window)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.done(1)


def test_that_everything_is_exported_from_the_menu(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    app.add_sample(workspace)
    path = tmp_path / "out.nextrung"
    chosen(window, "export-all", path)
    message = said(window, qtbot, "Everything is in out.nextrung")
    assert "not encrypted" in message
    assert path.stat().st_size > 1000


def test_that_one_person_is_exported_alone_under_the_name_that_is_shown(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    jana, _ = (workspace.add_person(name) for name in ("Jana Nováková", "Omar Other"))
    path = tmp_path / "one.nextrung"
    chosen(window, "export-person", path)  # the current one
    said(window, qtbot, "Everything about Omar Other is in one.nextrung")
    assert [one.name for one in workspace.transfer.reading_work(path)().preview.people] == ["Omar Other"]
    window.commands.transfer.export_person(jana.id)
    asking = next(one for one in window.findChildren(SealDialog) if one.isVisible())
    assert "everything that is kept about Jana Nováková" in words_of(asking)
    asking.reject()
    assert workspace.transfer.suggested_name_of("Jana Nováková").startswith("next-rung-jana-nováková-2")
    workspace.privacy.hide_names(hidden=True)
    window.commands.transfer.export_person(jana.id)
    asking = next(one for one in window.findChildren(SealDialog) if one.isVisible())
    assert "Jana" not in words_of(asking)
    asking.reject()


def test_that_without_anybody_there_is_nobody_to_export(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.transfer.export_person()
    said(window, qtbot, "There is nobody yet")


def test_that_an_export_that_fails_is_said(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    chosen(window, "export-all", tmp_path / "gone" / "out.nextrung")
    said(window, qtbot, "The file out.nextrung cannot be written")


def test_that_a_file_is_shown_before_it_is_taken_in_and_then_the_window_shows_it(
    window: MainWindow, workspace: Workspace, file: Path, qtbot: QtBot
) -> None:
    dialog = preview(window, qtbot, file)
    assert workspace.assessments() == ()
    assert dialog.people.model().rowCount() == 1
    assert "Alex" in dialog.people.model().index(0, 0).data()
    with qtbot.waitSignal(window.commands.transfer.imported):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    said(window, qtbot, "Taken in from all.nextrung: ")
    assert len(workspace.assessments()) == 1
    assert not dialog.isVisible()
    assert window.current_page().isVisible()


def test_that_hidden_names_stay_hidden_in_the_preview(
    window: MainWindow, workspace: Workspace, file: Path, qtbot: QtBot
) -> None:
    workspace.transfer.take_in(workspace.transfer.reading_work(file)())
    workspace.privacy.hide_names(hidden=True)
    dialog = preview(window, qtbot, file)
    shown = dialog.people.model().index(0, 0).data()
    assert "Alex" not in shown
    assert "1" in shown
    dialog.cancel_button.click()


def test_that_cancelling_changes_nothing(window: MainWindow, workspace: Workspace, file: Path, qtbot: QtBot) -> None:
    dialog = preview(window, qtbot, file)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert workspace.person is None


def test_that_a_file_with_nothing_new_only_offers_to_close(
    window: MainWindow, workspace: Workspace, file: Path, qtbot: QtBot
) -> None:
    workspace.transfer.take_in(workspace.transfer.reading_work(file)())
    dialog = preview(window, qtbot, file)
    assert dialog.windowTitle() == "Everything in this file is here already"
    assert not dialog.accept_button.isVisible()
    assert dialog.cancel_button.text() == "Close"
    dialog.cancel_button.click()


def test_that_the_person_decides_where_the_two_sides_differ(
    window: MainWindow, workspace: Workspace, other: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    step = other.plan.add_own(OwnStep("Own", "", "", "", None, (), ""))
    for name, notes in (("1", ""), ("2", "there")):
        other.plan.edit(step.id, notes=notes)
        other.people.edit(other.people.everyone()[0].id, name=f"Alex {name}")
        other.transfer.export_work(tmp_path / f"{name}.nextrung")()
    workspace.transfer.take_in(workspace.transfer.reading_work(tmp_path / "1.nextrung")())
    workspace.plan.edit(step.id, notes="here")
    dialog = preview(window, qtbot, tmp_path / "2.nextrung")
    assert dialog.windowTitle() == "Nothing in this file is new, but some of it differs"
    assert dialog.here.isChecked()
    assert not dialog.accept_button.isEnabled()
    dialog.file.click()
    assert dialog.accept_button.isEnabled()
    with qtbot.waitSignal(window.commands.transfer.imported):
        dialog.accept_button.click()
    assert workspace.plan.step(step.id).notes == "there"
    assert [one.name for one in (workspace.person,) if one] == ["Alex 2"]
    said(window, qtbot, "0 added, 2 updated")


def test_that_a_file_that_is_none_is_said_with_its_name(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "letter.nextrung").write_text("Dear Sam", encoding="utf-8")
    chosen(window, "import", tmp_path / "letter.nextrung")
    message = said(window, qtbot, "letter.nextrung was not imported.")
    assert "not a data file of Next Rung" in message


def test_that_an_import_that_fails_says_so_and_can_be_tried_again(
    window: MainWindow, workspace: Workspace, file: Path, qtbot: QtBot
) -> None:
    dialog = preview(window, qtbot, file)
    other_program.change(
        workspace, "CREATE TRIGGER full BEFORE INSERT ON answer BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "no room" in words_of(dialog))
    assert workspace.person is None
    other_program.change(workspace, "DROP TRIGGER full")
    with qtbot.waitSignal(window.commands.transfer.imported):
        dialog.accept_button.click()
    assert workspace.latest() is not None


def test_that_progress_is_shown_only_when_it_takes_long_and_can_be_stopped(
    window: MainWindow, theme: Theme, qtbot: QtBot
) -> None:
    watch = Watch()
    waiting = WaitDialog(theme, "Writing", watch, window)
    assert not waiting.isVisible()
    qtbot.waitUntil(waiting.isVisible, timeout=WAIT_AFTER * 4)
    watch.step(0.5)
    qtbot.waitUntil(lambda: waiting.bar.value() == 500)
    with qtbot.waitSignal(waiting.stopped):
        waiting.stop.click()
    assert not waiting.isVisible()


def test_that_quick_work_shows_no_progress(window: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    waiting = WaitDialog(theme, "Writing", Watch(), window)
    waiting.finish()
    qtbot.wait(WAIT_AFTER + 100)
    assert not waiting.isVisible()


def test_that_a_window_closed_in_the_middle_leaves_nothing_half(
    window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    app.add_sample(workspace)
    path = tmp_path / "out.nextrung"
    window.commands.transfer.export_all()
    unsealed(window)
    name_file(path)
    window.close()
    assert not list(tmp_path.glob(".*"))


def test_that_the_tables_of_a_preview_say_what_they_count_and_reach_from_side_to_side(
    window: MainWindow, other: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.db"
    other.safety.back_up("asked")
    other.safety.backups()[0].path.replace(copy)
    dialog = preview(window, qtbot, copy)
    qtbot.waitUntil(dialog.isVisible)
    shown = words_of(dialog)
    for table in (dialog.people, dialog.groups):
        assert table.accessibleName().startswith("How many entries")
        assert table.accessibleName() in shown
        assert table.horizontalHeader().length() == table.viewport().width()


def test_that_a_database_can_be_restored_instead_of_brought_together(
    window: MainWindow, workspace: Workspace, other: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "nextrung (conflicted copy).db"
    other.safety.back_up("asked")
    other.safety.backups()[0].path.replace(copy)
    dialog = preview(window, qtbot, copy)
    assert dialog.restore_button.isVisibleTo(dialog)
    QTest.keyClick(dialog.restore_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(window.findChildren(RestoreDialog)))
    (restoring,) = window.findChildren(RestoreDialog)
    qtbot.waitUntil(restoring.accept_button.isEnabled)
    restoring.accept_button.click()
    qtbot.waitUntil(
        lambda: [one.name for one in workspace.people.everyone()] == [one.name for one in other.people.everyone()]
    )


def test_that_exported_data_offer_no_restoring(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    dialog = preview(window, qtbot, file)
    assert not dialog.restore_button.isVisibleTo(dialog)
    dialog.reject()
