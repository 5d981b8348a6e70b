"""Keys count by the sign they make, and by their place where that is no digit or Latin letter."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.keystroke import command_sign, digit, letter

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, KEYPAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier
BASE = 0 if sys.platform == "win32" else 8
PLACE_OF_1, PLACE_OF_3, PLACE_OF_S, PLACE_OF_K, PLACE_OF_Y = (BASE + code for code in (2, 4, 31, 37, 21))


def press(key: Qt.Key | int, text: str, held: Qt.KeyboardModifier = NONE, place: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, int(key), held, place, 0, 0, text)


@pytest.mark.parametrize(
    ("pressed", "found"),
    [
        (press(Qt.Key.Key_3, "3"), 3),
        (press(Qt.Key.Key_3, "3", SHIFT, PLACE_OF_3), 3),  # French, Belgian, Czech
        (press(Qt.Key.Key_3, "3", KEYPAD), 3),
        (press(Qt.Key.Key_QuoteDbl, '"', NONE, PLACE_OF_3), 3),  # French, without Shift
        (press(Qt.Key.Key_NumberSign, "#", SHIFT, PLACE_OF_3), None),
        (press(0x663, "٣", NONE, PLACE_OF_3), 3),  # Arabic
        (press(Qt.Key.Key_3, "3", CONTROL), None),
        (press(Qt.Key.Key_A, "a"), None),
        (press(Qt.Key.Key_Shift, ""), None),
    ],
)
def test_that_a_digit_counts_by_its_sign_then_by_its_place(pressed: QKeyEvent, found: int | None) -> None:
    assert digit(pressed) == found


@pytest.mark.parametrize(
    ("pressed", "found"),
    [
        (press(Qt.Key.Key_S, "s", NONE, PLACE_OF_S), "S"),
        (press(Qt.Key.Key_S, "S", SHIFT), "S"),
        (press(Qt.Key.Key_Z, "z", NONE, PLACE_OF_Y), "Z"),  # German: by its sign
        (press(0x42B, "ы", NONE, PLACE_OF_S), "S"),  # Russian
        (press(Qt.Key.Key_S, "\x13", CONTROL, PLACE_OF_S), ""),
        (press(Qt.Key.Key_1, "1", NONE, PLACE_OF_1), ""),
        (press(Qt.Key.Key_Return, "\r", NONE, BASE + 28), ""),
    ],
)
def test_that_a_letter_counts_by_its_place_where_it_is_not_latin(pressed: QKeyEvent, found: str) -> None:
    assert letter(pressed) == found


def test_that_commands_run_by_the_place_of_their_key(window: MainWindow) -> None:
    window.workspace.add_person("Ada")
    window.show_page("overview")
    french = press(Qt.Key.Key_QuoteDbl, '"', CONTROL, PLACE_OF_3)
    assert command_sign(french) == "3"
    QApplication.sendEvent(window, french)
    entry = window.findChild(QAbstractButton, "nav-results")
    assert entry is not None
    assert entry.isChecked()
