"""Answers from a file before they are taken in: what was read, row by row, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.report.state import AnswersState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import Text

SIZE = (860, 640)


class AnswersDialog(Dialog):
    """Shows the rows of a file; nothing is kept before the button says so, and nothing of a file with problems."""

    def __init__(self, theme: Theme, state: AnswersState, keeper: str, parent: QWidget | None = None) -> None:
        """Show ``state``; ``keeper`` is whose assessment it would become."""
        super().__init__(theme, self._heading(state), self.tr("Take in as a finished assessment"), SIZE, parent)
        self.setModal(True)
        self.column.addWidget(Text(self._about(state, keeper), "muted"))
        if state.problems:
            problems = labels.counted(state.problems, self.tr("1 row does not fit."), self.tr("{0} rows do not fit."))
            words = self.tr("{0} Mend the file and import it again; nothing is kept of it now.").format(problems)
            self.column.addWidget(Text(words, "problem"))
        headings = (self.tr("Row and question"), self.tr("What was read"))
        self.rows = TextTable(self.tr("Rows of the file"), headings, texts=True)
        self.rows.setObjectName("answers-rows")
        self.rows.set_rows(state.rows)
        self.column.addWidget(self.rows)
        if state.more:
            self.column.addWidget(Text(self.tr("Further rows that are not shown: {0}").format(state.more), "small"))
        self.column.addStretch(1)
        useful = not state.problems and bool(state.rows)
        self.accept_button.setVisible(useful)
        self.accept_button.clicked.connect(self.accept)
        if not useful:
            self.cancel_button.setText(self.tr("Close"))

    def _heading(self, state: AnswersState) -> str:
        if state.problems:
            return self.tr("Some answers in this file do not fit")
        return self.tr("These answers would come in") if state.rows else self.tr("There are no answers in this file")

    def _about(self, state: AnswersState, keeper: str) -> str:
        form = self.tr("Quick form") if state.form == "quick" else self.tr("Full form")
        one, many = self.tr("{1} of 1 question answered"), self.tr("{1} of {0} questions answered")
        parts = [state.file, form, labels.counted(state.asked, one, many, state.answered)]
        if state.person:
            parts.append(self.tr("label in the file: {0}").format(state.person))
        parts.append(self.tr("kept for {0}").format(keeper))
        return " · ".join(parts)
