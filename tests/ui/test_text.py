"""Texts on screen: air between lines, lines that can be followed, and names for those who listen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QFontInfo, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui import person

from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.lines import Lines
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

pytestmark = pytest.mark.usefixtures("theme")
WORDS = "Write the stop rule, apply it, and move the people to the work that is left. " * 4


def shown(qtbot: QtBot, text: TextLabel, width: int) -> TextLabel:
    qtbot.addWidget(text)
    text.resize(width, text.heightForWidth(width))
    text.show()
    return text


def inked_rows(text: TextLabel) -> list[bool]:
    """For each row of pixels, whether something is painted there."""
    image = text.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return [
        len({image.pixelColor(x, y).value() for x in range(0, image.width(), 2)}) > 1 for y in range(image.height())
    ]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_that_lines_of_a_text_have_air_between_them(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    text = shown(qtbot, TextLabel(WORDS), 400)
    lines = Lines(WORDS, text.font(), 400, text.layoutDirection())
    size = QFontInfo(text.font()).pixelSize()
    assert lines.count > 3
    assert text.heightForWidth(400) >= round((lines.count - 1) * size * 1.4) + size
    rows = inked_rows(text)
    bands = sum(1 for before, now in zip([False, *rows], rows, strict=False) if now and not before)
    assert bands >= lines.count  # no line touches the next
    text.resize(400, text.height() + 40)
    assert sum(rows) == sum(inked_rows(text))  # and none is cut off


def test_that_one_line_takes_no_more_room_than_a_label(qtbot: QtBot) -> None:
    text, label = shown(qtbot, TextLabel("Short"), 400), QLabel("Short")
    qtbot.addWidget(label)
    assert text.heightForWidth(400) == label.sizeHint().height()


def test_that_a_line_is_never_too_long_to_follow(qtbot: QtBot) -> None:
    text = shown(qtbot, TextLabel(WORDS), 4000)
    assert text.heightForWidth(4000) == text.heightForWidth(1500) > text.fontMetrics().height() * 2


def test_that_a_text_grows_with_its_font(qtbot: QtBot, theme: Theme) -> None:
    text = shown(qtbot, TextLabel(WORDS), 400)
    theme.apply_style(text)
    before = text.heightForWidth(400)
    theme.choose("light", 2.0)
    assert text.heightForWidth(400) > 3 * before


def test_that_a_text_is_read_out_as_it_was_given(qtbot: QtBot) -> None:
    text = shown(qtbot, TextLabel(WORDS), 400)
    found = QAccessible.queryAccessibleInterface(text)
    assert found.role() is QAccessible.Role.StaticText
    assert found.text(QAccessible.Text.Name) == WORDS


@pytest.mark.parametrize(("words", "ends"), [("abc " * 60, "left"), ("\u05d0\u05d1\u05d2 " * 60, "right")])
def test_that_lines_begin_where_their_letters_are_read_from(qtbot: QtBot, words: str, ends: str) -> None:
    text = shown(qtbot, TextLabel(words), 2000)
    image = text.grab().toImage()
    ground = image.pixelColor(image.width() // 2, 0)
    inked = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in range(image.height()))]
    assert (min(inked) < image.width() - max(inked)) == (ends == "left")


def test_that_the_sentence_of_a_check_box_breaks_with_air(qtbot: QtBot) -> None:
    tick = WrappedCheckBox(WORDS)
    qtbot.addWidget(tick)
    short = WrappedCheckBox("Short")
    qtbot.addWidget(short)
    beside = short.sizeHint().width() - short.fontMetrics().horizontalAdvance("Short")
    lines = Lines(WORDS, tick.font(), 400 - beside, tick.layoutDirection())
    assert tick.heightForWidth(400) == short.sizeHint().height() + lines.height - tick.fontMetrics().height()


def test_that_names_wrap_before_numbers_are_cut_off(qtbot: QtBot) -> None:
    table = TextTable("Table", ["Area", "Level", "Is the gap real?"])
    qtbot.addWidget(table)
    table.set_rows([["Responsibilities of a rather long kind", "3.1", "no gap seen"], ["Team", "2.0", "likely"]])
    table.resize(380, 300)
    table.show()
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.rowHeight(0) > table.rowHeight(1)


@pytest.mark.parametrize("words", ["a b", "a b\n", "one line\nand a longer one", "\n", "", "a\u2028b c\nd"])
def test_that_a_height_is_the_same_whatever_widths_were_asked_for_before(qtbot: QtBot, words: str) -> None:
    asked = TextLabel(words)
    qtbot.addWidget(asked)
    for width in (*range(4, 200, 7), *range(200, 4, -7)):
        fresh = TextLabel(words)
        qtbot.addWidget(fresh)
        assert asked.heightForWidth(width) == fresh.heightForWidth(width)


def test_that_words_in_capitals_are_read_out_as_words(window: MainWindow) -> None:
    """Some screen readers spell out what is all capitals."""
    window.workspace.privacy.set_coach_mode(on=True)
    window.show_page("people")
    person.click(window, "nav-assess")
    person.click(window, "quick")
    capitals = [label for label in window.findChildren(TextLabel) if label.text().isupper() and len(label.text()) > 1]
    assert len(capitals) > 1, "the part of the questionnaire and the section of the navigation"
    assert [label.text() for label in capitals if not label.accessibleName() or label.accessibleName().isupper()] == []
