"""Examples in the words of others, one of which a person can hide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.views import words
from nextrung.ui.views.state import SeenWords
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel

SHARES = (0.22, 0.18, 0.6)


class WordsView(QWidget):
    """Renders the examples of a round that are shown."""

    hide_requested = Signal(int)
    """The example in this row is to be hidden."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        headings = [self.tr("Area"), self.tr("Who"), self.tr("In their words")]
        self.said = TextTable(self.tr("Examples in the words of others"), headings, texts=True, shares=SHARES)
        self.hide_example = Button(theme, self.tr("Hide this example"))
        self.hide_example.setObjectName("hide-example")
        self._note = TextLabel("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("s"))
        layout.addWidget(self._note)
        layout.addWidget(self.said)
        layout.addWidget(self.hide_example, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.hide_example.clicked.connect(self._on_hide_example_clicked)

    def show_words(self, shown: Sequence[SeenWords]) -> None:
        """Show these examples."""
        self.said.set_rows([(one.name, words.group(one.example.part), one.example.text) for one in shown])
        self._note.setText(
            self.tr("In an order that says nothing about who wrote what; how something is written may still show it.")
            if shown
            else self.tr("There are no examples to read yet.")
        )
        for part in (self.said, self.hide_example):
            part.setVisible(bool(shown))
        if shown and not self.said.currentIndex().isValid():
            self.said.selectRow(0)

    @Slot()
    def _on_hide_example_clicked(self) -> None:
        if self.said.currentIndex().isValid():
            self.hide_requested.emit(self.said.currentIndex().row())
