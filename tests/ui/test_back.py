"""Esc leads back from every page that was opened from another one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS, Stop
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.page import Page

OPENED_FROM_OTHERS = (
    "2-check",
    "3-competency",
    "4-salary-own",
    "5-role-items",
    "6-plan-detail",
    "7-history-compare",
    "12-practice",
    "12-predictions",
    "9-people-import",
    "9-session",
    "9-two-views",
)


@pytest.mark.parametrize("stop", [one for one in STOPS if one[0] in OPENED_FROM_OTHERS], ids=lambda stop: stop[0])
def test_that_esc_leads_back(qtbot: QtBot, theme: Theme, stop: Stop) -> None:
    with opened(stop, theme, View()) as window:
        stop[3](window)
        settle()
        page = window.current_page()
        assert isinstance(page, Page)
        with qtbot.waitSignal(page.back_requested, timeout=1000):  # type: ignore[attr-defined]
            QTest.keyClick(window.focusWidget() or page, Qt.Key.Key_Escape)
        assert window.current_page() is not page


def test_that_every_page_named_here_is_in_the_tour() -> None:
    assert {stop[0] for stop in STOPS} >= set(OPENED_FROM_OTHERS)
