"""Every drop-down list, menu and hint of the pages stands whole, where it belongs, and shows what is chosen."""

from __future__ import annotations

import pytest
from tests.real import journeys, popups
from tests.real.conftest import Opener
from tests.real.desks import LAPTOP, SCREENS
from tests.real.screen import Desk

SAID_ONLY = "Whose turn it is; opens the list of people"
"""A description that is read out and not shown as a hint."""
PLACES = ("Overview", "Results", "Salary", "The role", "Plan", "History", "Settings")


@pytest.mark.desks((LAPTOP, SCREENS[1]))
def test_that_every_list_menu_and_hint_stands_whole(desk: Desk, sit_down: Opener) -> None:
    seen: set[str] = set()
    with sit_down(desk) as program:
        program.click("Look around with sample data")
        program.find("Results", "label")
        popups.open_menus(program)
        for place in PLACES:
            journeys.open_place(program, place)
            popups.open_lists(program)
            popups.open_hints(program, seen)
        journeys.open_place(program, "Results")
        popups.open_menu_of(program, "Gaps to the role", "filler")


def test_that_the_lists_menus_and_hints_of_a_coach_stand_whole(sit_down: Opener) -> None:
    seen = {SAID_ONLY}
    with sit_down(LAPTOP) as program:
        program.click("Look around with sample data")
        journeys.open_place(program, "Settings")
        program.click("I coach others", "check box")
        for place in ("People", "Sessions", "Group"):
            program.click(f"{place}…", "check box")
            program.find(place, "label")
            popups.open_lists(program)
            popups.open_hints(program, seen)
