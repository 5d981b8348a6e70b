"""A list of rows of one line or two, as model and view, so that hundreds scroll at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.column_widths import fit_columns
from nextrung.ui.widgets.keystroke import delete_keys
from nextrung.ui.widgets.rows import ROW_AIR, RowsModel, WheelToPageFirst, read_by_rows, rows_in_view

IN_VIEW = 6
"""Rows that a long list is high for; the others scroll."""
MOST_LINES = 2
"""Lines of a row; what does not go into them is told by the hint."""


class LineRow(Protocol):
    """What a row has: an id."""

    @property
    def id(self) -> str:
        """Names the row."""
        ...


Line = TypeVar("Line", bound=LineRow)


class LinesTable(WheelToPageFirst, QTableView, Generic[Line]):
    """The view. To move in it chooses a row; Enter or a double click opens it, Delete asks to delete it."""

    row_chosen = Signal(str)
    open_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, lines: RowsModel[Line], name: str, parent: QWidget | None = None) -> None:
        """Show ``lines``; short columns stay whole where long texts take two lines."""
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self.setAccessibleName(name)
        lines.setParent(self)
        self.setModel(lines)
        read_by_rows(self)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._fit)
        self._fit()

    def show_lines(self, rows: Sequence[Line], chosen: str) -> str:
        """Show other rows; returns the id of the one that is chosen now: the same as before, else the first."""
        blocked = self.blockSignals(True)
        self._lines.set_rows(rows)
        ids = [one.id for one in rows]
        at = ids.index(chosen) if chosen in ids else 0
        if rows:
            flags = QItemSelectionModel.SelectionFlag
            index = self._lines.index(at, 0)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        self.blockSignals(blocked)
        self._fit()
        return ids[at] if ids else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Delete deletes it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.open_requested.emit()
        elif event.key() in delete_keys() and self.currentIndex().isValid():
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its rows, up to some."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._share_out()
        self._give_heights()
        rows = range(rows_in_view(self._lines.rowCount(), IN_VIEW))
        tall = sum(map(self.rowHeight, rows)) or self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(tall + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    def _share_out(self) -> None:
        header, columns = self.horizontalHeader(), range(self._lines.columnCount())
        wholes = [max(self._width_of(at), header.sectionSizeHint(at)) for at in columns]
        grows = not self._lines.is_number(columns[-1])
        fit_columns(self, wholes, header.sectionSizeHint, last_grows=grows)

    def _give_heights(self) -> None:
        """A second line for rows with a text that is too long for one."""
        line = self._theme.font_metrics("body").height()
        self.verticalHeader().setDefaultSectionSize(line + ROW_AIR)
        room = [self.columnWidth(at) - self._beside(at) for at in range(self._lines.columnCount())]
        for at in range(self._lines.rowCount()):
            long = any(self._advance(at, column) > one for column, one in enumerate(room))
            self.setRowHeight(at, (MOST_LINES if long else 1) * line + ROW_AIR)

    def _width_of(self, column: int) -> int:
        """The width of the longest text of a column in one line."""
        texts = (self._advance(at, column) for at in range(self._lines.rowCount()))
        return max(texts, default=0) + self._beside(column)

    def _advance(self, at: int, column: int) -> int:
        return self.fontMetrics().horizontalAdvance(str(self._lines.index(at, column).data() or ""))

    def _beside(self, column: int) -> int:
        """What the style puts beside a text, which is the same in all cells of a column."""
        return self.sizeHintForIndex(self._lines.index(0, column)).width() - self._advance(0, column)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= now.row() < len(self._lines.rows):
            self.row_chosen.emit(self._lines.rows[now.row()].id)

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.open_requested.emit()
