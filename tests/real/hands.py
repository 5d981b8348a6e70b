"""The hands and eyes of a person at a screen; run by the system's Python, asked in lines of JSON on standard input.

Answers go to the pipe whose number is the argument: on standard output, the services of the session speak as well.

Mouse and keys are events of the X server (XTEST), so that they take the way that those of a real mouse and keyboard
take: through the window manager and the layout of the keyboard.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.real.eyes import Eyes
from Xlib import XK, X, display, error
from Xlib.ext import xtest

MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L", "altgr": "ISO_Level3_Shift"}
ROWS = {"AE": 9, "AD": 23, "AC": 37, "AB": 51}
"""Key codes before the first key of each row of a keyboard, whatever is printed on it."""
HELD_FOR = {0: (), 1: ("shift",), 4: ("altgr",), 5: ("shift", "altgr")}
"""What is held down for a sign by its column in the map of the keyboard."""
WHEEL = {"up": 4, "down": 5}
SMALLEST = 4
"""Pixels: windows below are helpers that nobody sees."""


class Hands:
    """One mouse, one keyboard, one pair of eyes."""

    def __init__(self) -> None:
        self._display = display.Display()
        self._root = self._display.screen().root
        self._eyes = Eyes()

    def do_tree(self, application: str) -> list[dict[str, Any]]:
        return list(self._eyes.windows(application))

    def do_at(self, reference: list[str], x: int, y: int) -> str:
        return str(self._eyes.at((reference[0], reference[1]), x, y))

    def do_descriptions(self, references: list[list[str]]) -> list[str]:
        return self._eyes.descriptions([(owner, path) for owner, path in references])

    def do_press(self, reference: list[str]) -> bool:
        return bool(self._eyes.press((reference[0], reference[1])))

    def do_move(self, x: int, y: int) -> None:
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self._display.sync()

    def do_click(self, x: int, y: int, button: int = 1) -> None:
        self.do_move(x, y)
        self._tap(X.ButtonPress, X.ButtonRelease, button)

    def do_wheel(self, x: int, y: int, way: str, times: int = 1) -> None:
        self.do_move(x, y)
        for _ in range(times):
            self._tap(X.ButtonPress, X.ButtonRelease, WHEEL[way])

    def do_key(self, keys: str) -> None:
        """Press what is named, such as ``ctrl+k`` by sign, or ``ctrl+AE01`` by its place on the keyboard."""
        *held, last = keys.split("+")
        if len(last) == 4 and last[:2] in ROWS and last[2:].isdigit():
            self._strike(ROWS[last[:2]] + int(last[2:]), held)
        else:
            sign = XK.string_to_keysym(last) or _sign(last)
            code, more = self._where(sign)
            self._strike(code, [*held, *more])

    def do_type(self, text: str) -> None:
        for letter in text:
            code, held = self._where(_sign(letter))
            self._strike(code, held)

    def do_windows(self) -> list[list[int]]:
        """The place of everything that lies on the screen: frames of windows, menus, lists, hints."""
        found = []
        for window in self._root.query_tree().children:
            try:
                seen, place = window.get_attributes(), window.get_geometry()
            except (error.BadWindow, error.BadDrawable):
                continue  # closed between the two looks at it
            if seen.map_state == X.IsViewable and seen.win_class == X.InputOutput and place.width > SMALLEST:
                found.append([place.x, place.y, place.width, place.height])
        return found

    def do_picture(self, file: str) -> list[int]:
        """Write the screen as raw pixels, four bytes each; its size."""
        size = self._root.get_geometry()
        seen = self._root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF)
        Path(file).write_bytes(seen.data)
        return [size.width, size.height]

    def _where(self, sign: int) -> tuple[int, tuple[str, ...]]:
        """The key that makes a sign on this keyboard and what is held down with it."""
        first = self._display.display.info.min_keycode
        rows = self._display.get_keyboard_mapping(first, self._display.display.info.max_keycode - first + 1)
        for column, held in HELD_FOR.items():
            for at, signs in enumerate(rows):
                if column < len(signs) and signs[column] == sign:
                    return first + at, held
        raise LookupError(f"this keyboard has no {sign:#x}")

    def _strike(self, code: int, held: Any) -> None:
        below = [self._where(XK.string_to_keysym(MODIFIERS[one]))[0] for one in held]
        for one in below:
            xtest.fake_input(self._display, X.KeyPress, one)
        self._tap(X.KeyPress, X.KeyRelease, code)
        for one in reversed(below):
            xtest.fake_input(self._display, X.KeyRelease, one)
        self._display.sync()

    def _tap(self, down: int, up: int, what: int) -> None:
        xtest.fake_input(self._display, down, what)
        xtest.fake_input(self._display, up, what)
        self._display.sync()


def _sign(letter: str) -> int:
    """The X keysym of a letter: its own number in Latin 1, otherwise that of Unicode, or its old one for Cyrillic."""
    code = ord(letter)
    if code < 0x100:
        return code
    old = letter.encode("koi8-r", "ignore")
    return 0x600 + old[0] if old else 0x1000000 + code


def main(answers: TextIO) -> None:
    hands = Hands()
    say(answers, {"session": os.environ["DBUS_SESSION_BUS_ADDRESS"]})
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            say(answers, {"found": getattr(hands, "do_" + asked.pop("do"))(**asked)})
        except LookupError as refusal:
            say(answers, {"refused": str(refusal)})


def say(answers: TextIO, what: dict[str, Any]) -> None:
    answers.write(json.dumps(what) + "\n")
    answers.flush()


if __name__ == "__main__":
    with os.fdopen(int(sys.argv[1]), "w") as stream:
        main(stream)
