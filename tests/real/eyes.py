"""What a screen reader sees: every control of a program with its name, role, states and place; for the system's Python.

The calls of one level of the tree are all sent before the first answer is waited for, so that a page of a thousand
controls takes a tenth of a second.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
ACTION = "org.a11y.atspi.Action"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ON_SCREEN = 0
STATES = {4: "checked", 8: "enabled", 10: "expanded", 11: "focusable", 12: "focused", 16: "modal", 23: "selected"}
SHOWING, VISIBLE = 25, 30
PRESSES = ("press", "click", "toggle", "check", "showmenu")
LONGEST = 20_000
"""Milliseconds for one answer of the program."""

Reference = tuple[str, str]


class Eyes:
    """Looks at programs through the accessibility bus of this session."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        found = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None
        )
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._bus = Gio.DBusConnection.new_for_address_sync(found.unpack()[0], flags, None, None)

    def windows(self, application: str) -> list[dict[str, Any]]:
        """Everything that is on show of the programs with a name, as flat rows, each with the row it lies in."""
        rows: list[dict[str, Any]] = []
        programs = self._ask([REGISTRY], ACCESSIBLE, "GetChildren")[0] or []
        named = self._names(programs)
        level = [(one, -1) for one, name in zip(programs, named, strict=True) if name == application]
        while level:
            level = self._take(level, rows)
        return rows

    def press(self, reference: Reference) -> bool:
        """Do what a press does, without a mouse; False where the thing cannot be pressed."""
        actions = self._ask([reference], ACTION, "GetActions")[0] or []
        for at in range(len(actions)):
            name = self._call(reference, ACTION, "GetName", GLib.Variant("(i)", (at,)))
            if name is not None and name[0].lower() in PRESSES:
                return self._call(reference, ACTION, "DoAction", GLib.Variant("(i)", (at,))) is not None
        return False

    def at(self, reference: Reference, x: int, y: int) -> str:
        """The path of the innermost thing of a window that lies on top at a point of the screen."""
        asked = GLib.Variant("(iiu)", (x, y, ON_SCREEN))
        here, seen = reference, set()
        while here[1] not in seen:
            seen.add(here[1])
            found = self._call(here, COMPONENT, "GetAccessibleAtPoint", asked)
            if found is None or found[0][1].endswith("/null"):
                break
            here = found[0]
        return here[1]

    def _take(self, level: list[tuple[Reference, int]], rows: list[dict[str, Any]]) -> list[tuple[Reference, int]]:
        """Add the rows of one level that are on show; what lies in them."""
        shown = [
            (one, within, states)
            for (one, within), states in zip(
                level, self._ask([one for one, _ in level], ACCESSIBLE, "GetState"), strict=True
            )
            if states is not None and (within < 0 or _has(states, VISIBLE))
        ]
        references = [one for one, _, _ in shown]
        names, roles = self._names(references), self._ask(references, ACCESSIBLE, "GetRoleName")
        places = self._ask(references, COMPONENT, "GetExtents", GLib.Variant("(u)", (ON_SCREEN,)))
        children = self._ask(references, ACCESSIBLE, "GetChildren")
        below: list[tuple[Reference, int]] = []
        for at, (reference, within, states) in enumerate(shown):
            rows.append(
                {
                    "reference": reference,
                    "within": within,
                    "name": names[at] or "",
                    "role": roles[at] or "",
                    "states": [word for bit, word in STATES.items() if _has(states, bit)],
                    "showing": _has(states, SHOWING),
                    "place": places[at] or (0, 0, 0, 0),
                }
            )
            below += [(child, len(rows) - 1) for child in children[at] or ()]
        return below

    def descriptions(self, references: list[Reference]) -> list[str]:
        """What is said of things beside their names; where nobody has written it, the text of their hint."""
        return [one or "" for one in self._properties(references, "Description")]

    def _names(self, references: list[Reference]) -> list[Any]:
        return self._properties(references, "Name")

    def _properties(self, references: list[Reference], name: str) -> list[Any]:
        asked = GLib.Variant("(ss)", (ACCESSIBLE, name))
        return self._ask(references, "org.freedesktop.DBus.Properties", "Get", asked)

    def _ask(self, references: list[Reference], interface: str, method: str, asked: Any = None) -> list[Any]:
        """The first thing in each answer; None from what is gone or knows no such method."""
        answers: list[Any] = [None] * len(references)
        left = len(references)
        loop = GLib.MainLoop()

        def taker(at: int) -> Callable[..., None]:
            def take(bus: Any, result: Any) -> None:
                nonlocal left
                with contextlib.suppress(GLib.Error):
                    answers[at] = bus.call_finish(result).unpack()[0]
                left -= 1
                if not left:
                    loop.quit()

            return take

        for at, (owner, path) in enumerate(references):
            self._bus.call(owner, path, interface, method, asked, None, 0, LONGEST, None, taker(at))
        if references:
            loop.run()
        return answers

    def _call(self, reference: Reference, interface: str, method: str, asked: Any) -> Any:
        try:
            return self._bus.call_sync(*reference, interface, method, asked, None, 0, LONGEST, None).unpack()
        except GLib.Error:
            return None


def _has(states: Any, bit: int) -> bool:
    return bool(states[bit // 32] >> (bit % 32) & 1)
