"""What an empty page says: what will be here, and the one step that fills it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.coming import Coming, ComingParts
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel


class EmptyPage(Page):
    """A page with nothing to show yet."""

    step_requested = Signal()

    other_requested = Signal()

    def __init__(self, theme: Theme, title: str, words: str, step: str, parts: Sequence[Coming]) -> None:
        """Say in ``words`` what will be here, offer ``step``, and draw the parts that the page will have."""
        super().__init__(theme, title)
        self.column.addWidget(TextLabel(words, "lead"))
        self.step = Button(theme, step, "primary")
        self.step.setObjectName("empty-step")
        self.step.clicked.connect(self.step_requested)
        self.other = Button(theme, "")
        self.other.setObjectName("empty-other")
        self.other.setVisible(False)
        self.other.clicked.connect(self.other_requested)
        self.column.addLayout(row(self.step, self.other, None, spacing=theme.space("s")))
        self.column.addWidget(ComingParts(theme, parts))
        self.column.addStretch(1)

    def offer_other(self, words: str, tip: str) -> None:
        """Offer another way to fill it beside the step."""
        self.other.setText(words)
        self.other.setToolTip(tip)
        self.other.setVisible(True)
