"""What all tables share: models of rows under headings, and a view that is read row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
_ROWS = QAbstractItemView.SelectionBehavior.SelectRows
Row = TypeVar("Row")
NO_VALUE = "–"
"""What a cell without a value says."""
ROW_AIR = 21
"""Device-independent pixels above and below the text of a row, together, as the style gives them to rows that are as
high as their texts: tables side by side have their rows at one height."""
FRAME = 2
"""Of the row that the keys are at, in device-independent pixels."""
MEASURED = 60
"""Rows of a long list looked at to find how wide a column must be."""
WHOLE = 12
"""Rows up to which a list in a page shows all of them: the page alone scrolls then, and nothing catches the wheel."""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows under headings; a sub-class says what stands in a cell."""

    def __init__(self, headings: Sequence[str], parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.headings = tuple(headings)
        self.rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = TOP) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = TOP) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings, aligned as their columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return self.alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def is_number(self, column: int) -> bool:
        """Whether a column stands where numbers end; none does unless a sub-class says so."""
        del column
        return False

    def alignment(self, column: int) -> int:
        """The alignment of a column, as Qt wants it from a model."""
        side = Qt.AlignmentFlag.AlignRight if self.is_number(column) else Qt.AlignmentFlag.AlignLeft
        # a number, for views read this role as one
        return int(side | Qt.AlignmentFlag.AlignVCenter)


def rows_in_view(count: int, most: int) -> int:
    """For how many of its rows a list in a page is high: all of a short one, ``most`` of one that scrolls by itself."""
    return count if count <= WHOLE else most


if TYPE_CHECKING:
    _Base = QTableView
else:
    _Base = object


class FramedRow(_Base):
    """A table read row by row has a frame around the whole row that the keys are at, for one cell says nothing."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame over the cells."""
        super().paintEvent(event)
        row = self.currentIndex().row()
        if row < 0 or not self.hasFocus() or self.selectionBehavior() is not _ROWS:
            return
        height = self.rowHeight(row)
        # around what is filled: the row ends with its last column
        wide = min(self.viewport().width(), self.horizontalHeader().length())
        frame = self.style().visualRect(
            self.layoutDirection(), self.viewport().rect(), QRect(0, self.rowViewportPosition(row), wide, height)
        )
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), FRAME))
        # a pen draws to both sides of its line
        painter.drawRect(frame.adjusted(FRAME // 2, FRAME // 2, -FRAME // 2, -FRAME // 2))
        painter.end()


class WheelToPageFirst(FramedRow):
    """A table that scrolls by itself takes the wheel once it has the keyboard, or where its page scrolls no further.

    The pointer often lies on it by chance when a page is scrolled, and the page would stand still.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll first."""
        turned = event.angleDelta().y()
        if turned and not self.hasFocus() and _page_scrolls(self, down=turned < 0):
            event.ignore()
        else:
            super().wheelEvent(event)


def _page_scrolls(widget: QWidget, *, down: bool) -> bool:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is None:
        return False
    bar = around.verticalScrollBar()
    return bar.value() < bar.maximum() if down else bar.value() > bar.minimum()


def read_by_rows(table: QTableView) -> None:
    """Have a table read and picked row by row, as wide as it is told, with the Tab key leading out of it."""
    table.setSelectionBehavior(_ROWS)
    # the style frames a cell where this is not said
    table.setProperty("by_rows", True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    # row by row, a high row would jump out of sight before its end can be read
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
    # else Tab goes from cell to cell, and a person without a mouse is long in a table before the page goes on
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    # rows are as high as they are told; by their contents, Qt would measure cells with each change
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
