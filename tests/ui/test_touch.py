"""Fingers scroll everything that scrolls, and hit what they mean."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QScroller
from pytestqt.qtbot import QtBot
from tests import coaching

from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.swipe import SwipeScrolling
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.touch import LARGE_TARGETS
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.drop_down import DropDown

FINGER = 40
"""Device-independent pixels that a finger hits."""


def test_that_every_page_follows_swipes(window: MainWindow) -> None:
    coaching.assess(window.workspace)
    for place in ("overview", "results", "salary", "role", "plan", "history", "settings"):
        window.show_page(place)
        page = window.current_page()
        SwipeScrolling(page)
        page.hide()
        page.show()
        areas = page.findChildren(QAbstractScrollArea)
        assert areas
        assert all(QScroller.hasScroller(area.viewport()) for area in areas)


def test_that_targets_are_large_enough_for_a_finger(qtbot: QtBot, theme: Theme) -> None:
    for kind in ("primary", "plain", "link"):
        button = Button(theme, "Press", kind)
        qtbot.addWidget(button)
        button.setStyleSheet(theme.style + LARGE_TARGETS)
        button.ensurePolished()
        assert button.sizeHint().height() >= FINGER, kind
    box = DropDown()
    qtbot.addWidget(box)
    box.setStyleSheet(theme.style + LARGE_TARGETS)
    box.ensurePolished()
    assert box.sizeHint().height() >= FINGER
