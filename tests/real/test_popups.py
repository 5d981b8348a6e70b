"""Every drop-down list, menu and hint of the pages stands whole, where it belongs, and shows what is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.real import journeys, popups
from tests.real.conftest import Opener
from tests.real.desks import LAPTOP, SCREENS
from tests.real.rules import see_that_all_is_well
from tests.real.screen import Desk

SAID_ONLY = frozenset({"Whose turn it is; opens the list of people", *(f"Key {digit}" for digit in range(10))})
"""Descriptions that are read out and not shown as hints."""
DIALOGS = {
    "Results": ("Own targets", "How is this worked out?", "Export…"),
    "Salary": ("Sources and method", "How is this worked out?"),
    "Plan": ("Add a step", "Choose: …"),
    "Settings": ("Restore…", "Erase this person…"),
}
"""What opens a dialog, by the page it stands on."""
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
    seen = set(SAID_ONLY)
    with sit_down(LAPTOP) as program:
        program.click("Look around with sample data")
        journeys.open_place(program, "Settings")
        program.click("I coach others", "check box")
        for place in ("People", "Sessions", "Group"):
            program.click(f"{place}…", "check box")
            program.find(place, "label")
            popups.open_lists(program)
            popups.open_hints(program, seen)


def test_that_the_lists_and_hints_of_dialogs_and_of_the_form_stand_whole(sit_down: Opener) -> None:
    seen = set(SAID_ONLY)
    with sit_down(LAPTOP) as program:
        program.click("Look around with sample data")
        for place, dialogs in DIALOGS.items():
            journeys.open_place(program, place)
            for name in dialogs:
                popups.open_dialog(program, name)
                popups.open_lists(program)
                popups.open_hints(program, seen)
                popups.close_dialog(program)
        journeys.open_place(program, "Plan")
        program.click("Choose: …", "push button")
        program.click("Add to the plan", "push button")
        program.click("Start: …", "push button")
        popups.open_dialog(program, "Done, with evidence: …")
        popups.open_lists(program)
        popups.open_hints(program, seen)
        popups.close_dialog(program)
        for keys in ("F1", "ctrl+k"):
            program.keys(keys)
            popups.see_dialog(program, keys)
            popups.open_hints(program, seen)
            popups.close_dialog(program)
        journeys.open_place(program, "Salary")
        program.click("Own figures", "push button")
        program.find("Amount", "text")
        popups.open_lists(program)
        popups.open_hints(program, seen)
        journeys.open_place(program, "Assess")
        program.click("Start: Quick", "push button")
        program.find("Pause", "push button")
        popups.open_hints(program, seen)
        program.picture("question")


def test_that_the_lists_and_hints_of_a_coach_s_dialogs_stand_whole(sit_down: Opener, pictures: Path) -> None:
    seen = set(SAID_ONLY)
    people = pictures / "people.csv"
    people.write_text("name,tags,job\nAmara,spring,engineer\n", encoding="utf-8")
    with sit_down(LAPTOP) as program:
        program.click("Look around with sample data")
        journeys.open_place(program, "Settings")
        program.click("I coach others", "check box")
        popups.open_dialog(program, "Switch the lock on…")
        popups.open_hints(program, seen)
        popups.close_dialog(program)
        program.click("People…", "check box")
        popups.open_dialog(program, "Add a person")
        popups.open_lists(program)
        popups.open_hints(program, seen)
        popups.close_dialog(program)
        program.click("Import", "push button")
        program.click("Choose a file…", "push button")
        journeys.type_file(program, people)
        program.find("What the columns mean", "table")
        popups.open_lists(program)
        popups.open_hints(program, seen)
        journeys.open_place(program, "Sessions")
        program.click("Start a session", "push button")
        program.find("Private notes", "text")
        popups.open_lists(program)
        popups.open_hints(program, seen)


def test_that_the_preview_of_a_data_file_stands_whole_and_brings_everything_back(
    sit_down: Opener, pictures: Path
) -> None:
    everything = pictures / "everything.nextrung"
    with sit_down(LAPTOP) as program:
        program.click("Look around with sample data")
        program.find("Results", "label")
        journeys.from_the_file_menu(program, "Export all data…")
        program.click("Whoever has this file can read it", "radio button")
        program.click("Choose a place…", "push button")
        journeys.type_file(program, everything)
        program.wait(everything.exists, f"the file {everything}")
        program.click("Remove sample data")
        program.find("Start the quick form")
        journeys.from_the_file_menu(program, "Import…")
        journeys.type_file(program, everything)
        program.find("How many entries each person has: …", "table")
        popups.see_dialog(program, "import preview")
        see_that_all_is_well(program)
        popups.open_hints(program, set(SAID_ONLY))
        program.click("Import", "push button")
        program.wait(lambda: program.seen("How many entries each person has: …") is None, "the end of the preview")
        journeys.open_place(program, "Results")
        program.find("Own targets", "push button")
        journeys.from_the_file_menu(program, "Import…")
        journeys.type_file(program, everything)
        program.find("Everything in this file is here already…", "dialog")
        popups.see_dialog(program, "nothing new in the file")
        assert program.seen("Import", "push button") is None
        popups.close_dialog(program)
