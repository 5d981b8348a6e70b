"""Every page shows what each questionnaire has, up to 24 areas, and nothing of another one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests import every
from tests.ui.person import click

from nextrung.questionnaire.model import Questionnaire
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

NAMING = ("results", "group")
"""Pages that name every area."""
MOST_STOPS = 100
"""Stops of the keyboard on a page: an area is none, however many there are."""


@pytest.fixture
def content(each: str, workspace: Workspace) -> Questionnaire:
    """Taken twice by one of three people of a coach."""
    workspace.privacy.set_coach_mode(on=True)
    for number, name in enumerate(("Ann", "Ben", "Jana")):
        workspace.add_person(name)
        every.choose(workspace, each) if not number else workspace.choose_questionnaire(each)
        every.taken(workspace, shift=number)
    every.taken(workspace, "quick", shift=3)
    return workspace.installed.questionnaire


@pytest.fixture
def later(content: Questionnaire, workspace: Workspace, theme: Theme, qtbot: QtBot) -> MainWindow:
    assert workspace.installed.questionnaire == content  # all is there before the window is
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    shown.resize(1280, 832)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def words(page: QWidget) -> str:
    """All that a page says: labels, tables, and what charts say to a screen reader."""
    said = [label.text() for label in page.findChildren(QLabel)]
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None:
            rows, columns = range(model.rowCount()), range(model.columnCount())
            said += [str(model.index(row, column).data()) for row in rows for column in columns]
            said += [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in columns]
    said += [f"{one.accessibleName()} {one.accessibleDescription()}" for one in page.findChildren(QWidget)]
    return "\n".join(said)


def test_that_every_page_shows_it_and_nothing_of_another(later: MainWindow, content: Questionnaire) -> None:
    mine = {area.name for area in content.competencies}
    others = {area.name for name in every.NAMES for area in every.content(name).competencies} - mine
    for place in places():
        if not place.in_sight(later.workspace) or place.id == "settings":  # which list all questionnaires
            continue
        later.show_page(place.id)
        wait_until_idle(later)
        if place.id == "results":
            click(later, "segment-table")
        found = words(later.current_page())
        strangers = {name for name in others if name in found and not any(name in one for one in mine)}
        assert not strangers, (place.id, strangers)
        if place.id in NAMING:
            assert {name for name in mine if name not in found} == set(), place.id


def test_that_the_keyboard_comes_round_on_the_pages_with_the_most(later: MainWindow, content: Questionnaire) -> None:
    for place in ("results", "history", "group"):
        later.show_page(place)
        wait_until_idle(later)
        page = later.current_page()
        seen: list[QWidget] = []
        while (here := QApplication.focusWidget()) not in seen:
            assert here is not None, (place, content.id)
            assert len(seen) < MOST_STOPS, (place, content.id)
            seen.append(here)
            QTest.keyClick(here, Qt.Key.Key_Tab)
        assert any(page.isAncestorOf(one) for one in seen), place
