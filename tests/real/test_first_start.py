"""Somebody starts the program for the first time, and uses all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.real import journeys
from tests.real.conftest import Opener
from tests.real.desks import EVERYWHERE, SCREENS
from tests.real.rules import see_that_all_is_well
from tests.real.screen import Desk


@pytest.mark.desks(EVERYWHERE)
def test_that_a_quick_form_leads_to_results_by_mouse(desk: Desk, sit_down: Opener) -> None:
    with sit_down(desk) as program:
        program.find("Start the quick form")
        see_that_all_is_well(program)
        program.picture("welcome")
        journeys.take_quick_form(program)
        see_that_all_is_well(program)
        program.picture("results")


@pytest.mark.desks((*SCREENS[1:], SCREENS[0]))
def test_that_every_page_is_reached_and_a_step_is_planned(desk: Desk, sit_down: Opener, pictures: Path) -> None:
    with sit_down(desk) as program:
        program.click("Look around with sample data")
        program.find("Results", "label")
        for view in journeys.VIEWS:
            program.click(view, "check box")
            see_that_all_is_well(program)
            program.picture(view)
        journeys.choose(program, "First-line ML manager", "AI product manager")
        journeys.set_own_targets(program)
        journeys.choose_step(program)
        for place in ("Overview", "Assess", "Salary", "The role", "Plan", "History", "Settings"):
            journeys.open_place(program, place)
            see_that_all_is_well(program)
            program.picture(place)
        journeys.save_report(program, pictures / "report.pdf")
