"""The rows of the answers page as a table model, with a filter on the mark."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QWidget

from nextrung.assessment.described import Mark
from nextrung.ui.answers.state import AnswerRow
from nextrung.ui.widgets.rows import Index, RowsModel

ROW_ROLE = Qt.ItemDataRole.UserRole


class AnswersModel(RowsModel[AnswerRow]):
    """Area, question and answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty model."""
        super().__init__((), parent)
        self.headings = (self.tr("Area"), self.tr("Question"), self.tr("Your answer"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, whole as tooltips where they are cut short, and the row itself under ``ROW_ROLE``."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (row.area, row.passage or row.question, self._answer(row))[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.area}. {row.passage} {row.question} {self._answer(row)}"
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
