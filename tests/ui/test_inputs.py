"""Lists, numbers, days and sliders: the wheel passes over them, lists show what is in them, years have four digits."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import QDate, QDateTime, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nextrung import resources
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.drop_down import MOST_ROWS, DropDown
from nextrung.ui.widgets.inputs import DateBox, DateTimeBox, DayLine, DecimalBox, NumberBox, ValueSlider

BARE = re.compile(r"\bQ(ComboBox|FontComboBox|SpinBox|DoubleSpinBox|DateEdit|TimeEdit|DateTimeEdit|Slider|Dial)\(")
OWN_DAY = re.compile(r"setDisplayFormat\(|year-month-day|(setText|QLineEdit)\([^)]*isoformat")
IN_ONE_PLACE = "inputs.py"
OFF_SCREEN = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_that_no_page_makes_a_list_a_number_a_day_or_a_slider_of_its_own() -> None:
    code = resources.folder("assets").parent / "desktop" / "nextrung"
    bare = [
        f"{file.relative_to(code)}: {line.strip()}"
        for file in sorted(code.rglob("*.py"))
        if file.name != IN_ONE_PLACE
        for line in file.read_text(encoding="utf-8").splitlines()
        if BARE.search(line)
    ]
    assert bare == []


@pytest.mark.parametrize("kind", [DropDown, NumberBox, DecimalBox, ValueSlider, DateBox, DateTimeBox])
def test_that_the_wheel_changes_nothing(qtbot: QtBot, kind: type[QWidget]) -> None:
    box = kind()
    qtbot.addWidget(box)
    if isinstance(box, DropDown):
        box.addItems(["one", "two", "three"])
    box.show()
    box.setFocus()
    before = value_of(box)
    turn_wheel(box)
    assert value_of(box) == before


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    for by in (-120, 120, -120):
        event = QWheelEvent(
            middle,
            widget.mapToGlobal(middle),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)
        assert not event.isAccepted()


def value_of(box: QWidget) -> object:
    if isinstance(box, DropDown):
        return box.currentIndex()
    if isinstance(box, DateBox | DateTimeBox):
        return box.dateTime()
    assert isinstance(box, NumberBox | DecimalBox | ValueSlider)
    return box.value()


@OFF_SCREEN
@pytest.mark.parametrize("count", [1, 2, 5, MOST_ROWS, MOST_ROWS + 1, 40])
def test_that_a_list_shows_its_entries_whole_below_its_box(qtbot: QtBot, theme: Theme, count: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    theme.apply_style(page)
    box = DropDown()
    box.addItems([f"Entry number {number}" for number in range(1, count + 1)])
    layout = QVBoxLayout(page)
    layout.addWidget(box)
    layout.addStretch(1)
    page.resize(300, 200)
    page.show()
    qtbot.waitExposed(page)
    box.showPopup()
    view = box.view()
    seen = min(count, MOST_ROWS)
    last = view.visualRect(box.model().index(seen - 1, 0))
    assert view.visualRect(box.model().index(0, 0)).top() >= 0
    assert last.bottom() < view.viewport().height()
    assert view.verticalScrollBar().isVisible() == (count > MOST_ROWS)
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    assert view.window().y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    box.hidePopup()


@OFF_SCREEN
@pytest.mark.parametrize("below", [120, 133, 150, 400])
def test_that_a_list_without_room_for_all_shows_whole_rows(qtbot: QtBot, theme: Theme, below: int) -> None:
    box = DropDown()
    qtbot.addWidget(box)
    theme.apply_style(box)
    box.addItems([f"Entry number {number}" for number in range(1, 41)])
    box.setMaxVisibleItems(40)  # so that this screen has no room for all
    screen = box.screen().availableGeometry()
    box.show()
    box.move(0, screen.height() - below - box.height())
    box.setCurrentIndex(39)
    box.showPopup()
    view = box.view()
    tall = view.sizeHintForRow(0)
    assert screen.contains(view.window().geometry())
    assert view.viewport().height() % tall == 0
    assert view.visualRect(box.model().index(39, 0)).bottom() < view.viewport().height()
    box.hidePopup()


@OFF_SCREEN
def test_that_a_list_marks_the_chosen_entry(qtbot: QtBot, theme: Theme) -> None:
    box = DropDown()
    qtbot.addWidget(box)
    theme.apply_style(box)
    box.addItems(["same", "same", "same"])
    box.setCurrentIndex(1)
    box.show()
    box.showPopup()
    view = box.view()
    view.setCurrentIndex(box.model().index(0, 0))
    view.clearSelection()
    rows = [view.viewport().grab(view.visualRect(box.model().index(at, 0))).toImage() for at in range(3)]
    assert rows[2].pixel(2, 2) == rows[1].pixel(2, 2)
    assert rows[1] != rows[2]
    box.hidePopup()


def test_that_a_day_stands_in_every_field_as_on_all_pages(qtbot: QtBot) -> None:
    day, moment, line = DateBox(), DateTimeBox(), DayLine()
    for box in (day, moment, line):
        qtbot.addWidget(box)
    day.setDate(QDate(2031, 2, 3))
    moment.setDateTime(QDateTime(QDate(2031, 2, 3), QTime(14, 5)))
    line.show_day("2031-02-03")
    shown = labels.day(date(2031, 2, 3))
    assert (day.text(), moment.text(), line.text()) == (shown, f"{shown}, 14:05", shown)


@pytest.mark.parametrize(
    ("typed", "stands", "is_taken"),
    [
        ("2031-02-03", "3 Feb 2031", "2031-02-03"),
        ("3 feb 2031", "3 Feb 2031", "2031-02-03"),
        ("31/12/2031", "31 Dec 2031", "2031-12-31"),
        ("03/04/2031", "03/04/2031", "03/04/2031"),  # two days: whoever takes it says so
        ("soon", "soon", "soon"),
        ("", "", ""),
    ],
)
def test_that_a_typed_day_is_written_out_when_it_can_mean_one_alone(
    qtbot: QtBot, typed: str, stands: str, is_taken: str
) -> None:
    line = DayLine()
    qtbot.addWidget(line)
    line.show()
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert (line.text(), line.day_text(), line.isModified()) == (stands, is_taken, bool(typed))


def test_that_no_page_writes_days_into_fields_in_a_way_of_its_own() -> None:
    code = resources.folder("assets").parent / "desktop" / "nextrung" / "ui"
    own = [
        f"{file.relative_to(code)}: {line.strip()}"
        for file in sorted(code.rglob("*.py"))
        if file.name != IN_ONE_PLACE
        for line in file.read_text(encoding="utf-8").splitlines()
        if OWN_DAY.search(line)
    ]
    assert own == []


def test_that_the_days_of_a_calendar_are_not_cut_to_dots(qtbot: QtBot) -> None:
    box = DateBox()
    qtbot.addWidget(box)
    box.show()
    calendar = box.calendarWidget()
    calendar.adjustSize()
    calendar.show()
    days = calendar.findChild(QTableView)
    assert days is not None
    for column in range(1, days.model().columnCount()):
        assert days.sizeHintForColumn(column) <= days.columnWidth(column)


def test_that_the_arrows_of_a_calendar_have_the_colour_of_its_texts(qtbot: QtBot) -> None:
    box = DateBox()
    qtbot.addWidget(box)
    box.show()
    calendar = box.calendarWidget()
    calendar.show()
    ways = {"prev": Qt.ArrowType.LeftArrow, "next": Qt.ArrowType.RightArrow}
    for name, way in ways.items():
        button = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        assert button is not None
        assert button.arrowType() == way  # drawn by the style; the picture that Qt puts there is black in every scheme
