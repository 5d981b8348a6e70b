"""A list of rows of one line each, as model and view, so that hundreds scroll at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.keystroke import delete_keys
from nextrung.ui.widgets.rows import ROW_AIR, RowsModel, WheelToPageFirst, read_by_rows, rows_in_view

IN_VIEW = 6
"""Rows that a long list is high for; the others scroll."""


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

    def __init__(
        self, theme: Theme, lines: RowsModel[Line], name: str, parts: Sequence[int], parent: QWidget | None = None
    ) -> None:
        """Show ``lines``; ``parts`` say how columns share the width; the first gives way where a heading needs more."""
        super().__init__(parent)
        self._theme = theme
        self._parts = parts
        self._lines = lines
        self.setAccessibleName(name)
        lines.setParent(self)
        self.setModel(lines)
        read_by_rows(self)
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
        self._share_out()

    def _share_out(self) -> None:
        wide, header = self.viewport().width(), self.horizontalHeader()
        shares = [wide * part // sum(self._parts) for part in self._parts]
        others = [max(share, header.sectionSizeHint(at)) for at, share in enumerate(shares)][1:]
        for at, width in enumerate((max(0, wide - sum(others)), *others)):
            self.setColumnWidth(at, width)

    @Slot()
    def _fit(self) -> None:
        tall = self._theme.font_metrics("body").height() + ROW_AIR
        self.verticalHeader().setDefaultSectionSize(tall)
        shown = rows_in_view(max(1, self._lines.rowCount()), IN_VIEW)
        self.setFixedHeight(shown * tall + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())
        self._share_out()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= now.row() < len(self._lines.rows):
            self.row_chosen.emit(self._lines.rows[now.row()].id)

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.open_requested.emit()
