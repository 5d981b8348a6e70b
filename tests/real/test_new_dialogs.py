"""The dialogs of evidence, of other views and of a questionnaire that is written, each opened as a person opens it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.questionnaire.changes import rewrite, swap
from tests.real import journeys, popups
from tests.real.conftest import Opener
from tests.real.desks import LAPTOP, SCREENS
from tests.real.program import Program
from tests.real.rules import see_that_all_is_well
from tests.real.screen import Desk


def see(program: Program, name: str) -> None:
    """Open a dialog by the button that is called so, look at it, and leave it by Esc."""
    popups.open_dialog(program, name, "push button")
    see_that_all_is_well(program)
    popups.close_dialog(program)


def edit(program: Program) -> None:
    """Open the questionnaire that is being written."""
    program.click("Our engineering ladder, Questionnaire: …", "cell")
    program.click("Edit", "push button")
    program.find("Try it", "push button")


def publish(program: Program, version: str) -> None:
    """Publish all the same, with what could be better listed once more."""
    popups.open_dialog(program, f"Publish {version}", "push button")
    see_that_all_is_well(program)
    program.click("Publish", "push button")


@pytest.mark.usefixtures("lived_in")
@pytest.mark.desks((LAPTOP, *SCREENS[1:]))
def test_that_the_dialogs_of_evidence_and_other_views_stand_whole(desk: Desk, sit_down: Opener, pictures: Path) -> None:
    with sit_down(desk) as program:
        journeys.open_place(program, "Evidence")
        see(program, "Add an example")
        see(program, "Edit…")
        popups.open_dialog(program, "Make a pack")
        program.find("Page 1 of …")
        program.picture("pack")
        see_that_all_is_well(program)
        popups.close_dialog(program)
        program.click("Delete", "push button")
        program.click("Recently deleted (1)")
        program.reach("Put back", "push button")
        see_that_all_is_well(program)
        program.picture("bin")
        journeys.open_place(program, "Other views")
        see(program, "Ask someone…")
        see(program, "New round…")
        see(program, "Take the reply back…")
        program.click("Delete this round", "push button")
        program.click("Undo", "push button")
        program.find("Delete this round", "push button")
        program.click("Colleague, Reply: open", "cell")
        program.click("Copy the letter", "push button")
        program.click("Save as a mail…", "push button")
        journeys.type_file(program, pictures / "mail.eml")
        program.wait((pictures / "mail.eml").exists, "the mail")
        see_that_all_is_well(program)
        program.picture("asked")


@pytest.mark.usefixtures("lived_in")
@pytest.mark.desks((LAPTOP, *SCREENS[1:]))
def test_that_the_dialogs_of_a_questionnaire_that_is_written_stand_whole(
    desk: Desk, sit_down: Opener, pictures: Path
) -> None:
    kept = pictures / "data" / "questionnaires"
    with sit_down(desk) as program:
        journeys.open_place(program, "Settings")
        program.click("New questionnaire, written here", "push button")
        program.find("Publish 1.0.0", "push button")
        see_that_all_is_well(program)
        program.picture("new")
        program.click("Back", "push button")
        edit(program)
        program.click("Try it", "push button")
        program.find("Only tried: nothing is kept", "label")
        see_that_all_is_well(program)
        program.picture("tried")
        program.click("Back", "push button")
        publish(program, "1.0.0")
        (written,) = program.wait(lambda: list(kept.glob("*/delivery.yaml")) or None, "the files")
        edit(program)
        program.click("Delivery, …", "tree item")
        program.click("Name", "text")
        program.keys("ctrl+a")
        program.type("Delivering")
        program.find("Delivering")
        rewrite(written.parent, written.name, swap("name: Delivery", "name: Supply"))
        publish(program, "1.1.0")
        program.find("Publish as its own", "push button")
        see_that_all_is_well(program)
        program.picture("conflict")
