"""The table twin of a chart fits its columns to what it holds when somebody looks."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.table import TextTable

LONG = "Two thousand three hundred and forty-five US dollars"


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> TextTable:
    window = QWidget()
    theme.dress(window)
    qtbot.addWidget(window)
    made = TextTable("Pay", ["Rung", "Low", "High"])
    made.set_rows([["First", "1", "2"]])
    QHBoxLayout(window).addWidget(made)
    window.resize(900, 300)
    window.show()
    qtbot.waitExposed(window)
    return made


def needed(table: TextTable) -> int:
    return table.sizeHintForColumn(1)


def test_that_what_changed_out_of_sight_fits_when_it_is_shown_again(table: TextTable) -> None:
    before = table.columnWidth(1)
    table.hide()
    table.set_rows([["First", LONG, "2"]])
    assert table.columnWidth(1) == before, "nobody looks, so nothing is measured"
    table.show()
    assert table.columnWidth(1) >= needed(table) > before


def test_that_what_changes_in_sight_fits_at_once(table: TextTable) -> None:
    table.set_rows([["First", LONG, "2"]])
    assert table.columnWidth(1) >= needed(table)


def test_that_every_row_is_in_view_when_it_is_shown_again(table: TextTable) -> None:
    table.hide()
    table.set_rows([["First", str(number), "2"] for number in range(40)])
    table.show()
    assert table.minimumHeight() >= table.verticalHeader().length()
