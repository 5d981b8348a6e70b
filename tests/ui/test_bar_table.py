"""A table with a column of bars: texts stand whole where the bars leave room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.bar_table import BarRow, BarTable


def shown(qtbot: QtBot, theme: Theme, text: str, width: int) -> BarTable:
    table = BarTable(theme, "Gaps", ("Area", "Gap", "Level", "People"), bar_at=1)
    qtbot.addWidget(table)
    table.set_rows([BarRow((text, "0.1", "3 of 13"))])
    table.resize(width, 200)
    table.show()
    QApplication.processEvents()
    return table


def test_that_a_name_stands_whole_while_bars_have_room(qtbot: QtBot, theme: Theme) -> None:
    name = "ML frameworks and tooling, with data and software practice"
    wide = shown(qtbot, theme, name, 2_000).sizeHintForColumn(0)
    table = shown(qtbot, theme, name, wide * 2)
    assert table.columnWidth(0) >= wide
    assert table.columnWidth(1) >= table.viewport().width() // 6
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_that_a_long_question_leaves_the_bars_their_room(qtbot: QtBot, theme: Theme) -> None:
    table = shown(qtbot, theme, "Your service answers customers with a model from a supplier. " * 3, 900)
    assert table.columnWidth(1) >= table.viewport().width() // 6
