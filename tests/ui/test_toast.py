"""A message over the window: it goes by itself or with Esc, waits while it is read, and covers no action."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.person import press, question

from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.toast import SHOWN_FOR, Toast
from nextrung.workspace import Workspace

LONG = "The data folder cannot be written; free some space on the disk, then go on. Nothing that was saved is lost."


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(800, 600)
    button = QPushButton("Elsewhere", window)
    button.setObjectName("elsewhere")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def turns(qtbot: QtBot, number: int = 20) -> None:
    """So many turns of the loop, in which timers of no length come to their end."""
    for _ in range(number):
        timer = QTimer()
        timer.setSingleShot(True)
        with qtbot.waitSignal(timer.timeout):
            timer.start(0)


@pytest.mark.parametrize("problem", [False, True])
def test_that_every_message_goes_by_itself(qtbot: QtBot, theme: Theme, over: QWidget, problem: bool) -> None:
    toast = Toast(theme, over, shown_for=0)
    toast.show_message("Saved", problem=problem)
    assert toast.isVisible()
    qtbot.waitUntil(toast.isHidden)
    assert SHOWN_FOR == 8000


def test_that_it_waits_while_it_is_pointed_at(qtbot: QtBot, theme: Theme, over: QWidget) -> None:
    toast = Toast(theme, over, shown_for=0)
    toast.show_message("Saved", problem=True)
    inside = QPointF(5, 5)
    QCoreApplication.sendEvent(toast, QEnterEvent(inside, inside, inside))
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    turns(qtbot)
    assert toast.isVisible()
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    QCoreApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(toast.isHidden)


def test_that_it_waits_while_its_button_has_the_focus(qtbot: QtBot, theme: Theme, over: QWidget) -> None:
    toast = Toast(theme, over, shown_for=0)
    over.activateWindow()
    toast.show_message("Saved", problem=True)
    close, elsewhere = toast.findChild(QAbstractButton, "toast-close"), over.findChild(QPushButton, "elsewhere")
    assert close is not None
    assert elsewhere is not None
    close.setFocus()
    turns(qtbot)
    assert toast.isVisible()
    elsewhere.setFocus()
    qtbot.waitUntil(toast.isHidden)


def test_that_esc_closes_the_message_and_not_the_form(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)  # Start
    page = question(window)
    window.commands.say_problem(LONG)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert not window.commands.toast.isVisible()
    assert window.current_page() is page
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert window.current_page() is not page


def test_that_esc_in_another_window_is_left_to_it(qtbot: QtBot, theme: Theme, over: QWidget) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    toast = Toast(theme, over)
    toast.show_message("Saved")
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert toast.isVisible()


def places(window: MainWindow) -> list[tuple[QRect, QWidget]]:
    """Where buttons and fields are seen."""
    found = []
    for one in window.findChildren(QWidget):
        acts = isinstance(one, QAbstractButton | QLineEdit | QComboBox) and one.objectName() != "toast-close"
        if acts and one.isEnabled() and one.isVisible() and not one.visibleRegion().isEmpty():
            found.append((one.visibleRegion().boundingRect().translated(one.mapTo(window, QPoint())), one))
    return found


@pytest.mark.parametrize("size", [(960, 640), (1280, 832)])
def test_that_a_message_lies_over_no_action(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, size: tuple[int, int]
) -> None:
    window.resize(*size)
    workspace.add_person("Coach")
    for name in ("people", "plan", "settings", "assess", "salary"):
        window.show_page(name)
        turns(qtbot, 3)
        window.commands.say_problem(LONG)
        turns(qtbot, 3)
        actions = places(window)
        assert actions
        covered = [one.objectName() for box, one in actions if box.intersects(window.commands.toast.geometry())]
        assert covered == [], name
        window.commands.toast.hide()


def test_that_a_message_lies_over_no_answer_of_a_question(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)  # Start
    for size in ((960, 640), (1024, 640), (1280, 832)):
        window.resize(*size)
        window.commands.say_problem(LONG)
        toast = window.commands.toast
        page = question(window)
        for name in ("next", "back", "skip", "pause"):
            button = getattr(page, name)
            assert not QRect(button.mapTo(window, QPoint()), button.size()).intersects(toast.geometry()), (size, name)
        toast.hide()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 832)])
def test_that_a_message_hides_no_words_of_the_settings(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, size: tuple[int, int]
) -> None:
    workspace.add_person("Alex")
    window.resize(*size)
    window.show_page("settings")
    turns(qtbot, 3)
    window.commands.say_problem(LONG)
    toast = window.commands.toast
    turns(qtbot, 3)
    for label in window.current_page().findChildren(QLabel):
        seen = label.visibleRegion().boundingRect()
        words = QRect(seen.topLeft(), seen.size().boundedTo(label.sizeHint()))
        assert not words.translated(label.mapTo(window, QPoint())).intersects(toast.geometry()), label.text()


def test_that_all_messages_stand_at_one_place(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Coach")
    found = set()
    for name in ("people", "plan", "settings", "evidence", "salary"):
        window.show_page(name)
        for words in ("Saved", "The link is copied."):
            window.commands.say(words)
            turns(qtbot, 3)
            found.add((name, window.commands.toast.geometry().getRect()))
    window.commands.toast.hide()
    assert len({place for _, place in found}) == 1, found


def test_that_what_lay_below_a_message_can_be_scrolled_to(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.add_person("Alex")
    window.show_page("settings")
    window.commands.say("Saved")
    turns(qtbot, 3)
    page = window.current_page()
    last = page.findChildren(QAbstractButton)[-1]
    body = page.findChild(ScrollBody)
    assert body is not None
    body.ensureWidgetVisible(last)
    turns(qtbot, 3)
    bottom = last.mapTo(window, QPoint(0, last.height())).y()
    assert window.commands.toast.isVisible()
    assert bottom <= window.commands.toast.y()


def test_that_the_room_is_given_back_when_the_message_goes(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.add_person("Alex")
    window.show_page("settings")
    body = window.current_page().findChild(ScrollBody)
    assert body is not None
    whole = body.viewport().height()
    window.commands.say("Saved")
    turns(qtbot, 3)
    assert body.viewport().height() < whole
    window.show_page("plan")
    turns(qtbot, 3)
    assert body.viewport().height() == whole
    window.commands.toast.hide()
    after = window.current_page().findChild(ScrollBody)
    assert after is not None
    assert after.viewport().height() == after.height()


def test_that_a_page_below_the_pointer_keeps_room_too(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.add_person("Alex")
    window.show_page("plan")
    window.commands.say("Saved")
    toast = window.commands.toast
    # a dialog was closed by a click where the message comes up, and the page behind it is another one now
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    window.show_page("settings")
    turns(qtbot, 3)
    body = window.current_page().findChild(ScrollBody)
    assert body is not None
    bottom = body.viewport().mapTo(window, QPoint(0, body.viewport().height())).y()
    assert bottom <= toast.y()
