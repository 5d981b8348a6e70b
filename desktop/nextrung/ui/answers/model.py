"""The rows of the answers page: the questions of each area under its name, all of them or some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nextrung.assessment.described import Mark
from nextrung.ui.answers.explained import option_words, outcome_words
from nextrung.ui.answers.state import AnswerRow
from nextrung.ui.widgets.rows import Index, RowsModel

ROW_ROLE = Qt.ItemDataRole.UserRole


class AreaHead(Struct, frozen=True):
    """An area, and in words how many of its questions are answered."""

    area: str
    words: str


def _open(row: AnswerRow) -> bool:
    # evidence is extra: leaving it out leaves nothing open
    return row.mark in ("skipped", "open") and row.kind.scored


FILTERS: dict[str, Callable[[AnswerRow], bool]] = {
    "all": lambda _row: True,
    "skipped": _open,
    "no-chance": lambda row: row.mark == "no_chance",
    "situations": lambda row: row.kind.answered_by == "option",
}
"""Which rows are shown, by the id of the choice."""


class AnswersModel(RowsModel[AreaHead | AnswerRow]):
    """Areas, and below each of them its questions with what was answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty model."""
        super().__init__((), parent)
        self.headings = (self.tr("Questions and answers"),)
        self._all: Sequence[AnswerRow] = ()
        self.opened = ""
        """The item whose row is open; empty for none."""

    def show_answers(self, rows: Sequence[AnswerRow]) -> None:
        """Show other answers, all of them."""
        self._all = rows
        self.choose("all")

    def choose(self, which: str) -> None:
        """Show the rows of one entry of ``FILTERS``."""
        shown: list[AreaHead | AnswerRow] = []
        # ``groupby`` takes neighbours together: rows come in the order asked, area by area
        for area, answers in groupby(self._all, key=lambda row: row.area):
            here = list(answers)
            kept = [row for row in here if FILTERS[which](row)]
            if kept:
                shown += [AreaHead(area, self._counted(here)), *kept]
        self.set_rows(shown)

    def count(self, which: str) -> int:
        """How many rows an entry of ``FILTERS`` has."""
        return sum(FILTERS[which](row) for row in self._all)

    def row_of(self, item: str) -> int | None:
        """Where the question about an item stands."""
        found = (at for at, row in enumerate(self.rows) if isinstance(row, AnswerRow) and row.item == item)
        return next(found, None)

    def head_above(self, at: int) -> AreaHead | None:
        """The area that a row belongs to."""
        above = (row for row in reversed(self.rows[: at + 1]) if isinstance(row, AreaHead))
        return next(above, None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The name of an area is only read."""
        if index.isValid() and isinstance(self.rows[index.row()], AreaHead):
            # neither enabled nor selectable, so that the arrow keys pass over it
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself under ``ROW_ROLE``; its words to find it by, and to read out."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, AreaHead):
            spoken = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{row.area}, {row.words}" if spoken else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.passage or row.question
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row)
        return None

    def answer_words(self, row: AnswerRow) -> str:
        """What was answered, or why nothing was."""
        words: dict[Mark, str] = {
            "answered": row.answer,
            "skipped": self.tr("Skipped"),
            "no_chance": self.tr("No chance yet"),
            "open": self.tr("Not answered"),
        }
        return words[row.mark]

    def _said(self, row: AnswerRow) -> str:
        """A row for whoever does not see it; an open one with everything that is folded out."""
        parts = [row.passage, row.question, self.answer_words(row), row.anchor, outcome_words(row.outcome)]
        if row.item == self.opened:
            for option in row.explained:
                parts += [option_words(option), option.text, option.why]
            parts += [row.explanation, row.note]
        return ". ".join(part.rstrip(".") for part in parts if part)

    def _counted(self, rows: Sequence[AnswerRow]) -> str:
        scored = [row for row in rows if row.kind.scored]
        marks = [row.mark for row in scored]
        parts = [self.tr("{0} of {1}").format(marks.count("answered"), len(marks))]
        skipped = marks.count("skipped")
        if skipped:
            parts.append(self.tr("{0} skipped").format(skipped))
        if marks.count("no_chance"):
            parts.append(self.tr("{0} no chance yet").format(marks.count("no_chance")))
        return " · ".join(parts)
