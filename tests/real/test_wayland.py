"""The program as a Wayland program."""

from __future__ import annotations

from tests.real import journeys
from tests.real.conftest import Opener
from tests.real.desks import WAYLAND
from tests.real.rules import see_that_all_is_well


def test_that_pages_lists_and_menus_work_under_wayland(sit_down: Opener) -> None:
    with sit_down(WAYLAND) as program:
        program.click("Look around with sample data")
        for view in journeys.VIEWS:
            program.click(view, "check box")
        journeys.open_place(program, "Overview")
        journeys.choose_by_key(program, "First-line ML manager", "Senior ML manager")
        see_that_all_is_well(program)
        program.picture("overview")
