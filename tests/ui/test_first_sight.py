"""What is in sight before anybody scrolls, in windows that fill the common small screens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS
from nextrung.ui.overview.page import OverviewPage
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.legend import Legend

TITLE_BAR = 22
"""What the frame around a window takes of the height of a screen, in pixels."""
SCREENS = [(1366, 768 - TITLE_BAR), (1280, 832 - TITLE_BAR)]
ROLES = ("first-line", "senior", "director", "mlops-manager", "ai-product-manager")
BY_NAME = {stop[0]: stop for stop in STOPS}


@pytest.mark.parametrize("size", SCREENS, ids=str)
@pytest.mark.parametrize("stop", ["3-results", "3-results-compared"])
def test_that_the_axis_the_legend_and_the_first_thing_to_do_are_in_sight(
    theme: Theme, stop: str, size: tuple[int, int]
) -> None:
    with opened(BY_NAME[stop], theme, View(size=size)) as window:
        BY_NAME[stop][3](window)
        page = window.current_page()
        assert isinstance(page, ResultsPage)
        for role in ROLES:
            page.role_chosen.emit(role)
            settle()
            (legend,) = (one for one in page.views.findChildren(Legend) if one.isVisible())
            parts: tuple[QWidget, ...] = (page.views.gaps, legend, page.comparison, *first_steps(page))
            assert [part for part in parts if not part.isHidden() and not is_in_sight(window, part)] == [], role


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_that_the_first_thing_to_do_and_the_three_figures_are_in_sight_on_the_overview(
    theme: Theme, size: tuple[int, int]
) -> None:
    with opened(BY_NAME["1-overview"], theme, View(size=size)) as window:
        page = window.current_page()
        assert isinstance(page, OverviewPage)
        links = [page.findChild(Button, f"overview-{place}") for place in ("results", "plan", "salary")]
        parts = [part for part in (*links, page.findChild(Button, "go-on")) if part is not None]
        assert len(parts) == 4
        assert [part for part in parts if not is_in_sight(window, part)] == []


@pytest.mark.parametrize("stop", ["3-results", "3-results-radar"])
def test_that_the_figures_leave_a_low_window_to_the_chart(theme: Theme, stop: str) -> None:
    tops = []
    for height in (640, 832):
        with opened(BY_NAME[stop], theme, View(size=(1024, height))) as window:
            BY_NAME[stop][3](window)
            settle()
            page = window.current_page()
            assert isinstance(page, ResultsPage)
            tops.append(page.views.mapTo(page, QPoint(0, 0)).y())
    assert tops[0] <= tops[1] - 30


def first_steps(page: ResultsPage) -> list[Button]:
    return [one for one in page.findChildren(Button, "add-step-1") if not one.isHidden()]


def is_in_sight(window: MainWindow, part: QWidget) -> bool:
    return window.rect().contains(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))
