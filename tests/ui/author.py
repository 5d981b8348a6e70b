"""What somebody does who writes a questionnaire, by keyboard, for tests that walk through the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.authoring.page import AuthoringPage
from nextrung.ui.authoring.publish_dialog import PublishDialog
from nextrung.ui.questionnaires.list_card import QuestionnaireListCard
from nextrung.ui.shell.window import MainWindow


def listed(window: MainWindow) -> QuestionnaireListCard:
    window.show_page("settings")
    wait_until_idle(window)
    (found,) = window.current_page().findChildren(QuestionnaireListCard)
    return found


def written_page(window: MainWindow) -> AuthoringPage:
    found = window.current_page()
    assert isinstance(found, AuthoringPage)
    return found


def press(window: QWidget, button: QWidget) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    wait_until_idle(window)


def field(page: AuthoringPage, way: str) -> QWidget:
    row = page.form.row(way)
    assert row is not None, way
    return row.control


def lines(page: AuthoringPage, way: str) -> QPlainTextEdit:
    """What is typed in."""
    found = field(page, way).focusProxy()
    assert isinstance(found, QPlainTextEdit)
    return found


def typed(page: AuthoringPage, way: str, text: str) -> None:
    """Type a text in place of what stands in a field."""
    field(page, way).setFocus()
    QTest.keyClick(lines(page, way), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(lines(page, way), text)


def text_of(page: AuthoringPage, way: str) -> str:
    return lines(page, way).toPlainText()


def add(page: AuthoringPage, what: str) -> None:
    """Open the menu by keyboard and go down to an entry."""
    press(page.window(), page.add)
    names = [action.objectName() for action in page.menu.actions()]
    for _ in range(names.index(f"add-{what}") + 1):
        QTest.keyClick(page.menu, Qt.Key.Key_Down)
    QTest.keyClick(page.menu, Qt.Key.Key_Return)
    wait_until_idle(page.window())


def names(page: AuthoringPage) -> list[str]:
    """All entries of the outline, in order."""
    tree, found = page.outline, []
    index = tree.model().index(0, 0)
    while index.isValid():
        found.append(str(index.data()))
        index = tree.indexBelow(index)
    return found


def pick(page: AuthoringPage, name: str) -> None:
    """Go to an entry by keyboard."""
    page.outline.setFocus()
    QTest.keyClick(page.outline, Qt.Key.Key_Home)
    for _ in range(names(page).index(name)):
        QTest.keyClick(page.outline, Qt.Key.Key_Down)
    wait_until_idle(page.window())


def ways(page: AuthoringPage) -> list[str]:
    return [row.field.way for row in page.form.rows]


def choose(page: AuthoringPage, way: str, entry: str) -> None:
    """Pick an entry by keyboard."""
    box = field(page, way)
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findData(entry)):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == entry
    wait_until_idle(page.window())


def publish(page: AuthoringPage, window: MainWindow) -> None:
    wait_until_idle(window)
    press(window, page.publish)
    (dialog,) = (one for one in window.findChildren(PublishDialog) if one.isVisible())
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    wait_until_idle(window)
