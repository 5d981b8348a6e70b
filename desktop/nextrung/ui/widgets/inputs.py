"""What numbers, days and other values are set with: with ``drop_down`` the one place in which such controls are made.

All leave the wheel to the page. Days show all digits of the year.
"""

from __future__ import annotations

import re
from typing import cast

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QDoubleSpinBox, QSlider, QSpinBox, QWidget

from nextrung.ui.language import plain_number
from nextrung.ui.widgets.drop_down import WheelToPage

_SHORT_YEAR = re.compile(r"(?<!y)yy(?!y)")
_SECONDS = re.compile(r"[:.]?ss")


class NumberBox(WheelToPage, QSpinBox):
    """A whole number."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Whether it is one, in the digits of any script; what is typed stands as it is until it is taken."""
        return _with_text(super().validate(plain_number(text), place), text, place)

    def valueFromText(self, text: str) -> int:
        """The number that was typed."""
        return super().valueFromText(plain_number(text))


class DecimalBox(WheelToPage, QDoubleSpinBox):
    """A number with decimals."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Whether it is one, as this system or the program writes it."""
        return _with_text(super().validate(plain_number(text), place), text, place)

    def valueFromText(self, text: str) -> float:
        """The number that was typed."""
        return super().valueFromText(plain_number(text))


def _with_text(found: object, text: str, place: int) -> tuple[QValidator.State, str, int]:
    """What the library found, with the text as it was typed; its stubs say that it gives a state alone."""
    return (cast("tuple[QValidator.State, str, int]", found)[0], text, place)


class ValueSlider(WheelToPage, QSlider):
    """A value on a line."""


class DateBox(WheelToPage, QDateEdit):
    """A day, with a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show days as the system writes them."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat(with_whole_years(self.locale().dateFormat(QLocale.FormatType.ShortFormat)))


class DateTimeBox(WheelToPage, QDateTimeEdit):
    """A day and the time of it, with a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show moments to the minute, as the system writes them."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        written = self.locale().dateTimeFormat(QLocale.FormatType.ShortFormat)
        self.setDisplayFormat(with_whole_years(_SECONDS.sub("", written)))


def with_whole_years(pattern: str) -> str:
    """A pattern for days with four digits of the year: with two, nobody knows the century."""
    return _SHORT_YEAR.sub("yyyy", pattern)
