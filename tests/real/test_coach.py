"""A coach brings clients in, holds a session and looks at the group."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.real import journeys
from tests.real.conftest import Opener
from tests.real.desks import LAPTOP, SCREENS
from tests.real.rules import see_that_all_is_well
from tests.real.screen import Desk

NAMES = ("Amara", "Ben", "Chen")


@pytest.mark.desks((LAPTOP, *SCREENS[1:]))
def test_that_a_coach_imports_people_holds_a_session_and_sees_the_group(
    desk: Desk, sit_down: Opener, pictures: Path
) -> None:
    people = pictures / "people.csv"
    people.write_text("name,tags\n" + "".join(f"{name},spring\n" for name in NAMES), encoding="utf-8")
    with sit_down(desk) as program:
        program.click("Look around with sample data")
        journeys.open_place(program, "Settings")
        program.click("I coach others", "check box")
        program.click("People…", "check box")
        program.click("Import", "push button")
        program.click("Choose a file…", "push button")
        journeys.type_file(program, people)
        program.click("Add 3 people", "push button")
        program.find("4 people", "label")
        see_that_all_is_well(program)
        program.picture("people")
        journeys.open_place(program, "Sessions")
        program.click("Start a session", "push button")
        program.find("Private notes", "text")
        see_that_all_is_well(program)
        program.picture("session")
        program.click("Client window", "push button")
        program.find("Radar", "check box")
        see_that_all_is_well(program)
        program.picture("client window")
        program.keys("Escape")
        program.wait(lambda: program.seen("Radar", "check box") is None, "the end of the window")
        journeys.open_place(program, "Group")
        program.wait(lambda: program.seen("Stop", "push button") is None, "the group")
        program.find("Median match")  # what is worked out comes a moment after its page
        see_that_all_is_well(program)
        program.picture("group")
