"""Pages that came with other views, adverts, evidence and own questionnaires, each opened as a person opens it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.real import journeys
from tests.real.conftest import Opener
from tests.real.desks import LAPTOP, SCREENS
from tests.real.rules import see_that_all_is_well
from tests.real.screen import Desk

from nextrung.tour.adverts import ADVERT

THEMES = ("Light", "Dark")


@pytest.mark.usefixtures("lived_in")
@pytest.mark.desks((LAPTOP, *SCREENS[1:]))
def test_that_views_of_others_evidence_and_questionnaires_are_seen(desk: Desk, sit_down: Opener) -> None:
    with sit_down(desk) as program:
        # in the usual run, the journey through the dialogs has the light ones
        for theme in THEMES[1:] if desk == LAPTOP else THEMES:
            journeys.open_place(program, "Settings")
            program.click(theme, "check box")
            program.reach("Duplicate", "push button")
            see_that_all_is_well(program)
            program.picture(f"settings {theme}")
            journeys.open_place(program, "Other views")
            for view in ("Table", "Words", "Chart"):
                program.click(view, "check box")
                see_that_all_is_well(program)
                program.picture(f"{view} {theme}")
            journeys.open_place(program, "Evidence")
            see_that_all_is_well(program)
            program.picture(f"evidence {theme}")


@pytest.mark.desks((LAPTOP, *SCREENS[1:]))
def test_that_an_advert_becomes_targets(desk: Desk, sit_down: Opener, pictures: Path) -> None:
    advert = pictures / "advert.txt"
    advert.write_text(ADVERT, encoding="utf-8")
    with sit_down(desk) as program:
        program.click("Look around with sample data")
        journeys.open_place(program, "The role")
        program.click("Targets from a job advert", "push button")
        program.click("Choose a file…", "push button")
        journeys.type_file(program, advert)
        program.find("What it seems to ask", "label")
        see_that_all_is_well(program)
        program.picture("advert")
        program.click("Keep as …", "push button")
        program.find("Communication, ◆…")
        see_that_all_is_well(program)
        program.picture("kept")


@pytest.mark.desks((LAPTOP,))
def test_that_an_example_is_practised_and_packed_by_keyboard(desk: Desk, sit_down: Opener, pictures: Path) -> None:
    with sit_down(desk) as program:
        journeys.tab_to(program, "Look around with sample data")
        program.keys("space")
        program.find("Overview", "check box")
        journeys.jump_to(program, "evidence")
        program.find("Add an example", "push button")
        program.keys("ctrl+n")
        program.find("Keep the example", "push button")
        program.type("Paired interviews")
        program.keys("Tab", "Down", "shift+Tab", "Return")
        program.find("Paired interviews", "label")
        see_that_all_is_well(program)
        program.picture("example")
        journeys.tab_to(program, "Practise")
        program.keys("space")
        journeys.tab_to(program, "Begin")
        program.keys("space")
        program.find("I have answered", "push button")
        program.keys("space")
        program.find("Next question", "push button")
        program.keys("space")  # the first of what a good answer contains was missing
        see_that_all_is_well(program)
        program.picture("practice")
        program.keys("Escape")
        program.find("Delete this sitting", "push button")
        program.keys("Escape")
        journeys.tab_to(program, "Make a pack")
        program.keys("space")
        journeys.tab_to(program, "Save…")
        see_that_all_is_well(program)
        program.picture("pack")
        program.keys("space")
        file = pictures / "pack.pdf"
        journeys.type_file(program, file)
        program.wait(file.exists, "the pack")
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.desks((LAPTOP,))
def test_that_an_advert_becomes_targets_by_keyboard(desk: Desk, sit_down: Opener, pictures: Path) -> None:
    advert = pictures / "advert.txt"
    advert.write_text(ADVERT, encoding="utf-8")
    with sit_down(desk) as program:
        journeys.tab_to(program, "Look around with sample data")
        program.keys("space")
        program.find("Overview", "check box")
        journeys.jump_to(program, "the role")
        journeys.tab_to(program, "Targets from a job advert")
        program.keys("space")
        journeys.tab_to(program, "Choose a file…")
        program.keys("space")
        journeys.type_file(program, advert)
        program.find("What it seems to ask", "label")
        journeys.tab_to(program, "Keep as…")
        see_that_all_is_well(program)
        program.picture("advert")
        program.keys("space")
        program.find("Communication, ◆…")
        see_that_all_is_well(program)
