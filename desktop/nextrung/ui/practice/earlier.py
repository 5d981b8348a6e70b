"""Earlier sittings: the list of them, the questions of one, and what was marked and noted at one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.evidence.lines_table import LinesTable
from nextrung.ui.practice import words
from nextrung.ui.practice.state import SittingAnswerRow, SittingRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.rows import Index, Row, RowsModel
from nextrung.ui.widgets.text import TextLabel


class _TextsModel(RowsModel[Row]):
    """Rows whose cells are texts; all of one is its hint."""

    def texts(self, one: Row) -> tuple[str, ...]:
        """What stands in the cells of a row."""
        raise NotImplementedError

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell, all of it as a hint, and the sentence for screen readers."""
        if not index.isValid():
            return None
        texts, column = self.texts(self.rows[index.row()]), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return in_lines(texts[column])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{texts[0]}, {self.headings[column]}: {texts[column]}"
        return self.alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


class SittingsModel(_TextsModel[SittingRow]):
    """Earlier sittings as rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__((), parent)
        self.headings = (self.tr("Sitting"), self.tr("Marked missing"))

    def texts(self, one: SittingRow) -> tuple[str, ...]:
        """When it was, and how much was marked."""
        return words.sitting(one), words.missing(one.missing, one.of)


class SittingAnswersModel(_TextsModel[SittingAnswerRow]):
    """The questions of a sitting as rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__((), parent)
        self.headings = (self.tr("Question"), self.tr("Marked missing"), self.tr("Time"))

    def texts(self, one: SittingAnswerRow) -> tuple[str, ...]:
        """The question, how much was marked, and how long it took."""
        time = words.clock(one.seconds) if one.seconds is not None else "–"
        return one.ask, words.missing(len(one.missing), one.of), time


class EarlierCard(Card):
    """Renders earlier sittings."""

    sitting_chosen = Signal(str)
    delete_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._rows: dict[str, SittingAnswerRow] = {}
        self._picked = ""
        self.body.addWidget(TextLabel(self.tr("Earlier sittings"), "heading"))
        none = self.tr("What you practised will stand here, with your notes. All of it stays on this computer.")
        self._none = TextLabel(none, "muted")
        said = QCoreApplication.translate
        self.sittings, self.answers = SittingsModel(), SittingAnswersModel()
        self.list = LinesTable(theme, self.sittings, said("EarlierCard", "Earlier sittings"))
        self.list.setObjectName("practice-sittings")
        of_one = said("EarlierCard", "Questions of the sitting")
        self.questions = LinesTable(theme, self.answers, of_one)
        self.questions.setObjectName("practice-answers")
        self._ask, self._missing, self.note = TextLabel("", "strong"), TextLabel(), TextLabel()
        self.delete = Button(theme, self.tr("Delete this sitting"))
        self.delete.setObjectName("practice-delete")
        for part in (self._none, self.list, self.questions, self._ask, self._missing, self.note):
            self.body.addWidget(part)
        self.body.addLayout(row(self.delete, None, spacing=0))
        self.list.row_chosen.connect(self.sitting_chosen)
        self.list.delete_requested.connect(self.delete_requested)
        self.questions.row_chosen.connect(self._on_questions_row_chosen)
        self.delete.clicked.connect(self.delete_requested)

    def show_sittings(self, rows: Sequence[SittingRow], sitting: str) -> str:
        """Show the list; returns the sitting that is picked now."""
        self._none.setVisible(not rows)
        for part in (self.list, self.questions, self.delete):
            part.setVisible(bool(rows))
        return self.list.show_lines(rows, sitting)

    def show_answers(self, rows: Sequence[SittingAnswerRow]) -> None:
        """Show the questions of the sitting that is picked."""
        self._rows = {one.id: one for one in rows}
        self._picked = self.questions.show_lines(rows, self._picked)
        self._show_picked()

    def _show_picked(self) -> None:
        one = self._rows.get(self._picked)
        self._ask.setText(one.ask if one is not None else "")
        points = "\n".join(f"• {point}" for point in one.missing) if one is not None else ""
        self._missing.setText(f"{self.tr('Missing, as you marked')}\n{points}" if points else "")
        self.note.setText(self.tr("Your notes: {0}").format(one.note) if one is not None and one.note else "")
        for part in (self._ask, self._missing, self.note):
            part.setVisible(bool(part.text()))

    @Slot(str)
    def _on_questions_row_chosen(self, question: str) -> None:
        self._picked = question
        self._show_picked()
