"""What values are chosen or set with: the one place in which lists, numbers, days and sliders are made.

All leave the wheel to the page: a page that is scrolled past them would otherwise change a value, and save it. Days
show all digits of the year.
"""

from __future__ import annotations

import re
from typing import cast

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QDoubleSpinBox,
    QSlider,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nextrung.ui.language import plain_number

MOST_ROWS = 10
"""Entries of a list that are on show at once; the others are scrolled to."""
_SHORT_YEAR = re.compile(r"(?<!y)yy(?!y)")
_SECONDS = re.compile(r"[:.]?ss")

_Index = QModelIndex | QPersistentModelIndex


class _Quiet:
    """Leaves the wheel to the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class DropDown(_Quiet, QComboBox):
    """A choice among several values: a list below it, with a tick at what is chosen.

    The style sheet asks for a list: Fusion would lay a menu over the box, which hides entries behind arrows.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setMaxVisibleItems(MOST_ROWS)
        self.setItemDelegate(_Ticked(self))

    def showPopup(self) -> None:
        """Open the list, wide enough for the longest entry and its tick."""
        view = self.view()
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # a menu of Fusion has arrows instead
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + 2 * view.frameWidth() + self._bar(), self._room()))
        super().showPopup()

    def _bar(self) -> int:
        """The width of the scroll bar, where there is one."""
        return self.view().verticalScrollBar().sizeHint().width() if self.count() > MOST_ROWS else 0

    def _room(self) -> int:
        return self.screen().availableSize().width()


class _Ticked(QStyledItemDelegate):
    """Draws the entries of a list, with a tick at the chosen one, where reading ends."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The text with some air, and the tick."""
        line = option.fontMetrics.height()
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * line, max(hint.height(), round(line * 1.7)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The entry, then the tick."""
        super().paint(painter, option, index)
        if index.row() != self._box.currentIndex():
            return
        side = option.fontMetrics.ascent()
        place = QRect(option.rect.right() - side - side // 2, option.rect.center().y() - side // 2, side, side)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(option.rect.left() + side // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Accent), max(2, side / 6)))
        painter.drawPolyline(
            [
                place.topLeft() + QPoint(round(x * side), round(y * side))
                for x, y in ((0.1, 0.55), (0.4, 0.85), (0.9, 0.2))
            ]
        )
        painter.restore()


class NumberBox(_Quiet, QSpinBox):
    """A whole number."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Whether it is one, in the digits of any script; what is typed stands as it is until it is taken."""
        return _with_text(super().validate(plain_number(text), place), text, place)

    def valueFromText(self, text: str) -> int:
        """The number that was typed."""
        return super().valueFromText(plain_number(text))


class DecimalBox(_Quiet, QDoubleSpinBox):
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


class ValueSlider(_Quiet, QSlider):
    """A value on a line."""


class DayBox(_Quiet, QDateEdit):
    """A day, with a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show days as the system writes them."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat(with_whole_years(self.locale().dateFormat(QLocale.FormatType.ShortFormat)))


class MomentBox(_Quiet, QDateTimeEdit):
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
