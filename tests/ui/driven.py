"""Runs the program on a data folder and does one step after another in its windows: ``python -m … FOLDER STEPS``.

Each step is a line of Python in a file; it is tried again and again until it raises nothing, and what it prints is
said. The program ends when the steps are done.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from tests.ui.coach import words_of

from nextrung import app
from nextrung.errors import NextRungError
from nextrung.keys import held
from nextrung.ui.encryption.plain_dialog import PlainDialog
from nextrung.ui.encryption.recovery_dialog import RecoveryKeyDialog
from nextrung.ui.recovery.problem import StartProblem
from nextrung.ui.shell.failures import Failures
from nextrung.ui.shell.task_window import TaskWindow
from nextrung.ui.shell.unlock_window import UnlockWindow
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage

LOOK_EVERY = 10
"""Milliseconds between two trials of a step."""
LONGEST = 45.0
"""Seconds that a step may be tried."""


FOLDER = Path(sys.argv[1])


def start(file: str) -> None:
    """Start the program once more on the same data, with a file."""
    subprocess.Popen([sys.executable, "-m", "nextrung.cli", "--data-dir", str(FOLDER), "--open", file])


def shown(kind: type[Any]) -> Any:
    """The window of a kind that is on the screen."""
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def ready() -> MainWindow:
    """The main window, once it is complete."""
    assert isinstance(getattr(sys.excepthook, "__self__", None), Failures)
    window: MainWindow = shown(MainWindow)
    return window


def part(name: str, kind: type[Any] = QWidget) -> Any:
    """A part on the screen, by its name."""
    for window in QApplication.topLevelWidgets():
        for one in window.findChildren(kind, name):
            if one.isVisible():
                return one
    raise LookupError(name)


def press(name: str) -> None:
    """Press a button that can be pressed."""
    button: QPushButton = part(name)
    assert button.isEnabled()
    QTimer.singleShot(0, button.click)


def press_in(dialog: str, name: str) -> None:
    """Press a button of a dialog, both by their names."""
    button: QPushButton = part(dialog).findChild(QPushButton, name)
    QTimer.singleShot(0, button.click)


def write(name: str, text: str) -> None:
    """Type into a field."""
    field: QLineEdit = part(name)
    field.setText(text)


def enter(name: str) -> None:
    """Press Enter in a field."""
    QTest.keyClick(part(name), Qt.Key.Key_Return)


def on_screen() -> str:
    """All words of all windows."""
    return " ".join(words_of(one) for one in QApplication.topLevelWidgets() if one.isVisible())


def file_shown() -> bool:
    """Whether a file is being taken in."""
    return any(isinstance(one, TablePage) and one.isVisible() for one in QApplication.allWidgets())


_FUNCTIONS = (shown, ready, part, press, press_in, write, enter, on_screen, file_shown, start)
_KINDS = (QApplication, StartProblem, TaskWindow, UnlockWindow, MainWindow, PlainDialog, RecoveryKeyDialog)
NAMES: dict[str, Any] = {one.__name__: one for one in (*_FUNCTIONS, *_KINDS)}
NAMES |= {"FOLDER": FOLDER, "held": held, "KEYS": []}
"""What a step may use."""


class Driver:
    """Does the steps."""

    def __init__(self, steps: list[str]) -> None:
        self._steps = steps
        self._since = time.monotonic()
        self._timer = QTimer()
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._try)
        self._timer.start()

    def _try(self) -> None:
        if not self._steps:
            self._timer.stop()
            return
        try:
            exec(self._steps[0], NAMES)  # noqa: S102 -- a line of the test
        except Exception as error:
            if time.monotonic() - self._since > LONGEST:
                print(f"never: {self._steps[0]}: {error!r}; shown: {on_screen()[:2000]}", flush=True)  # noqa: T201
                os._exit(3)
            return
        self._steps.pop(0)
        self._since = time.monotonic()


if __name__ == "__main__":
    app.bare_application()  # a timer needs it
    driver = Driver([line for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines() if line.strip()])
    files = [Path(one) for one in sys.argv[3:]]
    try:
        code = app.run(FOLDER, file=files[0] if files else None, seen=True)
    except NextRungError:
        code = 1
    raise SystemExit(code)
