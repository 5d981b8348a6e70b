"""A field of some lines: it grows with its text, and takes nothing by halves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.coach import words_of

from nextrung.tour.draw import settle
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.growing_field import MOST_LINES, GrowingField

LONGEST = 100


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> GrowingField:
    page = QWidget()
    theme.apply_style(page)
    made = GrowingField("example", "Example", "Here", longest=LONGEST)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addStretch(1)
    page.resize(400, 400)
    qtbot.addWidget(page)
    page.show()
    made.setFocus()
    return made


def height(field: GrowingField) -> int:
    settle()
    return field.field.height()


def test_that_it_grows_line_by_line_up_to_the_most(field: GrowingField) -> None:
    heights = [height(field)]
    for _ in range(MOST_LINES + 1):
        QTest.keyClicks(field.field, "a")
        QTest.keyClick(field.field, Qt.Key.Key_Return)
        heights.append(height(field))
    assert heights[:MOST_LINES] == sorted(set(heights))
    assert heights[MOST_LINES - 1 :] == heights[MOST_LINES - 1 : MOST_LINES] * 3
    assert field.text() == "a\n" * (MOST_LINES + 1)


def test_that_a_long_line_is_broken_and_seen_whole(field: GrowingField) -> None:
    before = height(field)
    field.set_text("word " * 20)
    assert height(field) > before


@pytest.mark.parametrize(("length", "said"), [(79, ""), (80, "Length: 80 of 100"), (100, "Length: 100 of 100")])
def test_that_the_length_is_said_once_it_matters(field: GrowingField, length: int, said: str) -> None:
    field.set_text("x" * length)
    assert words_of(field) == said


@pytest.mark.parametrize("way", ["typed", "pasted", "entered"])
def test_that_what_does_not_fit_is_not_taken_at_all_and_is_said(field: GrowingField, way: str) -> None:
    field.set_text("x" * (LONGEST - (3 if way == "pasted" else 0)))
    kept = field.text()
    heard: list[str] = []
    field.edited.connect(heard.append)
    if way == "typed":
        QTest.keyClicks(field.field, "y")
    elif way == "entered":
        QTest.keyClick(field.field, Qt.Key.Key_Return)
    else:
        QGuiApplication.clipboard().setText("four")
        field.field.paste()
    assert (field.text(), heard) == (kept, [])
    assert "101 long; at most 100" in words_of(field)


def test_that_a_text_from_elsewhere_that_is_too_long_stays_and_can_be_shortened(field: GrowingField) -> None:
    field.set_text("x" * (LONGEST + 20))
    QTest.keyClick(field.field, Qt.Key.Key_Delete)
    assert len(field.text()) == LONGEST + 19
    field.field.selectAll()
    QTest.keyClicks(field.field, "y")
    assert field.text() == "y"


def test_that_control_enter_leaves_it(field: GrowingField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
