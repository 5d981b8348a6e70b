"""Every page and dialog of the tour in a language that runs from right to left: a mirror image of the other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.audit import mirror

from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS, Stop
from nextrung.tour.wait_until_idle import wait_for_work
from nextrung.ui.shell.navigation import Navigation
from nextrung.ui.theme.theme import Theme


@pytest.mark.parametrize("stop", STOPS, ids=[stop[0] for stop in STOPS])
def test_that_it_is_a_mirror_image(theme: Theme, stop: Stop) -> None:
    found = []
    for mirrored in (False, True):
        with opened(stop, theme, View(pseudo=True, mirrored=mirrored)) as window:
            stop[3](window)
            wait_for_work(window)
            settle()
            found.append(mirror.spans(window))
            side = window.findChildren(Navigation)[0]
            if side.isVisible():
                assert (side.x() > window.width() / 2) == mirrored
    told = list(mirror.unmirrored(*found))
    assert not told, "\n".join(told)


def test_that_a_margin_at_one_side_only_is_seen(qtbot: QtBot) -> None:
    found = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window = QMainWindow()
        qtbot.addWidget(window)
        window.setLayoutDirection(direction)
        inside = QWidget()
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(20, 0, 0, 0)
        layout.addWidget(QLabel("A text"))
        window.setCentralWidget(inside)
        window.resize(300, 100)
        window.show()
        qtbot.waitExposed(window)
        found.append([(window.width(), mirror.across(window))])
    assert len(list(mirror.unmirrored(*found))) == 1


def test_that_the_arrow_back_points_to_where_reading_starts(theme: Theme) -> None:
    straight = theme.pixmap("back", "text", 18).toImage()
    house = theme.pixmap("overview", "text", 18).toImage()
    theme.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        turned = theme.pixmap("back", "text", 18).toImage()
        same = theme.pixmap("overview", "text", 18).toImage()
    finally:
        theme.application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert turned == straight.flipped(Qt.Orientation.Horizontal) != straight
    assert same == house
