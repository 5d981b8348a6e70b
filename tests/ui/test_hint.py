"""Hints: no line too wide to be read, no word lost, nothing that is in sight anyway."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from nextrung.ui.charts.gap_chart import GapChart, GapRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.field import Field
from nextrung.ui.widgets.hint import LONGEST_LINE, in_lines
from nextrung.ui.widgets.ticked import TickedDelegate

LONG = "Among the first in 64 of 100 redraws of these same answers. With other questions it would come up less often."


@pytest.mark.parametrize("text", [LONG, f"Stepwise\n{LONG}", "x" * 300, "", "short", "état-civil " * 20])
def test_that_a_hint_has_short_lines_and_all_of_its_words(text: str) -> None:
    lines = in_lines(text).splitlines()
    assert all(len(line) <= LONGEST_LINE for line in lines)
    assert "".join(in_lines(text).split()) == "".join(text.split())


def test_that_lines_that_fit_stay_as_they_were_written() -> None:
    assert in_lines("Stopped early\n\nFast answers") == "Stopped early\n\nFast answers"


def test_that_a_button_and_a_row_of_a_chart_break_their_hints(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Words")
    chart = GapChart(theme, "Gaps")
    for widget in (button, chart):
        qtbot.addWidget(widget)
    button.setToolTip(LONG)
    chart.resize(600, 400)
    chart.show_state([GapRow("A name of an area that goes on and on", None, None, None, 3.0, LONG)])
    chart.show()
    QTest.mouseMove(chart.viewport(), chart.rect().center())
    for widget in (button, chart):
        assert max(map(len, widget.toolTip().splitlines())) <= LONGEST_LINE


def test_that_a_choice_repeats_in_a_hint_only_what_is_cut_off(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = Field(theme, "Sector", "sector", window)
    field.offer([("", "All sectors"), ("51", "Information, and telecommunications of every kind")], "51")
    field.resize(field.whole_width() + 20, 40)
    window.resize(1200, 100)
    window.show()
    assert field.box.toolTip() == ""
    field.resize(field.whole_width() - 60, 40)
    assert field.box.toolTip() == "Information, and telecommunications of every kind"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # lists come to the front
def test_that_entries_of_a_list_are_not_bold_as_what_is_chosen_is(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    theme.apply_style(window)
    box = DropDown(window)
    box.addItems(["One", "Two"])
    qtbot.addWidget(window)
    window.show()
    box.showPopup()
    option = QStyleOptionViewItem()
    option.font = box.font()  # what Qt hands to the delegate of a list
    delegate = box.itemDelegate()
    assert isinstance(delegate, TickedDelegate)
    delegate.initStyleOption(option, box.model().index(0, 0))
    assert (option.font.weight(), box.font().weight()) == (QFont.Weight.Normal, QFont.Weight.DemiBold)
    box.hidePopup()
