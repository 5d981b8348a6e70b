"""What a person does at the keyboard and with the mouse, for tests that walk through pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.assess.part_break import BreakPage
from nextrung.ui.shell.window import MainWindow


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None, "a keyboard user has lost the focus"
    QTest.keyClick(focused, key)


def digit(number: int) -> None:
    press(Qt.Key(Qt.Key.Key_0 + number))


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QWidget, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def question(window: MainWindow) -> QuestionPage:
    page = window.current_page()
    assert isinstance(page, QuestionPage)
    return page


def go_on(window: MainWindow) -> None:
    """Enter, and once more where a break comes between."""
    press(Qt.Key.Key_Return)
    if isinstance(window.current_page(), BreakPage):
        press(Qt.Key.Key_Return)


def name_file(path: Path, typed: str = "") -> None:
    """Answer the dialog that asks where a file goes with ``path``, or with what is typed for its last part."""
    [asking] = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
    asking.setDirectory(str(path.parent))
    asking.selectFile(str(path.with_name(typed or path.name)))
    asking.accept()


def type_file(path: Path) -> None:
    """Answer the dialog that asks where a file goes by keyboard: the whole path, then Enter."""
    [asking] = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
    [edit] = asking.findChildren(QLineEdit)
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, str(path))
    QTest.keyClick(edit, Qt.Key.Key_Return)
