"""The rows of the answers page as a table model, with a filter on the mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QWidget

from nextrung.assessment.described import Mark
from nextrung.ui.answers.state import AnswerRow

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()


class AnswersModel(QAbstractTableModel):
    """Area, question and answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty model."""
        super().__init__(parent)
        self._rows: Sequence[AnswerRow] = ()
        self._headings = (self.tr("Area"), self.tr("Question"), self.tr("Your answer"))

    def set_rows(self, rows: Sequence[AnswerRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, whole as tooltips where they are cut short, and the row itself under ``ROW_ROLE``."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (row.area, row.passage or row.question, self._answer(row))[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.area}. {row.passage} {row.question} {self._answer(row)}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _answer(self, row: AnswerRow) -> str:
        words: dict[Mark, str] = {
            "answered": row.answer,
            "skipped": self.tr("Skipped"),
            "no_chance": self.tr("No chance yet"),
            "open": self.tr("Not answered"),
        }
        return words[row.mark]


class MarkFilter(QSortFilterProxyModel):
    """Shows only rows with some of the marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show all rows."""
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show only these marks; none means all rows."""
        self._marks = marks
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether a row is shown."""
        row = self.sourceModel().index(source_row, 0, source_parent).data(ROW_ROLE)
        return not self._marks or row.mark in self._marks
