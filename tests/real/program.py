"""The installed program, used as a person uses it: things are named as they are seen, pointed at and clicked."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QRect
from tests.real.screen import Screen

NAME = "Next Rung"
PATIENCE = 60.0
"""Seconds after which somebody gives up waiting for work that takes a fraction of one."""
LOOKS_EVERY = 0.05
ENOUGH = 120
"""Pixels of a thing in sight; a chart may be taller than the window."""
MOST_TURNS = 80
"""Turns of the wheel after which somebody stops looking for a thing."""

ASKED_IN_VAIN = "qt.accessibility.atspi: Could not find accessible on path"
"""What Qt says of a look at a thing, such as a hint, that went between the list of its window and the question."""
DIALOGS = ("dialog", "alert message")
"""What waits for an answer: forms, and messages with a question."""
ON_TOP = (*DIALOGS, "popup menu", "tool tip")

Found = TypeVar("Found")


class Thing(NamedTuple):
    """A control, text or window that is on show. ``place``: where it is; ``sight``: the part not scrolled away."""

    reference: tuple[str, str]
    within: int
    name: str
    role: str
    states: frozenset[str]
    place: QRect
    sight: QRect
    is_window: bool


class OutOfReachError(AssertionError):
    """What a person could not do; the message says what was on show instead."""


class Program:
    """One run of the program, with somebody in front of it."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen = screen
        self._folder = folder
        self._taken = 0
        self.shown: tuple[Thing, ...] = ()
        """What the last look saw; nothing once something was done that may have changed it."""

    # looking

    def look(self) -> tuple[Thing, ...]:
        """Everything that is on show."""
        seen: list[Thing] = []
        bounds = QRect(0, 0, self.screen.desk.width, self.screen.desk.height)
        for row in self.screen.ask("tree", application=NAME):
            place = self._on_screen(row["place"])
            within = row["within"]
            is_window = within < 0 or self._is_window(row, seen[within])
            sight = place & (bounds if is_window else seen[within].sight)
            owner, path = row["reference"]
            seen.append(
                Thing(
                    (owner, path), within, row["name"], row["role"], frozenset(row["states"]), place, sight, is_window
                )
            )
        self.shown = tuple(seen)
        return self.shown

    def wait(self, found: Callable[[], Found | None], what: str) -> Found:
        """Look until something is there."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            here = found()
            if here is not None and here is not False:
                return here
            time.sleep(LOOKS_EVERY)
        self.picture("in vain")
        names = sorted({f"{one.role} “{one.name}”" for one in self.look() if one.name})
        raise OutOfReachError(f"waited in vain for {what}; on show: {', '.join(names)[:3000]}")

    def find(self, name: str, role: str = "") -> Thing:
        """The thing with a name, or with a name that begins so and goes on after ``…``."""
        return self.wait(lambda: self.seen(name, role), f"{role or 'something'} named “{name}”")

    def seen(self, name: str, role: str = "") -> Thing | None:
        """The thing with a name, if it is on show now; one of a menu, list or dialog before one of the window below."""
        self.look()
        return self._among_shown(name, role)

    def _among_shown(self, name: str, role: str) -> Thing | None:
        """What lies on top comes first, then the thing of this very name before one whose name goes on after ``…``."""
        begins = name.removesuffix("…")
        named = [
            one
            for one in self.shown
            if (one.name == name or (name.endswith("…") and one.name.startswith(begins)))
            and (not role or one.role == role)
        ]
        ranked = sorted(named, key=lambda one: (self.window_of(one, self.shown).role == "frame", one.name != name))
        return ranked[0] if ranked else None

    # doing

    def click(self, name: str, role: str = "") -> None:
        """Bring a control into sight with the wheel, point at it and click."""
        self.point_at(name, role)
        where = self.reach(name, role).sight.center()
        self.screen.ask("click", x=where.x(), y=where.y())
        self.shown = ()

    def point_at(self, name: str, role: str = "") -> None:
        where = self.reach(name, role).sight.center()
        self.screen.ask("move", x=where.x(), y=where.y())

    def open_menu(self, name: str, role: str = "") -> None:
        """Click with the other button, which opens what can be done with a thing."""
        where = self.reach(name, role).sight.center()
        self.screen.ask("click", x=where.x(), y=where.y(), button=3)
        self.shown = ()

    def reach(self, name: str, role: str = "") -> Thing:
        """The thing, brought into sight; it stands still, can be used and nothing covers it."""
        before = self._among_shown(name, role)  # the last look may be the first of the two it takes
        for _ in range(MOST_TURNS):
            thing, shown = self.find(name, role), self.shown
            stands, before = before is not None and before.place == thing.place, thing
            if not stands:
                continue
            if self.is_in_sight(thing):
                self._see_that_it_is_on_top(thing, shown)
                return thing
            self._turn_the_wheel(thing, shown)
        self.picture("out of reach")
        raise OutOfReachError(f"“{name}” cannot be brought into sight: {before}")

    @staticmethod
    def is_in_sight(thing: Thing) -> bool:
        """Whether the middle of a thing can be seen, and most of its height or as much as a large thing needs."""
        is_enough = thing.sight.height() * 4 >= thing.place.height() * 3 or thing.sight.height() >= ENOUGH
        return thing.sight.contains(thing.place.center()) and is_enough

    def keys(self, *keys: str) -> None:
        """Press keys or combinations one after another, such as ``1``, ``ctrl+k``, ``AE01``, ``Return``."""
        for one in keys:
            self.screen.ask("key", keys=one)
        self.shown = ()

    def type(self, text: str) -> None:
        """Type on the keyboard of this desk."""
        self.screen.ask("type", text=text)
        self.shown = ()

    def picture(self, name: str) -> Path:
        """Keep what is on the screen, numbered in the order of the journey."""
        self._taken += 1
        file = self._folder / f"{self._taken:02} {name}.png"
        self.screen.picture(file)
        return file

    def close(self) -> None:
        """Close the window as a person does, once nothing lies on top of it."""
        self.wait(lambda: all(one.role not in ON_TOP for one in self.look()), "the end of all dialogs")
        self.keys("ctrl+q" if self.screen.desk.is_wayland else "alt+F4")  # there, nothing is around the window

    # what these need

    @staticmethod
    def _is_window(row: dict[str, Any], within: Thing) -> bool:
        """Whether a thing lies on the screen by itself, not in what it belongs to."""
        return within.within < 0 or row["role"] in ON_TOP or (row["role"] == "list" and within.role == "combo box")

    def _on_screen(self, place: Sequence[int]) -> QRect:
        """A place in pixels of the screen; Qt tells it in its own, which the scale makes larger."""
        x, y, width, height = (round(one * self.screen.desk.scale) for one in place)
        return QRect(x, y, width, height)

    def _see_that_it_is_on_top(self, thing: Thing, shown: Sequence[Thing]) -> None:
        window = self.window_of(thing, shown)
        where = thing.sight.center()
        x, y = (round(one / self.screen.desk.scale) for one in (where.x(), where.y()))
        on_top = self.screen.ask("at", reference=window.reference, x=x, y=y)
        inside = {thing.reference[1], *(one.reference[1] for one in shown if self._is_inside(one, thing, shown))}
        above = next((one for one in shown if one.reference[1] == on_top), None)
        if on_top not in inside and above is not None and not self._is_inside(thing, above, shown):
            self.picture("covered")
            raise OutOfReachError(f"“{thing.name}” is covered by {above.role} “{above.name}”")

    def _turn_the_wheel(self, thing: Thing, shown: Sequence[Thing]) -> None:
        """Turn the wheel in the middle of what the thing is scrolled out of."""
        top, bottom = thing.place.top(), thing.place.bottom()
        around = [one.sight for one in self._around(thing, shown) if not one.sight.isEmpty()]
        pane = next((one for one in around if one.top() > top or one.bottom() < bottom), None)
        if pane is None:
            raise OutOfReachError(f"“{thing.name}” lies outside the screen, at {thing.place}")
        way = "down" if thing.place.center().y() > pane.center().y() else "up"
        middle = pane.center()
        self.screen.ask("wheel", x=middle.x(), y=middle.y(), way=way)

    @staticmethod
    def _around(thing: Thing, shown: Sequence[Thing]) -> Iterator[Thing]:
        while thing.within >= 0:
            thing = shown[thing.within]
            yield thing

    def _is_inside(self, thing: Thing, other: Thing, shown: Sequence[Thing]) -> bool:
        return any(one.reference == other.reference for one in self._around(thing, shown))

    def window_of(self, thing: Thing, shown: Sequence[Thing]) -> Thing:
        """The window, dialog, menu or list that a thing lies in."""
        return next(one for one in (thing, *self._around(thing, shown)) if one.is_window)


@contextmanager
def started(screen: Screen, command: Sequence[str], folder: Path) -> Iterator[Program]:
    """Start the program; it is closed by its window at the end, says nothing on its way and ends with 0."""
    said = folder / "program.txt"
    with said.open("w") as stream:
        process = subprocess.Popen(command, env=screen.variables, stdout=stream, stderr=subprocess.STDOUT, cwd=folder)
        program = Program(screen, folder)
        try:
            yield program
            program.close()
            assert process.wait(PATIENCE) == 0
        except BaseException:
            program.picture("at the end")
            raise
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    assert [line for line in said.read_text().splitlines() if not line.startswith(ASKED_IN_VAIN)] == []
