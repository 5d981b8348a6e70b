"""What an empty page says: what will be here, and the one step that fills it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import Text


class EmptyPage(Page):
    """A page with nothing to show yet."""

    step_requested = Signal()

    def __init__(self, theme: Theme, title: str, words: str, step: str, parent: QWidget | None = None) -> None:
        """Say in ``words`` what will be here, and offer ``step``."""
        super().__init__(theme, title, parent)
        self.column.addWidget(Text(words, "lead"))
        self.step = Button(theme, step, "primary")
        self.step.setObjectName("empty-step")
        self.step.clicked.connect(self.step_requested)
        self.column.addLayout(row(self.step, None, spacing=0))
        self.column.addStretch(1)
