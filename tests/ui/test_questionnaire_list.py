"""The list of questionnaires in the settings, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.test_questionnaire_service import own, take

from nextrung import app, cli
from nextrung.paths import QUESTIONNAIRE_ENDING
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.questionnaires.list_card import QuestionnaireListCard
from nextrung.ui.questionnaires.list_controller import QuestionnaireListController
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.buttons import Button
from nextrung.workspace import Workspace


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a questionnaire of a person's own, before it is opened."""
    own(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def card(data: Path, workspace: Workspace, window: MainWindow) -> QuestionnaireListCard:
    """The list, with one assessment finished on the own one."""
    assert data.is_dir()
    workspace.choose_questionnaire("ladder")
    take(workspace)
    window.show_page("settings")
    wait_until_idle(window)
    (found,) = window.current_page().findChildren(QuestionnaireListCard)
    return found


def rows(card: QuestionnaireListCard) -> list[list[str]]:
    model = card.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def offered(card: QuestionnaireListCard) -> list[str]:
    names = ("copy", "export", "remove", "back", "delete")
    return [name for name in names if getattr(card, name).isVisibleTo(card)]


def press(window: QWidget, button: Button) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    wait_until_idle(window)


def test_that_each_has_a_row_and_what_can_be_done_with_it(card: QuestionnaireListCard) -> None:
    assert [(row[0], row[1], row[3], row[4]) for row in rows(card)] == [
        ("Machine-learning manager", "comes with the app", "draft", "0"),
        ("First-time manager", "comes with the app", "draft", "0"),
        ("First-time manager", "Jana", "draft", "1"),
    ]
    assert offered(card) == ["copy", "export"]
    card.table.setFocus()
    QTest.keyClick(card.table, Qt.Key.Key_End)
    card.table.selectRow(2)
    assert offered(card) == ["copy", "export", "remove"]


def test_that_one_is_removed_put_back_and_copied_by_keyboard(card: QuestionnaireListCard, window: MainWindow) -> None:
    card.table.selectRow(2)
    press(window, card.remove)
    assert rows(card)[2][3] == "removed"
    assert card.picked() == "ladder"
    assert offered(card) == ["back", "delete"]
    press(window, card.back)
    assert rows(card)[2][3] == "draft"
    press(window, card.copy)
    assert [row[0] for row in rows(card)][-1] == "First-time manager, copy"
    assert card.picked() == "ladder-copy"


def test_that_a_removed_one_is_no_longer_offered_and_its_result_is_there(
    card: QuestionnaireListCard, window: MainWindow, workspace: Workspace
) -> None:
    card.table.selectRow(2)
    press(window, card.remove)
    window.show_page("results")
    wait_until_idle(window)
    assert workspace.latest() is not None
    window.show_page("assess")
    wait_until_idle(window)
    assert workspace.questionnaires.problem("ladder")


def test_that_a_file_is_written_and_said(card: QuestionnaireListCard, window: MainWindow, tmp_path: Path) -> None:
    (controller,) = window.findChildren(QuestionnaireListController)
    file = tmp_path / f"ladder{QUESTIONNAIRE_ENDING}"
    controller.write("ladder", str(file))
    wait_until_idle(window)
    assert file.is_file()
    controller.write("ladder", str(tmp_path / "missing" / "folder" / file.name))
    wait_until_idle(window)
    assert "missing" in card._problem.text() or "folder" in card._problem.text()


def test_that_add_leads_to_the_page_on_which_one_comes_in(card: QuestionnaireListCard, window: MainWindow) -> None:
    press(window, card.add)
    assert window.current_page() is window.commands.questionnaire.page


def test_that_a_copy_goes_its_way_to_another_computer_and_is_taken_there(
    card: QuestionnaireListCard, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    press(window, card.copy)
    made = card.picked()
    workspace.choose_questionnaire(made)
    taken = take(workspace)
    window.show_page("results")
    wait_until_idle(window)
    (controller,) = window.findChildren(QuestionnaireListController)
    file = tmp_path / f"{made}{QUESTIONNAIRE_ENDING}"
    controller.write(made, str(file))
    wait_until_idle(window)
    assert cli.main(["import", str(file), "--as", "questionnaire", "--data-dir", str(tmp_path / "other")]) == 0
    other = app.open_workspace(tmp_path / "other")
    other.choose_questionnaire(made)
    again = take(other)
    assert again.content == taken.content
    assert again.result(other.role).match == taken.result(workspace.role).match
    other.close()
