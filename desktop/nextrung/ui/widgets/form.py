"""A small form in a window of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.text import Caption

WIDTH = 560


class FormDialog(Dialog):
    """A dialog of fields with their labels."""

    def __init__(self, theme: Theme, title: str, accept: str, height: int, parent: QWidget | None = None) -> None:
        """Make the form empty; ``height`` is at a text size of 100 %."""
        super().__init__(theme, title, accept, (WIDTH, height), parent)
        self.column.setSpacing(theme.space("xs"))

    def add_field(self, words: str, field: QWidget, name: str) -> None:
        """Add a field under its label; Alt and the underlined letter go there."""
        label = Caption(words, field, "strong")
        label.setWordWrap(True)
        field.setObjectName(name)
        field.setAccessibleName(words)
        self.column.addWidget(label)
        self.column.addWidget(field)
        self.column.addSpacing(self.theme.space("s"))
