"""What holds on every screen, whatever the page."""

from __future__ import annotations

from PySide6.QtCore import QRect
from tests.real.program import Program

CONTROLS = ("push button", "check box", "radio button", "combo box", "text", "spin box", "slider", "list item")
SHADE = 2
"""Pixels that rounding to a scale may add."""


def see_that_all_is_well(program: Program) -> None:
    """Windows, menus, lists and hints lie inside the screen, and no control beside the window it belongs to."""
    desk = program.screen.desk
    screen = QRect(0, 0, desk.width, desk.height)
    outside = [place for place in program.screen.ask("windows") if not screen.contains(QRect(*place))]
    assert not outside, f"{outside} outside {screen}"
    shown = program.look()
    for one in shown:
        if one.role in CONTROLS and one.name and one.within >= 0:
            window = program.window_of(one, shown).place
            is_beside = one.place.left() < window.left() - SHADE or one.place.right() > window.right() + SHADE
            assert not is_beside, f"{one.role} “{one.name}” lies beside the window, at {one.place}"
