"""The page where an assessment begins says what each form is for, and which to take next."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QLabel

from nextrung.tour import history
from nextrung.ui.assess.home import AssessHome
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace


def home(window: MainWindow) -> AssessHome:
    window.show_page("assess")
    page = window.current_page()
    assert isinstance(page, AssessHome)
    QApplication.processEvents()
    return page


def words(page: AssessHome) -> str:
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def primary(page: AssessHome) -> list[str]:
    buttons = (page.deepen, page.quick, page.full)
    return [one.objectName() for one in buttons if one.isVisible() and one.property("kind") == "primary"]


def test_that_at_the_start_the_quick_form_is_the_one_to_take(window: MainWindow) -> None:
    page = home(window)
    assert primary(page) == ["quick"]
    assert "For a first picture of every area" in words(page)
    assert "Your newest" not in words(page)


def test_that_after_a_full_form_it_says_from_when_on_change_shows(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    history.keep(workspace, history.NEWEST - timedelta(days=200), "quick", 0.2)
    history.keep(workspace, history.NEWEST, "full", 0.0)
    page = home(window)
    assert primary(page) == ["full"]
    said = "Your newest is the full one of 14 Nov 2026. Change since then shows best from 9 Jan 2027 on."
    assert said in words(page)


def test_that_after_a_quick_form_deepening_it_is_the_one_step(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    history.keep(workspace, history.NEWEST, "quick", 0.0)
    assert primary(home(window)) == ["deepen"]
