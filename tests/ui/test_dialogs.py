"""Dialogs are as high as what is in them, and change with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nextrung import ui
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.question import QuestionDialog
from nextrung.ui.widgets.rows_table import RowsTable
from nextrung.ui.widgets.text import TextLabel

WORDS = "A sentence that is long enough to need more than one line where a dialog is narrow. "
WINDOW = (1000, 700)


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    """The window that dialogs belong to."""
    window = QWidget()
    window.resize(*WINDOW)
    qtbot.addWidget(window)
    window.show()
    return window


def opened(theme: Theme, behind: QWidget, *parts: QWidget, height: int = 0) -> Dialog:
    dialog = Dialog(theme, "A dialog", "Done", 400, behind, height=height)
    for part in parts:
        dialog.column.addWidget(part)
    dialog.column.addStretch(1)
    dialog.open()
    return dialog


def free_below(dialog: Dialog, last: QWidget) -> int:
    """Pixels between the last part and the buttons, beyond the air that they have above them."""
    end = last.mapTo(dialog, last.rect().bottomLeft()).y()
    begin = dialog.accept_button.mapTo(dialog, dialog.accept_button.rect().topLeft()).y()
    return begin - end - 1 - dialog.theme.space("m") - dialog.theme.space("xs")


def test_that_a_dialog_ends_below_what_is_in_it(theme: Theme, behind: QWidget) -> None:
    last = TextLabel(WORDS * 3)
    dialog = opened(theme, behind, TextLabel(WORDS), last)
    assert last.height() >= 3 * last.fontMetrics().height()
    # the stretch at the end has the space of a part before it
    assert 0 <= free_below(dialog, last) <= dialog.column.spacing()


def test_that_what_comes_later_has_room_and_what_goes_leaves_none(qtbot: QtBot, theme: Theme, behind: QWidget) -> None:
    first, later = TextLabel(WORDS), TextLabel(WORDS * 6)
    later.hide()
    dialog = opened(theme, behind, first, later)
    before, middle = dialog.height(), dialog.geometry().center()
    later.show()
    qtbot.waitUntil(lambda: dialog.height() > before)
    qtbot.waitUntil(lambda: 0 <= free_below(dialog, later) <= dialog.column.spacing())
    assert abs(dialog.geometry().center().y() - middle.y()) <= 1
    later.setText(WORDS)
    qtbot.waitUntil(lambda: free_below(dialog, later) <= dialog.column.spacing())
    later.hide()
    qtbot.waitUntil(lambda: dialog.height() == before)
    assert abs(dialog.geometry().center().y() - middle.y()) <= 1


def test_that_a_line_about_what_is_wrong_has_room(qtbot: QtBot, theme: Theme, behind: QWidget) -> None:
    last = TextLabel(WORDS)
    dialog = opened(theme, behind, last)
    before = dialog.height()
    dialog.show_problem(WORDS * 2)
    qtbot.waitUntil(lambda: dialog.height() > before)
    dialog.show_problem("")
    qtbot.waitUntil(lambda: dialog.height() == before)


def test_that_a_long_dialog_scrolls_and_leaves_its_window_in_sight(theme: Theme, behind: QWidget) -> None:
    dialog = opened(theme, behind, *(TextLabel(WORDS * 3) for _ in range(30)))
    assert dialog.height() < behind.height()


def test_that_a_dialog_somebody_made_higher_stays_so(qtbot: QtBot, theme: Theme, behind: QWidget) -> None:
    part = QLabel("short", alignment=Qt.AlignmentFlag.AlignTop)
    dialog = opened(theme, behind, part)
    chosen = dialog.height() + 90
    qtbot.waitExposed(dialog)
    dialog.windowHandle().resize(dialog.width(), chosen)
    qtbot.waitUntil(lambda: dialog.height() == chosen)
    part.setMinimumHeight(60)
    QApplication.processEvents()
    assert dialog.height() == chosen


def test_that_a_dialog_with_a_part_that_takes_what_there_is_has_its_own_height(theme: Theme, behind: QWidget) -> None:
    assert opened(theme, behind, TextLabel(WORDS), height=500).height() == theme.em(500)


def test_that_a_table_that_is_only_read_does_not_begin_with_the_keys(
    qtbot: QtBot, theme: Theme, behind: QWidget
) -> None:
    table = RowsTable("What is in it", ["What", "How many"])
    table.set_rows([("Answers", "74")])
    dialog = opened(theme, behind, table)
    qtbot.waitUntil(dialog.accept_button.hasFocus)


def test_that_parts_of_a_form_that_are_hidden_leave_no_gap(theme: Theme, behind: QWidget) -> None:
    form = FormDialog(theme, "A form", "Done", behind)
    first, last = TextLabel("first"), TextLabel("last")
    form.column.addWidget(first)
    with form.together() as part:
        form.add_field("A field", QLineEdit(), "hidden-field")
        form.column.addSpacing(50)
    form.column.addWidget(last)
    part.hide()
    form.open()
    assert last.y() - first.geometry().bottom() - 1 == form.column.spacing()


def test_that_a_question_about_what_cannot_be_taken_back_is_marked_and_not_answered_by_enter(
    theme: Theme, behind: QWidget
) -> None:
    for final in (True, False):
        asking = QuestionDialog(theme, behind, "Go on?", WORDS, "Go on", final=final)
        asking.open()
        assert (asking.findChild(QLabel, "sign-warning") is not None) is final
        answers: list[int] = []
        asking.finished.connect(answers.append)
        QTest.keyClick(asking, Qt.Key.Key_Return)
        assert answers == [QDialog.DialogCode.Rejected if final else QDialog.DialogCode.Accepted]


def test_that_every_question_of_the_program_is_asked_in_one_way() -> None:
    """But one, which is there for when the files that windows are styled with cannot be read."""
    files = Path(ui.__file__).parent.rglob("*.py")
    assert [one.name for one in files if "QMessageBox" in one.read_text("utf-8")] == ["problem.py"]


def test_that_a_dialog_comes_up_in_the_middle_of_its_window(theme: Theme, behind: QWidget) -> None:
    behind.resize(500, 400)
    behind.move(130, 90)
    dialog = opened(theme, behind, TextLabel(WORDS * 2))
    for _ in range(2):
        apart = dialog.geometry().center() - behind.geometry().center()
        assert apart.manhattanLength() <= 2
        dialog.done(0)
        behind.move(60, 40)
        dialog.open()
