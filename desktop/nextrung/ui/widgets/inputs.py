"""What numbers, days and other values are set with: with ``drop_down`` the one place in which such controls are made.

All leave the wheel to the page. Days stand in them as on all pages.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QDoubleSpinBox, QLineEdit, QSlider, QSpinBox, QWidget

from nextrung.intake import days
from nextrung.ui import labels
from nextrung.ui.language import DAY, plain_number, time_pattern
from nextrung.ui.widgets.drop_down import WheelToPage

SOME_DAY = date(2026, 3, 31)
"""The day that shows how one is written."""


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
        """Show a day as all pages do."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat(DAY)


class DateTimeBox(WheelToPage, QDateTimeEdit):
    """A day and the time of it, with a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show a moment to the minute, as all pages do."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat(f"{DAY}, {time_pattern()}")


class DayLine(QLineEdit):
    """A day that may be left open; it is taken in any way in which it can mean one day alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty, with a day that shows how one is written."""
        super().__init__(parent)
        self.setPlaceholderText(self.tr("such as {0}").format(labels.day(SOME_DAY)))
        self.editingFinished.connect(self._on_editing_finished)

    def show_day(self, text: str) -> None:
        """Show a day (ISO 8601); what is none stands as it is."""
        read = _only_day(text)
        self.setText(labels.day(read) if read else text)

    def day_text(self) -> str:
        """The day (ISO 8601), or what was typed when that is none, or can be two."""
        read = _only_day(self.text())
        return read.isoformat() if read else self.text().strip()

    @Slot()
    def _on_editing_finished(self) -> None:
        # ``setText`` takes the mark away that the person wrote in it
        modified = self.isModified()
        self.show_day(self.text())
        self.setModified(modified)


def _only_day(text: str) -> date | None:
    found = days.day_of(text)
    # with the time behind it, it is more than a day
    return found.read("") if found and not found.clock else None
