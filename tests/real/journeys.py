"""What people do with the program, in their words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.real.program import Program, Thing

QUICK_QUESTIONS = 30
SURE = ("Guessing", "Leaning", "Fairly sure", "Certain")
MOST_TABS = 60
VIEWS = ("Radar", "Details", "Table", "Gaps")


def take_quick_form(program: Program) -> None:
    """From the welcome page to the results, with the mouse."""
    program.click("Start the quick form")
    for number in range(1, QUICK_QUESTIONS + 1):
        answer_question(program, number)
        if number < QUICK_QUESTIONS:
            program.click("Next")
            next_question(program, number + 1)
    program.click("Check answers")
    program.click("Finish")
    program.find("Results", "label")


def next_question(program: Program, number: int) -> None:
    """Come to a question, past the pause between the parts."""
    if program.wait(lambda: question_or_break(program, number), "what comes next") == "Go on":
        program.click("Go on")


def question_or_break(program: Program, number: int) -> str | None:
    """What is on show: the number of a question, or the pause between the parts."""
    names = [one.name for one in program.look()]
    if "Go on" in names:
        return "Go on"
    return next((name for name in names if name.startswith(f"{number} of {QUICK_QUESTIONS}")), None)


def answer_question(program: Program, number: int) -> None:
    """Choose an answer of the question on show, and how sure it is where that is asked."""
    program.wait(lambda: question_or_break(program, number), f"question {number}")
    choices = [one for one in answers(program.shown) if not one.name.startswith(SURE)]
    program.click(choices[number % len(choices)].name, "radio button")
    sure = [one for one in answers(program.look()) if one.name.startswith(SURE)]
    if sure:
        program.click(sure[number % len(sure)].name, "radio button")


def answers(shown: Sequence[Thing]) -> list[Thing]:
    """What can be chosen among what is on show, from top to bottom."""
    return [one for one in shown if one.role == "radio button"]


def open_place(program: Program, place: str) -> None:
    """Go to a page by the navigation; its title is there."""
    entry = program.wait(partial(_entry_of, program, place), f"the page {place} in the navigation").name
    program.click(entry, "check box")
    program.wait(lambda: "checked" in program.find(entry, "check box").states, f"the page {place}")


def _entry_of(program: Program, place: str) -> Thing | None:
    """The entry of a page in the navigation, behind whose name there may be a count."""
    return program.seen(place, "check box") or program.seen(f"{place}, …", "check box")


def choose(program: Program, box: str, entry: str) -> None:
    """Take an entry of a drop-down list."""
    program.click(box, "combo box")
    program.click(entry, "list item")
    program.find(entry, "combo box")


def set_own_targets(program: Program) -> None:
    """Ask for more of one area than the role does."""
    program.click("Own targets")
    program.click("Target level of Team leadership", "spin box")
    program.keys("ctrl+a")
    program.type("4.5")
    program.click("Save", "push button")
    program.wait(lambda: program.seen("Save", "push button") is None, "the end of the dialog")


def choose_step(program: Program) -> None:
    """Take the first suggestion into the plan."""
    open_place(program, "Plan")
    program.click("Choose: …", "push button")
    program.find("Add to the plan", "push button")
    program.keys("ctrl+a")
    program.type("If it is Monday at nine, then I open last month's requests")
    program.picture("start")
    program.click("Add to the plan", "push button")
    program.find("Start: …", "push button")


def save_report(program: Program, file: Path) -> None:
    """Export the report through the menu, under a name typed into the dialog."""
    from_the_file_menu(program, "Export a report…")
    program.click("Save…", "push button")
    type_file(program, file)
    program.wait(file.exists, f"the report {file}")


def from_the_file_menu(program: Program, command: str) -> None:
    """Give a command of the menu of files."""
    program.click("File", "menu item")
    program.click(command, "menu item")


def type_file(program: Program, file: Path) -> None:
    """Name a file in the dialog that asks for one."""
    program.find("File name:", "text")
    program.keys("ctrl+a")
    program.type(str(file))
    program.keys("Return")


def choose_by_key(program: Program, box: str, entry: str) -> None:
    """Open a drop-down list with the mouse, and take its next entry with the keys."""
    program.click(box, "combo box")
    program.find(entry, "list item")
    program.picture("list")
    program.keys("Down", "Return")
    program.find(entry, "combo box")


def tab_to(program: Program, name: str, role: str = "push button") -> None:
    """Come to a control by the Tab key alone."""
    program.find(name, role)
    for _ in range(MOST_TABS):
        thing = program.seen(name, role)
        if thing is not None and "focused" in thing.states:
            return
        program.keys("Tab")
    raise AssertionError(f"the Tab key never comes to {name}")


def jump_to(program: Program, words: str) -> None:
    """Go to what fits some words best, by the list of everything."""
    program.keys("ctrl+k")
    program.find("Find a page, a person, an area, an action, a step or a command", "text")
    program.type(words)
    program.find("What fits")
    program.keys("Return")
