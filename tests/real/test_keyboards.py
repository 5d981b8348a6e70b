"""The form and the commands by key, on keyboards of several countries."""

from __future__ import annotations

from functools import partial

import pytest
from tests.real import journeys
from tests.real.conftest import Opener
from tests.real.desks import KEYBOARDS
from tests.real.program import Program
from tests.real.screen import Desk

DIGITS = ("1", "2", "3")
SKIP, JUMP, RESULTS = "AC02", "ctrl+AC08", "ctrl+AE03"
"""Keys by their place: those of S, K and 3 on a keyboard of the United States."""
US, FRENCH, GERMAN, CZECH, RUSSIAN, BELGIAN = KEYBOARDS


@pytest.mark.desks((FRENCH, RUSSIAN, CZECH, GERMAN, BELGIAN, US), few=2)
def test_that_digits_letters_and_commands_work_on_every_keyboard(desk: Desk, sit_down: Opener) -> None:
    with sit_down(desk) as program:
        program.find("Start the quick form")
        program.keys("Return")
        for number, digit in enumerate(DIGITS, start=1):
            see_question(program, number)
            program.type(digit)
            program.wait(partial(is_chosen, program, number), f"answer {digit} of question {number}")
            program.keys("Return")
        see_question(program, 4)
        program.keys(SKIP)
        see_question(program, 5)
        program.keys("Escape")
        program.find("Continue", "push button")
        program.keys("Return")
        see_question(program, 5)
        program.keys(JUMP)
        program.find("Find a page, a person, an area, an action, a step or a command", "text")
        program.keys("Escape")
        program.wait(lambda: program.seen("What fits") is None, "the end of the list")
        program.keys(RESULTS)
        program.wait(lambda: "checked" in program.find("Results", "check box").states, "the results")


def see_question(program: Program, number: int) -> None:
    program.wait(lambda: journeys.question_or_break(program, number), f"question {number}")


def is_chosen(program: Program, at: int) -> bool:
    return "checked" in journeys.answers(program.look())[at - 1].states
