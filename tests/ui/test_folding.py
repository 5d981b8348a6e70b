"""Rows whose parts go below each other where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nextrung.tour.draw import View, opened
from nextrung.tour.stops import STOPS
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import beside
from nextrung.ui.widgets.page import Page, ScrollBody
from nextrung.ui.widgets.text import TextLabel

LONG = "A backup is made at a start when something has changed, then opened again, checked and counted. " * 2


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_that_titles_stand_at_one_height_with_actions_and_without(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    tops = []
    for actions in ((), (Button(theme, "Back", icon="back"),)):
        page = Page(theme, "Overview")
        qtbot.addWidget(page)
        if actions:
            page.set_actions(*actions)
        page.resize(1100, 700)
        page.show()
        qtbot.waitExposed(page)
        tops.append(page.title.geometry().center().y())
    theme.choose("light", 1.0)
    assert abs(tops[0] - tops[1]) <= 1


@pytest.mark.parametrize(
    ("words", "scale", "width", "stands_beside"),
    [(LONG, 1.0, 640, True), (LONG, 1.0, 300, False), (LONG, 2.0, 560, False), ("Sessions", 2.0, 640, True)],
)
def test_that_controls_go_below_words_before_those_become_a_narrow_column(
    qtbot: QtBot, theme: Theme, words: str, scale: float, width: int, *, stands_beside: bool
) -> None:
    theme.choose("light", scale)
    holder = QWidget()
    qtbot.addWidget(holder)
    text, button = TextLabel(words), Button(theme, "Back up now")
    holder.setLayout(beside(theme, (text,), button))
    theme.apply_style(holder)
    holder.resize(width, 600)
    holder.show()
    qtbot.waitExposed(holder)
    assert (button.x() > text.x()) == stands_beside
    assert (button.y() < text.geometry().bottom()) == stands_beside
    assert holder.rect().contains(button.geometry())
    theme.choose("light", 1.0)


SMALL = (853, 460)
"""A screen of 1280 × 720 at a scale of 1.5, less the frame of a window."""
BY_NAME = {stop[0]: stop for stop in STOPS}
HEADED = ("2-check", "3-results", "3-competency", "4-salary", "4-salary-own", "6-plan", "6-plan-detail", "9-group")


def buttons_of_the_header(page: Page) -> list[Button]:
    body = page.findChild(ScrollBody)
    assert body is not None
    above = [one for one in page.findChildren(Button) if one.isVisible() and not body.isAncestorOf(one)]
    return [one for one in above if one.objectName() != "own-targets"]  # a link in the line below the title


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("stop", HEADED)
def test_that_the_actions_of_a_page_are_as_wide_as_they_want_to_be(theme: Theme, stop: str, scale: float) -> None:
    theme.choose("light", scale)
    with opened(BY_NAME[stop], theme, View(size=SMALL)) as window:
        BY_NAME[stop][3](window)
        page = window.current_page()
        assert isinstance(page, Page)
        buttons = buttons_of_the_header(page)
        assert buttons
        assert [one.text() for one in buttons if one.width() > one.sizeHint().width()] == []
    theme.choose("light", 1.0)


@pytest.mark.parametrize("stop", ["3-results", "4-salary", "6-plan"])
def test_that_actions_stand_beside_a_short_title_on_a_small_screen(theme: Theme, stop: str) -> None:
    with opened(BY_NAME[stop], theme, View(size=SMALL)) as window:
        page = window.current_page()
        assert isinstance(page, Page)
        title = page.title.geometry()
        for button in buttons_of_the_header(page):
            top = button.mapTo(page, QPoint()).y()
            assert top < title.bottom(), button.text()


def test_that_the_header_folds_when_another_title_comes(qtbot: QtBot, theme: Theme) -> None:
    page = Page(theme, "Plan")
    qtbot.addWidget(page)
    action = Button(theme, "Everything there is")
    page.set_actions(action)
    page.resize(420, 300)
    page.show()
    qtbot.waitExposed(page)
    assert action.mapTo(page, QPoint()).y() < page.title.geometry().bottom()
    page.title.setText("Communication with stakeholders of other teams")
    qtbot.waitUntil(lambda: action.mapTo(page, QPoint()).y() > page.title.geometry().bottom())
    page.title.setText("Plan")
    qtbot.waitUntil(lambda: action.mapTo(page, QPoint()).y() < page.title.geometry().bottom())
