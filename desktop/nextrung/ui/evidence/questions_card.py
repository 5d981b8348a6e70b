"""Questions that are likely for the role, with the examples that answer them, and what a good answer contains."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nextrung.ui import labels
from nextrung.ui.evidence.lines_table import LinesTable
from nextrung.ui.evidence.state import LikelyRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.rows import Index, RowsModel
from nextrung.ui.widgets.text import TextLabel

MOST_TITLES = 5
"""Examples that are named below a question; the list above has all of them."""


class QuestionsModel(RowsModel[LikelyRow]):
    """Rows of questions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__((), parent)
        self.headings = (self.tr("Question"), self.tr("To tell"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell, all of it as a hint, and the sentence for screen readers."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = (row.ask, self.told(row))[index.column()]
            return in_lines(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.ask}, {self.headings[index.column()]}: {self.told(row)}"
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def told(self, row: LikelyRow) -> str:
        """How many examples there are to answer with."""
        if not row.titles:
            return self.tr("none yet")
        return labels.counted(len(row.titles), self.tr("1 example"), self.tr("{0} examples"))


class ToldDelegate(QStyledItemDelegate):
    """Has *none yet* stand out."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        """Draw in the colours of the theme."""
        super().__init__(table)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Take the colour of what is missing, or of what is there."""
        super().initStyleOption(option, index)
        rows = index.model()
        if index.column() == 1 and isinstance(rows, QuestionsModel):
            color = self._theme.color("good_text" if rows.rows[index.row()].titles else "gap_text")
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, color)


class LikelyQuestionsCard(Card):
    """Renders the questions and says which one an example is to be told for."""

    question_chosen = Signal(str)
    add_requested = Signal(str)
    """An example of a facet, by id, is to be added."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._facet = ""
        self.body.addWidget(TextLabel(self.tr("Likely questions for this role"), "heading"))
        self._about = TextLabel("", "muted")
        self.questions = QuestionsModel()
        name = QCoreApplication.translate("LikelyQuestionsCard", "Likely questions")
        self.table = LinesTable(theme, self.questions, name)
        self.table.setObjectName("likely-questions")
        self.table.setItemDelegateForColumn(1, ToldDelegate(theme, self.table))
        self._asked = TextLabel("", "strong")
        self._good = TextLabel("", "body")
        self._titles = TextLabel("", "muted")
        self.add = Button(theme, self.tr("Add an example for it"))
        self.add.setObjectName("add-for-question")
        for part in (self._about, self.table, self._asked, self._good, self._titles):
            self.body.addWidget(part)
        self.body.addLayout(row(self.add, None, spacing=0))
        self.table.row_chosen.connect(self.question_chosen)
        self.table.open_requested.connect(self._on_add_clicked)
        self.add.clicked.connect(self._on_add_clicked)

    def show_rows(self, rows: tuple[LikelyRow, ...], chosen: str, version: str) -> str:
        """Show the questions, of a version of their file; returns the one that is chosen now."""
        self.setVisible(bool(rows))
        about = self.tr(
            "Of the areas that the role weighs most first. Drafts by the authors ({0}), not counted anywhere."
        )
        self._about.setText(about.format(version))
        return self.table.show_lines(rows, chosen)

    def show_question(self, one: LikelyRow | None) -> None:
        """Show what a good answer to a question contains, and what there is to answer it with."""
        for part in (self._asked, self._good, self._titles, self.add):
            part.setVisible(one is not None)
        if one is None:
            return
        self._facet = one.facet
        self._asked.setText(one.ask)
        points = "\n".join(f"• {point}" for point in one.good)
        self._good.setText(self.tr("A good answer contains") + "\n" + points)
        titles = " · ".join(one.titles[:MOST_TITLES])
        none = self.tr("You have no example of “{0}” yet.").format(one.side)
        self._titles.setText(self.tr("To tell: {0}").format(titles) if titles else none)

    @Slot()
    def _on_add_clicked(self) -> None:
        self.add_requested.emit(self._facet)
