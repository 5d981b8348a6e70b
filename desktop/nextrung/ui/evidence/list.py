"""The examples of an area, as model and view: one line each, so that hundreds scroll at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from nextrung.ui.evidence import words
from nextrung.ui.evidence.state import ExampleRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.keystroke import delete_keys
from nextrung.ui.widgets.rows import Index, RowsModel, read_by_rows

ROW_AIR = 18
"""Device-independent pixels above and below the text of a row, together."""
IN_VIEW = 6
"""Rows that the list is high for at the most; the others scroll."""
PARTS = (5, 4, 2)
"""How the width is shared."""


class ExamplesModel(RowsModel[ExampleRow]):
    """Rows of examples."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__((), parent)
        self.headings = (self.tr("Example"), self.tr("Shows"), self.tr("Date"))
        self.today = date.min

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell, all of it as a hint, and the sentence for screen readers."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            when = words.day(row.day, self.today) if row.day is not None else "–"
            text = (row.title, row.facet, when)[index.column()]
            return in_lines(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {self.headings[index.column()]}: {self.data(index)}"
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None


class ExampleTable(QTableView):
    """The list. To move in it shows an example; Enter or a double click opens it to be changed."""

    example_chosen = Signal(str)
    edit_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("evidence-list")
        self.setAccessibleName(self.tr("Examples"))
        self.examples = ExamplesModel(self)
        self.setModel(self.examples)
        read_by_rows(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[ExampleRow], chosen: str, today: date) -> str:
        """Show these examples; returns the one that is chosen now: the same as before, else the first."""
        self.examples.today = today
        blocked = self.blockSignals(True)
        # the selection model tells of the reset as well, before there is anything to choose
        self.examples.set_rows(rows)
        ids = [one.id for one in rows]
        at = ids.index(chosen) if chosen in ids else 0
        if rows:
            flags = QItemSelectionModel.SelectionFlag
            index = self.examples.index(at, 0)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        self.blockSignals(blocked)
        self._fit()
        return ids[at] if ids else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the example to be changed, Delete deletes it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit_requested.emit()
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
        wide = self.viewport().width()
        for at, part in enumerate(PARTS):
            self.setColumnWidth(at, wide * part // sum(PARTS))

    @Slot()
    def _fit(self) -> None:
        tall = self._theme.font_metrics("body").height() + ROW_AIR
        self.verticalHeader().setDefaultSectionSize(tall)
        shown = min(max(1, self.examples.rowCount()), IN_VIEW)
        self.setFixedHeight(shown * tall + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    @Slot(QModelIndex, QModelIndex)
    def _on_current_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= now.row() < len(self.examples.rows):
            self.example_chosen.emit(self.examples.rows[now.row()].id)

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.edit_requested.emit()
