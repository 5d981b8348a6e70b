"""A choice among several values; other values are set with ``inputs``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from nextrung.lazy import lazy

if TYPE_CHECKING:
    from nextrung.ui.widgets import ticked
    from nextrung.ui.widgets.ticked import TickedDelegate
else:
    ticked = lazy("nextrung.ui.widgets.ticked")

MOST_ROWS = 10
"""Entries of a list that are on show at once; the others are scrolled to."""


class WheelToPage:
    """Leaves the wheel to the page, which would otherwise change a value when it is scrolled past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class DropDown(WheelToPage, QComboBox):
    """A choice among several values: a list below it, with a tick at what is chosen.

    The style sheet asks for a list: Fusion would lay a menu over the box, which hides entries behind arrows.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setMaxVisibleItems(MOST_ROWS)
        self._ticked: TickedDelegate | None = None

    def showPopup(self) -> None:
        """Open the list, wide enough for the longest entry and its tick."""
        if self._ticked is None:
            self._ticked = ticked.TickedDelegate(self)
            self.setItemDelegate(self._ticked)
        view = self.view()
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # a menu of Fusion has arrows instead
        # Qt opens the list as wide as the box, which may be narrower than its entries
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + 2 * view.frameWidth() + self._bar(), self._free_width()))
        super().showPopup()
        self._show_whole_rows()

    def _show_whole_rows(self) -> None:
        """Take away what is left of a row where the screen has no room for all; Qt cuts the list anywhere."""
        view = self.view()
        popup, tall, seen = view.window(), max(1, view.sizeHintForRow(0)), view.viewport().height()
        spare = seen % tall
        if not spare or self.count() * tall <= seen:
            return
        place = popup.geometry()
        # a list that opened upwards keeps its lower edge at the box
        if place.top() < self.mapToGlobal(QPoint()).y():
            place.setTop(place.top() + spare)
        else:
            place.setBottom(place.bottom() - spare)
        popup.setGeometry(place)
        view.scrollTo(view.currentIndex())

    def _bar(self) -> int:
        """The width of the scroll bar, where there is one."""
        return self.view().verticalScrollBar().sizeHint().width() if self.count() > MOST_ROWS else 0

    def _free_width(self) -> int:
        return self.screen().availableSize().width()
