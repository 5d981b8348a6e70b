"""What is in a file between a client and a coach: the same to whoever sends it and to whoever takes it in."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.sealing.check_number import check_number
from nextrung.ui import labels
from nextrung.ui.sharing import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.rows_table import RowsTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.sharing import SHARE_PARTS, Arrival

SHARES = (0.16, 0.42, 0.42)
"""Parts of the width for what a thing is, how it is called, and more about it."""


class ArrivalPart(QWidget):
    """Shows one file."""

    def __init__(self, theme: Theme, seen: Arrival, name: str, parent: QWidget | None = None) -> None:
        """Show ``seen``; ``name`` is what whoever shares is called on screen, empty for nobody known."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addWidget(TextLabel(self._heading(seen, name), "strong"))
        headings = (self.tr("What"), self.tr("Called"), self.tr("More"))
        self.things = RowsTable(self.tr("What is in the file"), headings, texts=True, shares=SHARES)
        self.things.setObjectName("arrival-things")
        self.things.set_rows([words.cells(thing) for thing in seen.things])
        column.addWidget(self.things)
        self.things.setVisible(bool(seen.things))
        for line in self._lines(seen):
            column.addWidget(TextLabel(line, "muted"))
        self.changed_key = TextLabel(self._about_key(seen), "problem")
        column.addWidget(self.changed_key)
        self.changed_key.setVisible(bool(seen.key_before))

    def _heading(self, seen: Arrival, name: str) -> str:
        if seen.purpose == "plan":
            return self.tr("A plan from your coach") if seen.things else self.tr("A plan without any step")
        who = name or self.tr("somebody without a name")
        return self.tr("Shared by {0} until {1}").format(who, labels.day(seen.until))

    def _lines(self, seen: Arrival) -> list[str]:
        if seen.purpose == "plan":
            return [self.tr("Steps that are in the plan already stay as they are there.")]
        number = self.tr("A plan that goes back is sealed for the key with the number {0}.")
        lines = [words.left_out(seen, SHARE_PARTS), number.format(check_number(seen.answer_key)), words.promise()]
        return lines if seen.things else [self.tr("Nothing is in it."), *lines]

    def _about_key(self, seen: Arrival) -> str:
        if not seen.key_before:
            return ""
        said = self.tr("That key is another one than before ({0}). Ask whose it is, face to face.")
        return said.format(check_number(seen.key_before))
