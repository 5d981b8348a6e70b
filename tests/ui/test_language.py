"""Language, direction, digits and days: English, from left to right, whatever the system speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from nextrung import app
from nextrung.ui import labels, language
from nextrung.ui.widgets.inputs import DecimalBox, NumberBox

SYSTEMS = ("ar_EG", "he_IL", "fa_IR", "de_DE", "fr_FR", "ja_JP", "hi_IN", "en_US")


@pytest.fixture
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[QLocale]:
    """A system in another language, as Qt finds it at the start."""
    found, before, direction = QLocale(request.param), QLocale(), qapp.layoutDirection()
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: found))
    QLocale.setDefault(found)
    if found.textDirection() == Qt.LayoutDirection.RightToLeft:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield found
    QLocale.setDefault(before)
    qapp.setLayoutDirection(direction)


@pytest.mark.parametrize("system", SYSTEMS, indirect=True)
@pytest.mark.usefixtures("system")
def test_that_english_texts_have_english_digits_days_and_direction(qapp: QApplication) -> None:
    app.make_application()
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert labels.level(2.64) == "2.6"
    assert labels.level_range(2.14, 3.14) == "2.1–3.1"
    assert labels.counted(1234, "1 row", "{0} rows") == "1,234 rows"
    assert labels.day(date(2026, 11, 9)) == labels.day("2026-11-09T12:00:00Z") == "9 Nov 2026"
    assert labels.near_day(date(2026, 11, 9), date(2026, 1, 1)) == "9 Nov"
    assert labels.near_day(date(2026, 11, 9), date(2027, 1, 1)) == "9 Nov 2026"
    assert [labels.month_of_source(one) for one in ("2024-08", "2024", "undated")] == ["Aug 2024", "2024", "undated"]
    assert re.match(r"[0-9]{1,2}:00", labels.clock("2026-11-09T12:00:00Z"))


@pytest.mark.parametrize("system", ["ar_EG", "de_DE"], indirect=True)
@pytest.mark.usefixtures("system")
def test_that_texts_of_the_toolkit_are_english_as_well(qtbot: QtBot) -> None:
    app.make_application()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"


@pytest.mark.parametrize(
    ("system", "typed", "value"),
    [
        ("de_DE", "3,5", 3.5),
        ("de_DE", "3.5", 3.5),
        ("fr_FR", "3,5", 3.5),
        ("ar_EG", "\u0663\u066b\u0665", 3.5),
        ("fa_IR", "\u06f3\u066b\u06f5", 3.5),
        ("en_US", "3.5", 3.5),
        ("ja_JP", "\uff13.5", 3.5),
    ],
    indirect=["system"],
)
@pytest.mark.usefixtures("system")
def test_that_a_number_is_read_as_it_is_typed_on_the_system(qtbot: QtBot, typed: str, value: float) -> None:
    app.make_application()
    box = DecimalBox()
    qtbot.addWidget(box)
    box.setRange(1, 5)
    box.setValue(1)
    box.lineEdit().selectAll()
    for sign in typed:  # an event of the keyboard brings one sign; the test library sends those of ASCII only
        box.lineEdit().insert(sign)
    box.interpretText()
    assert box.value() == value


@pytest.mark.parametrize(
    ("system", "typed"), [("ar_EG", "\u0664"), ("de_DE", "4"), ("hi_IN", "\u096a")], indirect=["system"]
)
@pytest.mark.usefixtures("system")
def test_that_whole_numbers_are_read_in_any_digits(qtbot: QtBot, typed: str) -> None:
    app.make_application()
    box = NumberBox()
    qtbot.addWidget(box)
    box.lineEdit().selectAll()
    for sign in typed:  # an event of the keyboard brings one sign; the test library sends those of ASCII only
        box.lineEdit().insert(sign)
    box.interpretText()
    assert box.value() == 4


@pytest.mark.parametrize(
    ("system", "typed", "plain"),
    [
        ("de_DE", "1.234,5", "1234.5"),
        ("en_US", "1,234.5", "1,234.5"),
        ("fr_FR", "1\u202f234,5", "1234.5"),
        ("ar_EG", "\u0661\u066c\u0662\u0663\u0664\u066b\u0665", "1234.5"),
        ("de_DE", "word", "word"),
    ],
)
def test_that_numbers_become_plain(system: str, typed: str, plain: str) -> None:
    assert language.plain_number(typed, QLocale(system)) == plain
