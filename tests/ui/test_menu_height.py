"""Menus that a low screen shows whole, in one column below their bar."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from nextrung.ui.shell.window import MainWindow

ROOM = 440
"""What 1280×720 at a scale of 1.5 leaves below the title and the bar of menus, in device-independent pixels."""


def test_that_each_menu_fits_below_its_bar_on_a_low_screen(window: MainWindow) -> None:
    heights = {menu.title(): menu.sizeHint().height() for menu in window.menuBar().findChildren(QMenu)}
    assert {action.text() for action in window.menuBar().actions()} <= heights.keys()
    assert all(20 < height <= ROOM for height in heights.values()), heights
