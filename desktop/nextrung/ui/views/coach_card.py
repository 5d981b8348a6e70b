"""The card with a coach's public key: clients name it when they ask, and then the coach alone opens the replies."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.public_key_line import PublicKeyLine
from nextrung.ui.widgets.text import Caption, TextLabel


class CoachKeyCard(Card):
    """Shows the key to copy, or to save as a file."""

    save_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card hidden; ``show_key`` fills it."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("For your clients"), "heading"))
        said = self.tr(
            "A client who names this key when asking others has you open the replies: the client saves the round for "
            "you, you take it in here for the person of that name, and hand over what is shown."
        )
        self.body.addWidget(TextLabel(said, "muted"))
        self._line = PublicKeyLine(theme, "coach-key", self)
        self.key, self.copy = self._line.key, self._line.copy
        self.body.addWidget(Caption(self._line.words, self.key, "strong"))
        self.body.addWidget(self.key)
        self.save = Button(theme, self.tr("Save as a file…"))
        self.save.setObjectName("save-coach-key")
        actions = FlowLayout(theme.space("s"), theme.space("s"))
        for button in (self.copy, self.save):
            actions.addWidget(button)
        self.body.addLayout(actions)
        self.save.clicked.connect(self.save_requested)

    def show_key(self, key: str) -> None:
        """Show the key; without one there is no card."""
        self.setVisible(bool(key))
        self._line.show_key(key)
