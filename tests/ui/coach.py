"""A coach at the keyboard, for tests that walk through the coach's pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nextrung.ui.people.page import PeoplePage
from nextrung.ui.sessions.client_page import ClientPage
from nextrung.ui.sessions.session_page import SessionPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def opened(qtbot: QtBot, workspace: Workspace, theme: Theme, prepare: Callable[[Workspace], None]) -> MainWindow:
    """A window over what ``prepare`` makes, with the keyboard."""
    prepare(workspace)
    window = MainWindow(workspace, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return window


def focused() -> QWidget:
    """What has the focus once everything under way has happened, a window that opens among it."""
    for _ in range(100):
        QApplication.processEvents()
        found = QApplication.focusWidget()
        if found is not None:
            return found
        QTest.qWait(5)
    raise AssertionError("a keyboard user has lost the focus")


def key(code: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), code, modifier)


def write(text: str) -> None:
    """Type a text where the focus is."""
    QTest.keyClicks(focused(), text)


def tab_to(name: str, most: int = 60) -> QWidget:
    """Press Tab until the widget with this name has the focus."""
    for _ in range(most):
        found = focused()
        if found.objectName() == name:
            return found
        key(Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached by Tab")


def press_button(name: str) -> None:
    """Go to a button by Tab and press it."""
    tab_to(name)
    key(Qt.Key.Key_Space)


def people_page(window: MainWindow) -> PeoplePage:
    page = window.current_page()
    assert isinstance(page, PeoplePage), page
    return page


def client_page(window: MainWindow) -> ClientPage:
    page = window.current_page()
    assert isinstance(page, ClientPage), page
    return page


def session_page(window: MainWindow) -> SessionPage:
    page = window.current_page()
    assert isinstance(page, SessionPage), page
    return page


def names(page: PeoplePage) -> list[str]:
    """Names in the table, from the top."""
    return [row.name for row in page.table.people.rows]


def cells(page: PeoplePage, person: str) -> dict[str, str]:
    """Texts of a person's row by heading."""
    model = page.table.people
    at = names(page).index(person)
    headings = [str(model.headerData(one, Qt.Orientation.Horizontal)) for one in range(model.columnCount())]
    return {heading: str(model.index(at, one).data()) for one, heading in enumerate(headings)}


def words_of(widget: QWidget) -> str:
    """All labels in sight."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
