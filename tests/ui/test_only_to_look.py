"""The window on a full disk: it says so, shows everything, and refuses to save with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nextrung import app, paths, resources
from nextrung.store.database import ONLY_TO_LOOK, open_to_look
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> MainWindow:
    """On a question that was open, after the first page was painted."""
    workspace = app.open_workspace(tmp_path)
    app.add_sample(workspace)
    workspace.start("full")
    workspace.close()
    database = tmp_path / paths.DATABASE
    folders, salary = resources.questionnaire_folders(), resources.assets("salary")
    shown = MainWindow(Workspace(open_to_look(database), folders, salary, database=database), theme)
    qtbot.addWidget(shown)
    shown.show()
    shown.commands.begin()
    return shown


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_that_it_says_so_in_the_title_and_in_the_window(window: MainWindow) -> None:
    assert window.windowTitle() == "Only to look, the disk is full"
    assert "The disk is full. You can look at everything, but nothing can be saved." in words(window)


def test_that_an_answer_is_refused_with_one_sentence_beside_it(window: MainWindow) -> None:
    page = window.current_page()
    assert isinstance(page, QuestionPage)
    page.value_chosen.emit("3")
    assert window.current_page() is page
    assert ONLY_TO_LOOK in words(window)
    assert not page.state.number > 1


@pytest.mark.parametrize("place", ["overview", "results", "history", "plan", "evidence", "settings", "salary", "role"])
def test_that_every_page_can_be_looked_at(window: MainWindow, place: str) -> None:
    window.show_page(place)
    assert window.current_page().isVisible()
    window.close()
