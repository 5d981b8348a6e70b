"""What was deleted, on the pages it was deleted from and in the settings: by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests import coaching, given
from tests.ui.coach import words_of

from nextrung import resources
from nextrung.ui.bin.card import BinCard, FoldedBin
from nextrung.ui.history.page import HistoryPage
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.plan.detail import StepPage
from nextrung.ui.plan.page import PlanPage
from nextrung.ui.safety.erase_dialog import EraseDialog
from nextrung.ui.sessions.client_page import ClientPage
from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep


@pytest.fixture
def clock() -> coaching.Clock:
    return coaching.Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: coaching.Clock) -> Workspace:
    space = Workspace.open(tmp_path / "nextrung.db", [given.ML_MANAGER], resources.assets("salary"), clock)
    space.add_person("Jana")
    return space


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, workspace: Workspace) -> MainWindow:
    made = MainWindow(workspace, theme)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def folded(page: QWidget) -> FoldedBin:
    (found,) = page.findChildren(FoldedBin)
    return found


def texts(card: BinCard) -> list[str]:
    model = card.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(page: QWidget, name: str) -> None:
    (button,) = [one for one in page.findChildren(Button, name) if one.isVisible()]
    button.click()


def test_that_a_deleted_assessment_is_put_back_from_the_history_by_keyboard(
    window: MainWindow, workspace: Workspace
) -> None:
    assessment = coaching.assess(workspace)
    window.show_page("history")
    page = window.current_page()
    assert isinstance(page, HistoryPage)
    assert not folded(page).isVisible(), "nothing is there while nothing was deleted"
    workspace.history.remove(assessment.record.id)
    window.show_page("history")
    view = folded(page)
    assert view.toggle.text() == "Recently deleted (1)"
    view.toggle.click()
    assert texts(view.card) == ["Full assessment, 23 Nov 2026"]
    assert view.card.table.hasFocus()
    assert view.card.table.accessibleName() == "Recently deleted"
    QTest.keyClick(view.card.table, Qt.Key.Key_Return)
    assert workspace.history.finished() == (assessment,)
    assert texts(view.card) == []
    assert not view.card.table.isVisible()


def test_that_a_dropped_step_is_deleted_and_put_back(window: MainWindow, workspace: Workspace) -> None:
    step = workspace.plan.add_own(OwnStep("Ask two peers"))
    workspace.plan.drop(step.id)
    window.show_page("plan")
    page = window.current_page()
    assert isinstance(page, PlanPage)
    page.show_dropped.click()
    (card,) = page.cards()
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Delete)
    assert workspace.plan.steps() == ()
    view = folded(page)
    view.toggle.click()
    assert texts(view.card) == ["Step: Ask two peers"]
    view.card.back.click()
    assert workspace.plan.steps() == (workspace.plan.step(step.id),)
    window.show_thing("plan", step.id)
    detail = window.current_page()
    assert isinstance(detail, StepPage)
    assert detail.drop.text() == "Delete this step"
    detail.drop.click()
    assert workspace.plan.steps() == ()
    assert isinstance(window.current_page(), PlanPage)
    page.undo.click()
    assert [one.id for one in workspace.plan.steps()] == [step.id]


def test_that_a_removed_session_is_put_back(window: MainWindow, workspace: Workspace) -> None:
    workspace.privacy.set_coach_mode(on=True)
    session = workspace.sessions.plan(coaching.START)
    window.show_page("sessions")
    page = window.current_page()
    assert isinstance(page, ClientPage)
    page.remove.click()
    view = folded(page)
    view.toggle.click()
    assert texts(view.card) == ["Session, 23 Nov 2026"]
    view.card.back.click()
    assert workspace.sessions.sessions() == (session,)


def test_that_an_archived_person_is_deleted_and_comes_back(window: MainWindow, workspace: Workspace) -> None:
    jana = workspace.person
    assert jana is not None
    workspace.add_person("Tom")
    workspace.switch_person(jana.id)
    coaching.assess(workspace)
    workspace.people.archive(jana.id)
    window.show_page("people")
    page = window.current_page()
    assert isinstance(page, PeoplePage)
    assert not page.delete.isVisible(), "only archived people can be deleted"
    page.archived.click()
    assert page.table.picked() == jana.id
    page.delete.click()
    assert [one.name for one in workspace.people.everyone()] == ["Tom"]
    page = window.current_page()
    assert isinstance(page, PeoplePage)
    view = folded(page)
    view.toggle.click()
    assert texts(view.card) == ["Jana"]
    window.toggle_names()
    assert texts(view.card) == ["Person 01"]
    page.undo.click()
    assert [one.name for one in workspace.people.everyone()] == ["Jana", "Tom"]


def test_that_the_settings_show_all_with_their_size_and_let_them_go_after_a_backup(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.show_page("settings")
    page = window.current_page()
    assert isinstance(page, SettingsPage)
    assert page.deleted.findChildren(QWidget, "bin-empty")[0].isHidden()
    kept, gone = coaching.assess(workspace), coaching.assess(workspace)
    for one in (kept, gone):
        workspace.history.remove(one.record.id)
    window.show_page("settings")
    assert len(texts(page.deleted)) == 2
    assert "2 deleted things, about" in words_of(page.deleted)
    with qtbot.waitSignal(window.commands.safety.backed_up):
        page.deleted.remove.click()
    assert [one.thing for one in workspace.bin.deleted()] == [kept.record.id]
    assert workspace.safety.backups()[0].reason == "deletion"
    page.deleted.back.click()
    assert workspace.history.finished() == (kept,)
    assert not page.deleted.table.isVisible()


def test_that_a_deleted_person_goes_for_good_by_being_erased(window: MainWindow, workspace: Workspace) -> None:
    person = workspace.add_person("Tom")
    workspace.people.archive(person.id)
    workspace.people.delete(person.id)
    window.show_page("settings")
    page = window.current_page()
    assert isinstance(page, SettingsPage)
    page.deleted.remove.click()
    (dialog,) = window.findChildren(EraseDialog)
    assert workspace.bin.size()[0] == 1
    dialog.reject()


def test_that_what_is_over_is_said_one_day_and_gone_the_next(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, clock: coaching.Clock
) -> None:
    workspace.history.remove(coaching.assess(workspace).record.id)
    clock.pass_days(31)
    safety = window.commands.safety
    said: list[str] = []
    safety.said.connect(said.append)
    with qtbot.waitSignal(safety.backed_up):
        safety.begin()
    assert said == ["1 deleted thing will go for good from tomorrow on, after 30 days. Settings can put it back."]
    assert workspace.bin.size()[0] == 1
    clock.pass_days(1)
    with qtbot.waitSignal(safety.backed_up):
        safety.begin()
    assert workspace.bin.size()[0] == 0
    assert said[1:] == ["1 deleted thing gone for good. The backup made just before still holds it, for 30 days."]
