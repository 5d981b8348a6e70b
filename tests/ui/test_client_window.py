"""The window for the second screen: only one client's charts, blanked by a key, gone with the person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.ui import coach

from nextrung.tour import coach as tour_coach
from nextrung.ui.client.window import ClientWindow
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.legend import Legend
from nextrung.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    return coach.opened(qtbot, workspace, theme, tour_coach.coached)


def client(window: MainWindow) -> ClientWindow:
    coach.key(Qt.Key.Key_W, CONTROL | SHIFT)
    return window.findChildren(ClientWindow)[-1]


def test_that_it_shows_this_clients_levels_and_the_table_says_the_same(
    window: MainWindow, workspace: Workspace
) -> None:
    shown = client(window)
    latest = workspace.latest()
    assert latest is not None
    result = latest.result(workspace.role)
    assert shown.isVisible()
    assert shown.gaps.count() == len(result.order)
    rows = [[str(shown.table.model().index(at, one).data()) for one in range(4)] for at in range(shown.gaps.count())]
    for competency, cells in zip(result.order, rows, strict=True):
        level = result.competencies[competency].level
        assert cells[0] == result.questionnaire.competencies_by_id[competency].name
        assert cells[1] == ("–" if level is None else f"{level:.1f}")


def test_that_the_legend_names_what_each_view_draws_and_no_more(window: MainWindow) -> None:
    shown = client(window)
    (legend,) = shown.findChildren(Legend)
    assert {"gap", "target", "you, with the likely range"} <= set(legend.words())
    shown.views.chosen.emit("radar")
    assert legend.words() == ("you", "target")


def test_that_no_name_and_no_note_of_anybody_is_in_it(window: MainWindow, workspace: Workspace) -> None:
    shown = client(window)
    texts = [shown.windowTitle(), *(label.text() for label in shown.findChildren(QLabel))]
    assert shown.findChildren(QPlainTextEdit) == []
    for person in workspace.people.everyone():
        for part in [one for one in person.name.split() if len(one) > 3]:
            assert not [text for text in texts if part in text], part
    assert not [text for text in texts if "likes numbers" in text]


def test_that_b_blanks_it_and_brings_it_back(window: MainWindow) -> None:
    shown = client(window)
    QTest.keyClick(shown, Qt.Key.Key_B)
    assert shown.is_blank
    assert not shown.gaps.isVisible()
    assert coach.words_of(shown).strip() == ""
    QTest.keyClick(shown, Qt.Key.Key_B)
    assert shown.gaps.isVisible()


def test_that_the_coach_blanks_it_from_the_main_window(window: MainWindow) -> None:
    shown = client(window)
    window.activateWindow()
    window.menus.command("blank").trigger()
    assert shown.is_blank


def test_that_it_goes_when_it_is_somebody_elses_turn(window: MainWindow, workspace: Workspace) -> None:
    shown = client(window)
    window.switch_person(workspace.people.everyone()[1].id, "sessions")
    assert not shown.isVisible()
    QApplication.processEvents()
    again = window.findChildren(ClientWindow)
    assert shown not in again or not shown.isVisible()


def test_that_it_goes_with_the_main_window(window: MainWindow) -> None:
    shown = client(window)
    window.close()
    assert not shown.isVisible()


def test_that_before_the_first_assessment_it_says_what_will_be_there(
    qtbot: QtBot, workspace: Workspace, theme: Theme
) -> None:
    window = coach.opened(qtbot, workspace, theme, tour_coach.people(2, assessments=0))
    shown = client(window)
    assert "Levels will be here after the first assessment." in coach.words_of(shown)
    assert not shown.gaps.isVisible()


def test_that_somebody_alone_has_no_such_window(window: MainWindow, workspace: Workspace) -> None:
    everyone = workspace.people.everyone()
    for person in everyone[1:]:
        workspace.switch_person(person.id)
        workspace.remove_person()
    window.show_page("results")
    window.shortcuts.open_client()
    assert [one for one in window.findChildren(ClientWindow) if one.isVisible()] == []
