"""Work away from the window's thread."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

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


def test_that_a_failure_is_reported_and_a_cancelled_one_is_not(qtbot: QtBot, owner: QObject) -> None:
    background = Background(owner)

    def fail() -> None:
        raise ValueError("no")

    with qtbot.waitSignal(background.failed) as found:
        background.run(fail)
    assert found.args is not None
    assert str(found.args[0]) == "no"
    with qtbot.assertNotEmitted(background.failed, wait=50):
        background.run(fail)
        background.cancel()


def test_that_work_outlives_who_asked_without_harm(owner: QObject) -> None:
    background = Background(owner)
    held = threading.Event()
    background.run(lambda: held.wait(5))
    owner.deleteLater()
    del background
    held.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
