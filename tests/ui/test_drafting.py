"""Forms that were begun and not sent outlast the page, the window and a program that is killed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests import other_program
from tests.ui.person import click

from nextrung import app
from nextrung.people.person import PersonFields
from nextrung.store import drafts
from nextrung.ui.people.dialogs import PersonDialog
from nextrung.ui.salary.own_form import OwnForm
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.typing import SAVE_AFTER
from nextrung.workspace import Workspace

SOON = 5 * SAVE_AFTER


def kept(workspace: Workspace) -> list[str]:
    query = "SELECT value FROM setting WHERE substr(name, 1, ?) = ?"
    return [str(row[0]) for row in other_program.rows(workspace, query, len(drafts.PREFIX), drafts.PREFIX)]


@pytest.fixture
def coached(window: MainWindow) -> MainWindow:
    window.workspace.privacy.set_coach_mode(on=True)
    window.workspace.people.add(PersonFields("Ben"))
    window.show_page("people")
    return window


def opened_again(theme: Theme, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The program after it was killed: what lies on disk at this moment, opened anew."""
    shutil.copytree(tmp_path / "data", tmp_path / "killed")
    again = MainWindow(app.open_workspace(tmp_path / "killed"), theme)
    qtbot.addWidget(again)
    again.show()
    return again


def asked(window: MainWindow) -> PersonDialog:
    return window.findChildren(PersonDialog)[-1]


def test_that_a_person_half_typed_is_there_after_a_kill(
    coached: MainWindow, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    click(coached, "add-person")
    QTest.keyClicks(asked(coached).name, "Zoe Long-Name")
    QTest.keyClicks(asked(coached).occupation, "Data scientist")
    qtbot.waitUntil(lambda: "Data scientist" in "".join(kept(coached.workspace)), timeout=SOON)
    again = opened_again(theme, tmp_path, qtbot)
    again.show_page("people")
    click(again, "add-person")
    assert (asked(again).name.text(), asked(again).occupation.text()) == ("Zoe Long-Name", "Data scientist")
    asked(again).accept_button.click()
    assert kept(again.workspace) == []
    assert "Zoe Long-Name" in [person.name for person in again.workspace.people.listed(10)]


def test_that_what_is_given_up_does_not_come_back(coached: MainWindow, qtbot: QtBot) -> None:
    click(coached, "add-person")
    QTest.keyClicks(asked(coached).name, "Nobody")
    qtbot.waitUntil(lambda: bool(kept(coached.workspace)), timeout=SOON)
    asked(coached).cancel_button.click()
    assert kept(coached.workspace) == []


def test_that_a_figure_half_typed_is_there_after_a_kill(
    window: MainWindow, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    def form(of: MainWindow) -> OwnForm:
        of.show_page("salary")
        click(of, "own-figures")
        return of.findChildren(OwnForm)[-1]

    window.workspace.add_person("Alex")
    begun = form(window)
    begun.currency.setCurrentIndex(begun.currency.findData("EUR"))
    begun.currency.activated.emit(begun.currency.currentIndex())
    QTest.keyClicks(begun.amount, "95000")
    qtbot.waitUntil(lambda: "95000" in "".join(kept(window.workspace)), timeout=SOON)
    again = form(opened_again(theme, tmp_path, qtbot))
    assert (again.amount.text(), again.currency.currentData()) == ("95000", "EUR")


def test_that_a_point_not_entered_belongs_to_its_session(coached: MainWindow) -> None:
    workspace = coached.workspace
    ben = next(one for one in workspace.people.listed(10) if one.name == "Ben")
    workspace.switch_person(ben.id)
    workspace.sessions.start()
    coached.show_page("sessions")

    def point() -> QLineEdit:
        found = coached.findChild(QLineEdit, "new-point")
        assert isinstance(found, QLineEdit)
        return found

    QTest.keyClicks(point(), "Ask about the offer")
    coached.show_page("settings")
    assert "Ask about the offer" in "".join(kept(workspace))
    coached.show_page("sessions")
    assert point().text() == "Ask about the offer"


def test_that_drafts_about_somebody_go_with_them(workspace: Workspace) -> None:
    one, other = (workspace.people.add(PersonFields(name)) for name in ("Ben", "Chen"))
    for person in (one, other):
        workspace.draft("person", about=person.id).keep({"person-name": f"{person.name} secret"})
    workspace.draft("finish", "a-step", about=one.id).keep({"evidence-line": "Ben's secret"})
    workspace.erase_work(one.id, backups=False)()
    assert kept(workspace) == ['{"person-name":"Chen secret"}']


def test_that_a_draft_of_another_make_is_an_empty_form(workspace: Workspace) -> None:
    for value in ("", "[1]", "{", "null", '"x"'):
        workspace.keep_setting(drafts.name_of("person", "", ""), value)
        assert workspace.draft("person", about="").fields() == {}
