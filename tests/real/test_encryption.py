"""Somebody encrypts the data, starts again, and finds them where they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.real import journeys
from tests.real.conftest import Opener
from tests.real.desks import LAPTOP, SCREENS
from tests.real.rules import see_that_all_is_well
from tests.real.screen import Desk

from nextrung import paths
from nextrung.keys.beginning import is_plain

WORDS = "four geese under one roof"


@pytest.mark.desks((LAPTOP, *SCREENS[1:]))
def test_that_encrypted_data_open_with_their_passphrase_alone(desk: Desk, sit_down: Opener, pictures: Path) -> None:
    with sit_down(desk) as program:
        program.click("Look around with sample data")
        journeys.open_place(program, "Settings")
        program.click("Encrypt…", "push button")
        program.find("Go on to the recovery key…", "push button")
        see_that_all_is_well(program)
        program.picture("encrypt")
        program.type(WORDS)
        program.keys("Tab")
        program.type(WORDS)
        program.click("Go on to the recovery key…", "push button")
        program.find("Recovery key", "text")
        see_that_all_is_well(program)
        program.picture("recovery key")
        program.click("Go on without a recovery key…", "push button")
        program.click("Go on without one", "push button")
        program.click("Encrypt them", "push button")
        program.find("Whoever knows your passphrase: your data are encrypted.")
        see_that_all_is_well(program)
        program.picture("encrypted")
    assert not is_plain(pictures / "data" / paths.DATABASE)
    assert not [one for one in (pictures / "data" / paths.BACKUPS).glob("*.db") if is_plain(one)]
    with sit_down(desk) as program:
        program.find("Open your data", "label")
        see_that_all_is_well(program)
        program.picture("unlock")
        program.type("five geese")
        program.keys("Return")
        program.find("This opens nothing here…")
        see_that_all_is_well(program)
        program.type(WORDS)
        program.keys("Return")
        journeys.open_place(program, "Results")
        see_that_all_is_well(program)
        program.keys("ctrl+l")
        program.find("Open your data", "label")
        program.picture("locked")
        program.type(WORDS)
        program.keys("Return")
        program.find("Results", "label")
        see_that_all_is_well(program)
