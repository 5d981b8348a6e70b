"""What is remembered from one start to the next: the window, the page, the views chosen; and when it must not be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.person import question

from nextrung import app
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.overview.page import OverviewPage
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.plan.page import PlanPage
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.shell import remembered
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.welcome.page import WelcomePage
from nextrung.workspace import Workspace

Start = Callable[[Path], tuple[MainWindow, Workspace]]


@pytest.fixture
def start(qtbot: QtBot, theme: Theme) -> Start:
    """Starts the program on a data folder, as ``app.run`` does."""

    def opened(folder: Path) -> tuple[MainWindow, Workspace]:
        workspace = app.open_workspace(folder)
        window = MainWindow(workspace, theme, remembered.first_place(workspace))
        qtbot.addWidget(window)
        remembered.restore(window, workspace)
        window.return_to(remembered.place(workspace))
        window.show()
        qtbot.waitExposed(window)
        return window, workspace

    return opened


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A data folder with a finished assessment."""
    folder = tmp_path / "data"
    workspace = app.open_workspace(folder)
    app.add_sample(workspace)
    workspace.close()
    return folder


def test_that_the_page_that_was_open_is_open_again(start: Start, sample: Path) -> None:
    window, _ = start(sample)
    assert isinstance(window.current_page(), OverviewPage)
    window.show_page("plan")
    window.close()
    window, _ = start(sample)
    assert isinstance(window.current_page(), PlanPage)
    window.close()


def test_that_a_page_with_charts_comes_back_after_the_first_paint(qtbot: QtBot, start: Start, sample: Path) -> None:
    window, _ = start(sample)
    window.show_page("salary")
    window.close()
    window, _ = start(sample)
    qtbot.waitUntil(lambda: isinstance(window.current_page(), SalaryPage), timeout=10_000)
    window.close()


def test_that_the_data_moved_elsewhere_opens_as_it_was_left(start: Start, sample: Path, tmp_path: Path) -> None:
    window, _ = start(sample)
    window.show_page("plan")
    window.close()
    moved = tmp_path / "elsewhere" / "data"
    shutil.move(sample, moved)
    window, _ = start(moved)
    assert isinstance(window.current_page(), PlanPage)
    window.close()


def test_that_an_unfinished_question_comes_first(start: Start, sample: Path) -> None:
    window, workspace = start(sample)
    workspace.start("full")
    window.show_page("plan")
    window.close()
    window, _ = start(sample)
    assert question(window).state.number >= 1
    window.close()


def test_that_with_several_people_a_start_opens_their_list(start: Start, sample: Path) -> None:
    """Not the open question of whoever was here last, with the name beside it, for the next one to see."""
    window, workspace = start(sample)
    workspace.add_person("Somebody who was here last")
    workspace.start("full")
    window.show_page("assess")
    window.close()
    window, workspace = start(sample)
    assert isinstance(window.current_page(), PeoplePage)
    assert window.current_page().isVisible()
    assert not window.findChildren(QuestionPage)
    workspace.remove_person()
    window.close()
    window, _ = start(sample)
    assert isinstance(window.current_page(), OverviewPage)
    window.close()


def test_that_with_several_people_all_new_data_opens_their_list(start: Start, sample: Path) -> None:
    """After an import or a restore, as at a start: somebody else's open question may be the latest one."""
    window, workspace = start(sample)
    window.show_page("results")
    workspace.add_person("Somebody who came with the file")
    workspace.start("full")
    window.commands.replaced.emit()
    assert isinstance(window.current_page(), PeoplePage)
    assert not window.findChildren(QuestionPage)
    window.close()


@pytest.mark.parametrize("kept", ["group", "no such page", ""])
def test_that_a_page_that_is_not_offered_is_not_opened(start: Start, sample: Path, kept: str) -> None:
    window, workspace = start(sample)
    workspace.keep_setting(remembered.PLACE, kept)
    window.return_to(remembered.place(workspace))
    assert isinstance(window.current_page(), OverviewPage)
    window.close()


def test_that_a_newcomer_is_welcomed_whatever_was_open(start: Start, sample: Path) -> None:
    window, workspace = start(sample)
    window.show_page("plan")
    workspace.remove_person()
    window.close()
    window, _ = start(sample)
    assert isinstance(window.current_page(), WelcomePage)
    window.close()


def test_that_a_window_from_a_screen_that_is_gone_comes_up_in_sight(start: Start, sample: Path) -> None:
    window, workspace = start(sample)
    window.move(9000, 7000)
    window.close()
    window, workspace = start(sample)
    assert QApplication.primaryScreen().geometry().intersects(QRect(window.pos(), window.size()))
    workspace.keep_setting(remembered.WINDOW, "not a place")
    assert not window.restoreGeometry(QByteArray(b"not a place"))
    remembered.restore(window, workspace)
    window.close()


def test_that_the_view_chosen_on_a_page_is_chosen_again(start: Start, sample: Path) -> None:
    window, _ = start(sample)
    window.show_page("results")
    page = window.current_page()
    assert isinstance(page, ResultsPage)
    page.views.views.buttons()[3].click()
    assert page.views.table.isVisible()
    window.close()
    window, workspace = start(sample)
    window.show_page("results")
    page = window.current_page()
    assert isinstance(page, ResultsPage)
    assert page.views.table.isVisible()
    assert not page.views.gaps.isVisible()
    assert page.views.views.buttons()[3].isChecked()
    workspace.keep_setting("view of results", "a view that is gone")
    window.close()
    window, _ = start(sample)
    window.show_page("results")
    page = window.current_page()
    assert isinstance(page, ResultsPage)
    assert page.views.gaps.isVisible()
    window.close()
