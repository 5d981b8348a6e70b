"""The keys that work where a person is, read from the navigation, commands and tooltips that show them."""

from __future__ import annotations

import re

from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from nextrung.ui.key_names import on_this_system
from nextrung.ui.shell.navigation import Navigation

_translate = QCoreApplication.translate
_IN_TOOLTIP = re.compile(r"^(?P<what>.+?)\s*\((?P<keys>[^()]+)\)$", re.DOTALL)
"""A tooltip that ends with a key in brackets, as those of buttons do."""
_A_KEY = re.compile(r"[⌘⇧⌥⌃]|(Ctrl|Alt|Shift|Meta|Esc|Enter|Backspace|Delete|F\d+|[A-Z0-9])\b")
"""The beginning of a key: not all that stands in brackets is one."""


class Key(Struct, frozen=True):
    """A key, and what it does."""

    keys: str
    does: str


def of_commands(commands: tuple[QAction, ...]) -> tuple[Key, ...]:
    """The keys of the menus."""
    found = []
    for action in commands:
        keys = _key_of(action)
        if keys and action.isVisible():
            found.append(Key(keys, action.text().partition("\t")[0].replace("&", "").rstrip("…")))
    return tuple(found)


def of_places(root: QWidget, commands: tuple[QAction, ...]) -> tuple[Key, ...]:
    """The places in sight, in their order: by a digit, by the command that opens the place, or by its name."""
    navigation = root.findChild(Navigation)
    own = {action.objectName(): _key_of(action) for action in commands}
    by_name = _translate("keys", "{0}, then its name").format(own["command-jump"])
    return tuple(
        Key(on_this_system(digit) or own.get(f"command-{place.id}") or by_name, place.name)
        for place, digit in (navigation.in_sight() if navigation is not None else ())
    )


def _key_of(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) or action.text().partition("\t")[2]


def of_tooltips(root: QWidget) -> tuple[Key, ...]:
    """The keys that the buttons in sight have in their tooltips."""
    found: dict[str, Key] = {}
    for button in root.findChildren(QAbstractButton):
        told = _IN_TOOLTIP.match(button.toolTip())
        if button.isVisible() and told and _A_KEY.match(told["keys"]):
            found.setdefault(told["keys"], Key(told["keys"], told["what"]))
    return tuple(found.values())


def of_questions() -> tuple[Key, ...]:
    """The keys while answering."""
    return (
        Key("1–5", _translate("keys", "Choose an answer, or how sure you are")),
        Key("0", _translate("keys", "No chance yet")),
        Key("S", _translate("keys", "Skip the question for now")),
        Key("E", _translate("keys", "Add an example")),
        Key("Enter", _translate("keys", "Next question")),
        Key("Backspace", _translate("keys", "Back")),
        Key("Esc", _translate("keys", "Pause; everything is saved")),
    )
