"""The examples of an area as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from nextrung.ui.evidence import words
from nextrung.ui.evidence.lines_table import LinesTable
from nextrung.ui.evidence.state import ExampleRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.rows import Index, RowsModel


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


class ExampleTable(LinesTable[ExampleRow]):
    """The list. Enter or a double click opens an example to be changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        self.examples = ExamplesModel()
        super().__init__(theme, self.examples, QCoreApplication.translate("ExampleTable", "Examples"), parent)
        self.setObjectName("evidence-list")

    def show_rows(self, rows: Sequence[ExampleRow], chosen: str, today: date) -> str:
        """Show these examples as of a local day; returns the one that is chosen now."""
        self.examples.today = today
        return self.show_lines(rows, chosen)
