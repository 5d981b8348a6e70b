"""A page with nothing to show says what will be here in one sentence, offers one step, and draws the rest quietly."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS, Stop
from nextrung.tour.wait_until_idle import wait_for_work
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.coming import ComingCard

EMPTY = {
    "3-results-empty", "5-advert-empty", "6-plan-empty", "7-history-empty", "8-views-empty", "9-people-none",
    "9-group-empty", "12-predictions-empty",
}  # fmt: skip


def primary(page: QWidget) -> list[str]:
    shown = [one for one in page.findChildren(Button) if one.isVisible() and one.property("kind") == "primary"]
    return [one.objectName() for one in shown]


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop[0] in EMPTY], ids=lambda stop: stop[0])
def test_that_an_empty_page_draws_what_will_be_here_and_offers_one_step(theme: Theme, stop: Stop) -> None:
    with opened(stop, theme, View(size=(1280, 832))) as window:
        stop[3](window)
        wait_for_work(window)
        settle()
        page = window.current_page()
        drawn = [one for one in page.findChildren(ComingCard) if one.isVisible()]
        assert drawn
        assert all(one.height() >= one.minimumSizeHint().height() > theme.em(180) for one in drawn)
        assert len(primary(page)) == 1


@pytest.mark.parametrize(("name", "leads"), [("12-evidence-empty", "add-example"), ("12-evidence", "make-pack")])
def test_that_the_first_example_comes_before_a_pack(theme: Theme, name: str, leads: str) -> None:
    (stop,) = (one for one in STOPS if one[0] == name)
    with opened(stop, theme, View(size=(1280, 832))) as window:
        stop[3](window)
        wait_for_work(window)
        assert primary(window.current_page()) == [leads]
