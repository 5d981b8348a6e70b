"""The table twin of a chart fits its columns to what it holds when somebody looks."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStyle, QStyleOptionViewItem, QTableView, QWidget
from pytestqt.qtbot import QtBot

from nextrung import resources
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.rows import ROW_AIR
from nextrung.ui.widgets.table import TextTable

LONG = "Two thousand three hundred and forty-five US dollars"


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> TextTable:
    window = QWidget()
    theme.apply_style(window)
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


def test_that_another_height_alone_measures_nothing(qtbot: QtBot, table: TextTable) -> None:
    QCoreApplication.processEvents()  # what its style still brings
    table.setColumnWidth(1, needed(table) + 70)
    table.window().resize(900, 400)
    qtbot.waitUntil(lambda: table.window().height() == 400)
    assert table.columnWidth(1) == needed(table) + 70
    table.window().resize(700, 400)
    qtbot.waitUntil(lambda: table.columnWidth(1) != needed(table) + 70)


def test_that_every_row_is_in_view_when_it_is_shown_again(table: TextTable) -> None:
    table.hide()
    table.set_rows([["First", str(number), "2"] for number in range(40)])
    table.show()
    assert table.minimumHeight() >= table.verticalHeader().length()


FARTHEST = 500
"""Device-independent pixels between the texts of neighbouring columns; the eye loses the row beyond."""


def gaps(table: QTableView, row: int) -> list[int]:
    """The air between the text of each cell of a row and the next."""
    metrics, ends = table.fontMetrics(), []
    model = table.model()
    for column in range(model.columnCount()):
        index = model.index(row, column)
        wide = metrics.horizontalAdvance(str(index.data()))
        left = table.columnViewportPosition(column)
        is_right = bool(index.data(Qt.ItemDataRole.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight))
        start = left + table.columnWidth(column) - wide if is_right else left
        ends.append((start, start + wide))
    return [start - end for (_, end), (start, _) in pairwise(ends)]


@pytest.mark.parametrize("width", [700, 1280, 1920, 2560, 3840])
def test_that_no_column_stands_far_from_the_next(qtbot: QtBot, table: TextTable, width: int) -> None:
    window = table.window()
    window.resize(width, 300)
    qtbot.waitUntil(lambda: table.viewport().width() > width - 100)
    assert max(gaps(table, 0)) <= FARTHEST
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_that_what_rows_have_in_common_stands_once_and_is_said_with_each(qtbot: QtBot) -> None:
    made = TextTable("Views", ["Area", "You", "Who"], texts=True, once=2)
    qtbot.addWidget(made)
    made.set_rows([("Writing", "2.0", "manager"), ("Writing", "2.0", "clients"), ("Reading", "2.0", "clients")])
    model = made.model()
    shown = [[model.index(row, column).data() for column in range(3)] for row in range(3)]
    assert shown == [["Writing", "2.0", "manager"], ["", "", "clients"], ["Reading", "2.0", "clients"]]
    assert model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Writing, You: 2.0"


BARE = re.compile(r"class \w+\((?!WheelToPageFirst)[^)]*\bQTableView\b|[= ]QTableView\(\)")


def test_that_no_table_takes_the_wheel_of_its_page_in_passing() -> None:
    code = resources.folder("assets").parent / "desktop" / "nextrung" / "ui"
    assert [file.name for file in code.rglob("*.py") if BARE.search(file.read_text(encoding="utf-8"))] == []


def test_that_the_wheel_scrolls_the_page_until_the_table_has_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    page = ScrollBody(theme)
    qtbot.addWidget(page)
    made = TextTable("Long", ["Row"], rows_in_view=4)
    made.set_rows([(f"{number}",) for number in range(40)])
    made.setFixedHeight(200)
    below = QWidget()
    below.setFixedHeight(2_000)
    page.column.addWidget(made)
    page.column.addWidget(below)
    page.resize(400, 400)
    page.show()
    qtbot.waitExposed(page)
    bar = made.verticalScrollBar()
    made.clearFocus()
    assert not is_taken(made)  # so that it goes on to the page
    assert bar.value() == 0
    page.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    assert is_taken(made)
    assert bar.value() > 0
    made.clearFocus()
    bar.setValue(0)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert is_taken(made), "the page scrolls no further"


def is_taken(table: QTableView) -> bool:
    """Whether the wheel, turned down over a table, scrolls it."""
    middle = QPointF(table.viewport().rect().center())
    event = QWheelEvent(
        middle,
        table.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(table.viewport(), event)
    return event.isAccepted()


def test_that_all_columns_of_words_give_way_before_the_table_scrolls_sideways(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    theme.apply_style(holder)
    made = TextTable("Pay", ["Role", "Amount", "Source"], words=(2,))
    QHBoxLayout(holder).addWidget(made)
    holder.resize(330, 300)
    holder.show()
    qtbot.waitExposed(holder)
    made.set_rows([("First-line manager of two small teams", "$205,000", "A talk at a conference about pay")])
    assert sum(made.columnWidth(at) for at in range(3)) <= made.viewport().width()
    model = made.model()
    amount = made.sizeHintForIndex(model.index(0, 1)).width()
    assert made.columnWidth(1) >= amount, "a number is never broken"


def test_that_words_stand_left_and_numbers_right(qtbot: QtBot) -> None:
    made = TextTable("Change", ["Area", "Level", "The change"], words=(2,))
    qtbot.addWidget(made)
    made.set_rows([["Communication", "2.4", "within noise"]])
    sides = [made.model().index(0, at).data(Qt.ItemDataRole.TextAlignmentRole) for at in range(3)]
    right = int(Qt.AlignmentFlag.AlignRight)
    assert [bool(side & right) for side in sides] == [False, True, False]
    heads = [made.model().headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) for at in (1, 2)]
    assert [bool(side & right) for side in heads] == [True, False]


def test_that_a_column_in_which_every_row_is_empty_is_not_shown(qtbot: QtBot) -> None:
    made = TextTable("Pay", ["Role", "Percentile", "Amount"])
    qtbot.addWidget(made)
    made.set_rows([["Lead", "–", "$1"], ["Head", "", "–"]])
    assert [made.isColumnHidden(at) for at in range(3)] == [False, True, False]
    made.set_rows([["Lead", "75", "–"]])
    assert [made.isColumnHidden(at) for at in range(3)] == [False, False, True]


def test_that_the_dash_of_a_cell_without_a_value_is_calmer_than_a_value(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    theme.apply_style(window)
    qtbot.addWidget(window)
    made = TextTable("Pay", ["Role", "Percentile"], words=(1,))
    QHBoxLayout(window).addWidget(made)
    made.set_rows([["Lead", "–"], ["Head", "—"]])
    window.resize(600, 300)
    window.show()
    qtbot.waitExposed(window)
    seen = made.viewport().grab().toImage()
    scale, left = seen.devicePixelRatio(), made.columnViewportPosition(1)

    def darkest(row: int) -> int:
        """Of the cell of a row, without the line below it."""
        top = made.rowViewportPosition(row)
        spots = ((x, y) for x in range(left, left + 60) for y in range(top, top + made.rowHeight(row) - 2))
        return min(seen.pixelColor(round(x * scale), round(y * scale)).lightness() for x, y in spots)

    assert darkest(0) > darkest(1)


def test_that_the_current_cell_keeps_the_room_of_its_text(table: TextTable) -> None:
    option = QStyleOptionViewItem()
    option.initFrom(table)
    option.rect = QRect(0, 0, 143, 51)  # a text that wraps once and no pixel more
    option.state &= ~QStyle.StateFlag.State_HasFocus
    element, style = QStyle.SubElement.SE_ItemViewItemText, table.style()
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
    option.text = "22 Nov 2026, 12:00"
    before = style.subElementRect(element, option, table)
    option.state |= QStyle.StateFlag.State_HasFocus
    assert style.subElementRect(element, option, table) == before


def test_that_a_column_of_texts_gives_way_before_the_table_scrolls_sideways(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    theme.apply_style(window)
    qtbot.addWidget(window)
    made = TextTable("Sessions", ["When", "Findings and steps", "What was decided"], texts=True)
    made.set_rows([["5 Dec 2026, 19:00", "none", "none"]])
    layout = QHBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    window.show()
    qtbot.waitExposed(window)
    others = sum(made.horizontalHeader().sectionSizeHint(at) for at in (1, 2))
    word = made.fontMetrics().horizontalAdvance("2026,")
    window.resize(others + 2 * word, 300)
    widths = [made.columnWidth(at) for at in range(3)]
    assert sum(widths) <= made.viewport().width()
    assert widths[0] > word


def test_that_rows_of_tables_side_by_side_stand_at_one_height(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    theme.apply_style(holder)
    made = TextTable("Map", ["Area"])
    QHBoxLayout(holder).addWidget(made)
    holder.resize(300, 200)
    holder.show()
    qtbot.waitExposed(holder)
    made.set_rows([("One line",)])
    assert made.rowHeight(0) == made.fontMetrics().height() + ROW_AIR


def test_that_the_whole_row_that_the_keys_are_at_has_a_frame(theme: Theme, table: TextTable) -> None:
    table.setFocus()
    table.selectRow(0)
    QApplication.processEvents()
    seen = table.viewport().grab().toImage()
    scale = seen.devicePixelRatio()
    middle = table.rowViewportPosition(0) + table.rowHeight(0) // 2
    accent = theme.color("accent").name()
    columns = {
        x
        for x in range(table.viewport().width())
        if seen.pixelColor(round(x * scale), round(middle * scale)).name() == accent
    }
    # at both ends of what is filled of the row, and around no cell of it
    end = table.horizontalHeader().length()
    assert columns == {0, 1, end - 2, end - 1}
    table.clearFocus()
    assert seen != table.viewport().grab().toImage()


def test_that_rows_reach_to_the_end_of_a_table_that_has_room_for_less_than_air(table: TextTable) -> None:
    for width in range(440, 460):
        table.window().resize(width, 300)
        QApplication.processEvents()
        assert sum(map(table.columnWidth, range(3))) == table.viewport().width()
