"""Garbage of the window is taken apart in the window's thread, and only while that waits."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nextrung import app
from nextrung.ui.background import Background
from nextrung.ui.garbage import collect_here
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog

MUCH = 20_000
"""Objects that no threshold of any Python lets pass without a collection."""


@pytest.fixture(autouse=True)
def _collected(qapp: QApplication) -> None:
    collect_here(qapp)


class Ring(QObject):
    """Garbage as soon as nobody else holds it, that says in which thread it was taken apart."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.itself, self.ends = self, ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


def allocate() -> list[list[object]]:
    return [[one] for one in range(MUCH)]


def test_that_work_in_a_thread_takes_nothing_of_the_window_apart(qtbot: QtBot) -> None:
    ends: list[int] = []
    owner = QObject()
    background = Background(owner)
    Ring(ends)
    with qtbot.waitSignal(background.finished):
        background.run(allocate)
    assert QThreadPool.globalInstance().waitForDone(5000)
    held = allocate()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [threading.get_ident()]
    assert len(held) == MUCH


def test_that_nothing_is_taken_apart_while_widgets_are_told_of_a_theme(qtbot: QtBot, theme: Theme) -> None:
    ends: list[int] = []
    told_with: list[int] = []

    class Told(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            allocate()
            told_with.append(len(ends))
            super().changeEvent(event)

    told = Told("told")
    qtbot.addWidget(told)
    theme.apply_style(told)
    told.show()
    told_with.clear()
    Ring(ends)
    theme.choose("dark")
    assert told_with
    assert not any(told_with)
    held = allocate()
    qtbot.waitUntil(lambda: bool(ends))
    assert len(held) == MUCH


def opened_dialog(theme: Theme, window: QWidget) -> str:
    """Open a dialog that nobody but its window holds afterwards; its name."""
    dialog = Dialog(theme, "A question", "Yes", 300, window)
    dialog.setObjectName("held by its window")
    dialog.column.addWidget(QLineEdit())
    dialog.open()
    return dialog.objectName()


def test_that_a_dialog_stays_while_its_window_does(qtbot: QtBot, theme: Theme) -> None:
    """It went with the next collection of what was new: see ``Dialog.setVisible``."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    gc.collect()
    name = opened_dialog(theme, window)
    for generation in range(3):
        gc.collect(generation)
        assert window.findChild(QDialog, name) is not None


def test_that_tab_comes_to_the_buttons_of_a_dialog_last(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = Dialog(theme, "A question", "Yes", 300, window)
    fields = [QLineEdit(), QLineEdit()]
    for field in fields:
        dialog.column.addWidget(field)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    walked = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert walked == [*fields, dialog.cancel_button, dialog.accept_button]
    assert dialog.accept_button.isDefault()


PROGRAM = """
import gc
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from nextrung import app, cli
from nextrung.ui.garbage import GarbageCollector

app.bare_application()
timer = QTimer()

def look():
    if QApplication.instance().findChild(GarbageCollector) is not None:
        print("automatic" if gc.isenabled() else "collected by the window")
        QApplication.closeAllWindows()

timer.timeout.connect(look)
timer.start(5)
raise SystemExit(cli.main(["--data-dir", sys.argv[1]]))
"""


def test_that_the_program_collects_like_this_from_its_first_page_on(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(app.__file__).parents[1]), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "data")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[0] == "collected by the window"
