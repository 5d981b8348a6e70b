"""Takes a Quick form through the platform's accessibility bus, as a screen reader would; run by the system's Python.

Prints how many questions it answered. Everything is found by role and name; no key or mouse is used.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # only the system's Python has it
from gi.repository import Atspi, GLib

PATIENCE = 60.0
MOST_STEPS = 60
CONFIDENCE = ("Guessing", "Leaning", "Fairly sure", "Certain")
NAVIGATION = "Pages"
SETTLED = 0.6
"""Seconds in which a page changes: Qt 6.10 crashes when asked for a scroll bar that has just gone out of sight."""
REPLY_WITHIN = 30_000
"""Milliseconds for one reply: the bus gives up after 800, which a page may take beside other tests on two cores."""
PRESSES = ("press", "click", "toggle", "check")


def main(command: list[str]) -> int:
    Atspi.set_timeout(REPLY_WITHIN, REPLY_WITHIN)
    program = subprocess.Popen(command)
    try:
        window = wait_for(lambda: application("Next Rung"), "the program on the bus")
        press(wait_for(lambda: on_show(window).buttons.get("Start the quick form"), "the first button"))
        say(f"answered {take_the_form(window)}")
        wait_for(lambda: "Results" in on_show(window).labels or None, "the results")
        say("results are on show")
        return 0
    finally:
        program.terminate()
        program.wait()


def take_the_form(window: Any) -> int:
    answered = 0
    for _ in range(MOST_STEPS):
        here = wait_for(lambda: with_a_way_on(window), "a way on")
        if "Finish" in here.buttons:
            press(here.buttons["Finish"])
            return answered
        if "Go on" in here.buttons:
            press(here.buttons["Go on"])
            continue
        choices = [one for one in here.radios if not sure(one)]
        if not choices:
            raise SystemExit("a question has no answers to choose from")
        press(choices[min(1, len(choices) - 1)])
        here = on_show(window)
        taps = [one for one in here.radios if sure(one)]
        if taps:
            press(taps[1])
        answered += 1
        press(here.buttons.get("Next") or here.buttons["Check answers"])
    raise SystemExit("the form never came to its end")


def sure(button: Any) -> bool:
    return any(button.name.casefold().startswith(word.casefold()) for word in CONFIDENCE)


@dataclass
class Shown:
    """What is on show: buttons and texts by name, radio buttons in order."""

    buttons: dict[str, Any] = field(default_factory=dict)
    radios: list[Any] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)


def with_a_way_on(window: Any) -> Shown | None:
    here = on_show(window)
    return here if here.buttons.keys() & {"Next", "Check answers", "Go on", "Finish"} else None


def on_show(window: Any) -> Shown:
    here = Shown()
    collect(window, here)
    return here


def collect(node: Any, here: Shown) -> None:
    for at in range(node.childCount):
        child = node.getChildAtIndex(at)
        if child is None or not child.getState().contains(pyatspi.STATE_VISIBLE):
            continue
        role, name = child.getRoleName(), child.name
        if role == "push button":
            here.buttons[name] = child
        elif role == "radio button":
            here.radios.append(child)
        elif role == "label":
            here.labels.add(name)
        elif name != NAVIGATION and role != "menu bar":
            collect(child, here)


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def application(name: str) -> Any:
    desktop = pyatspi.Registry.getDesktop(0)
    for at in range(desktop.childCount):
        child = desktop.getChildAtIndex(at)
        if child is not None and child.name == name and child.childCount:
            return child
    return None


def press(node: Any) -> None:
    action = node.queryAction()
    for at in range(action.nActions):
        if action.getName(at).lower() in PRESSES:
            action.doAction(at)
            time.sleep(SETTLED)
            return
    raise SystemExit(f"{node.name!r} cannot be pressed")


def wait_for(look: Any, what: str) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = look()
        except GLib.GError:  # what was just taken off the window is asked about no more
            found = None
        if found is not None:
            return found
        time.sleep(0.1)
    raise SystemExit(f"waited in vain for {what}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
