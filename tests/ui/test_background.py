"""Work away from the window's thread."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nextrung.errors import DatabaseError
from nextrung.ui.background import Background


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_that_work_runs_in_another_thread_and_its_result_comes_back_in_this_one(qtbot: QtBot, owner: QObject) -> None:
    background = Background(owner)
    with qtbot.waitSignal(background.finished) as found:
        background.run(threading.get_ident)
    assert found.args is not None
    assert found.args[0] != threading.get_ident()


def test_that_only_the_newest_result_is_passed_on(qtbot: QtBot, owner: QObject) -> None:
    background = Background(owner)
    held = threading.Event()
    results: list[object] = []
    background.finished.connect(results.append)
    background.run(lambda: (held.wait(5), "old")[1])
    background.run(lambda: "new")
    held.set()
    qtbot.waitUntil(lambda: results == ["new"])
    QThreadPool.globalInstance().waitForDone(5000)
    qtbot.wait(20)
    assert results == ["new"]


def test_that_it_is_busy_until_the_result_was_passed_on(qtbot: QtBot, owner: QObject) -> None:
    background = Background(owner)
    states: list[bool] = []
    background.finished.connect(lambda _found: states.append(background.is_busy))
    background.run(lambda: None)
    assert QThreadPool.globalInstance().waitForDone(5000)
    assert background.is_busy
    qtbot.waitUntil(lambda: states == [False])
    background.run(lambda: None)
    background.cancel()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert states == [False]


def fail_with(error: Exception) -> None:
    raise error


def test_that_a_known_failure_is_reported_and_a_cancelled_one_is_not(qtbot: QtBot, owner: QObject) -> None:
    background = Background(owner)
    ends: list[str] = []
    background.broken_off.connect(lambda: ends.append("broken off"))
    background.failed.connect(lambda error: ends.append(str(error)))
    with qtbot.waitSignal(background.failed):
        background.run(partial(fail_with, DatabaseError("no")))
    assert ends == ["broken off", "no"]
    with qtbot.assertNotEmitted(background.failed, wait=50):
        background.run(partial(fail_with, DatabaseError("no")))
        background.cancel()
    assert ends == ["broken off", "no"]


def test_that_an_unknown_failure_is_raised_where_failures_are_logged(qtbot: QtBot, owner: QObject) -> None:
    background = Background(owner)
    with (
        qtbot.captureExceptions() as raised,
        qtbot.assertNotEmitted(background.failed),
        qtbot.waitSignal(background.broken_off),
    ):
        background.run(partial(fail_with, ValueError("no")))
    assert [str(error) for _, error, _ in raised] == ["no"]


def test_that_work_outlives_who_asked_without_harm(owner: QObject) -> None:
    background = Background(owner)
    held = threading.Event()
    background.run(lambda: held.wait(5))
    owner.deleteLater()
    del background
    held.set()
    assert QThreadPool.globalInstance().waitForDone(5000)


class Painted(QWidget):
    """Writes down that it was painted."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self.seen = seen

    def paintEvent(self, _event: QPaintEvent) -> None:
        # so that work which began before this writes itself down first, however busy the machine is
        QThreadPool.globalInstance().waitForDone()
        self.seen.append("painted")


def test_that_work_that_may_wait_begins_when_the_window_has_shown_what_changed(qtbot: QtBot, owner: QObject) -> None:
    seen: list[str] = []
    widget = Painted(seen)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.waitUntil(lambda: bool(seen))
    seen.clear()
    background = Background(owner)
    background.run(lambda: seen.append("worked"), after_look=True)
    widget.update()
    assert background.is_busy
    qtbot.waitUntil(lambda: not background.is_busy)
    assert seen[0] == "painted"
    assert seen.count("worked") == 1
