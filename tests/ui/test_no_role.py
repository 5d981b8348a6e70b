"""A questionnaire without roles in the window: every page opens, and none shows a target, a gap or a match."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QLabel
from tests import given
from tests.test_no_role import SHEET

from nextrung.tables.frameworks.reading import FrameworkPicked
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.charts.gap_chart import GapChart
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.workspace import Workspace

NUMBERS = re.compile(r"likely below|of 100|asks for|at or above the target|below the target|gap \d|against ")


@pytest.fixture
def taken(workspace: Workspace) -> Workspace:
    """Somebody who has finished two assessments on a draft made from a sheet without targets."""
    intake = workspace.questionnaire_intake
    one = intake.pasted_work(SHEET, FrameworkPicked(title="Ladder"))()
    intake.adding_work(one, range(1, 4))()
    intake.settle()
    workspace.choose_questionnaire("ladder")
    for rating in (2, 4):
        assessment = workspace.start("full")
        for answer in given.answered("full", rating, of=assessment.content).values():
            assessment = workspace.answer(assessment, answer)
        workspace.finish(assessment)
    return workspace


@pytest.mark.usefixtures("taken")
def test_that_no_page_shows_a_target_a_gap_or_a_match(window: MainWindow) -> None:
    for place in places():
        window.show_page(place.id)
        wait_until_idle(window)
        page = window.current_page()
        said = "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
        assert not NUMBERS.search(said), (place.id, said)
        offered = [box.objectName() for box in page.findChildren(DropDown) if box.isVisibleTo(page) and not box.count()]
        assert offered == []


@pytest.mark.usefixtures("taken")
def test_that_results_say_why_and_draw_levels_alone(window: MainWindow) -> None:
    window.show_page("results")
    page = window.current_page()
    assert isinstance(page, ResultsPage)
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert "This questionnaire has no role, so there are no targets, no gaps and no match." in said
    assert not page.targets.isVisible()
    chart = page.findChild(GapChart)
    assert chart is not None
    assert chart.words_of(0) == "Delivery: level 4.0, likely 3.2 to 4.8, no target"
    page.views.views.choose("table")
    page.views.views.chosen.emit("table")
    assert [page.views.table.isColumnHidden(column) for column in (3, 4, 5)] == [True] * 3


@pytest.mark.usefixtures("taken")
def test_that_an_area_says_that_nothing_is_asked_for(window: MainWindow) -> None:
    window.show_page("results")
    page = window.current_page()
    assert isinstance(page, ResultsPage)
    page.competency_picked.emit("DE")
    wait_until_idle(window)
    page = window.current_page()
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert "No target is asked for here." in said
