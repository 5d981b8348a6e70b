"""Asks before something is done: the one box for all such questions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.marked_line import marked_line
from nextrung.ui.widgets.text import TextLabel

WIDTH = 480
"""At a text size of 100 %."""


class QuestionDialog(Dialog):
    """A sentence and two buttons; ``accepted`` means yes. Whoever made it calls ``open``; it goes by itself.

    What can be undone, or lies in the bin, is done without a question.
    """

    def __init__(self, theme: Theme, parent: QWidget, title: str, words: str, action: str, *, final: bool) -> None:
        """Ask in ``words``; ``action`` is the word for going on. ``final`` marks what cannot be taken back."""
        super().__init__(theme, title, action, WIDTH, parent)
        said = TextLabel(words)
        if final:
            self.column.addLayout(marked_line(theme, "warning", "gap", self.tr("This cannot be taken back"), said))
            # Enter must not do what cannot be taken back
            self.accept_button.setAutoDefault(False)
            self.cancel_button.setDefault(True)
            self.cancel_button.setFocus()
        else:
            self.column.addWidget(said)
            self.accept_button.setFocus()
        self.accept_button.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
