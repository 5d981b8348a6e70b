"""The card with a coach's public key: clients name it when they ask, and then the coach alone opens the replies."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.flow_layout import FlowLayout
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
        self.key = QLineEdit()
        self.key.setObjectName("coach-key")
        self.key.setReadOnly(True)
        self.key.setAccessibleName(self.tr("Your public key"))
        self.body.addWidget(Caption(self.tr("Your public key"), self.key, "strong"))
        self.body.addWidget(self.key)
        self.copy, self.save = Button(theme, self.tr("Copy")), Button(theme, self.tr("Save as a file…"))
        self.copy.setObjectName("copy-coach-key")
        self.save.setObjectName("save-coach-key")
        self.copy.setAccessibleName(self.tr("Copy your public key"))
        actions = FlowLayout(theme.space("s"), theme.space("s"))
        for button in (self.copy, self.save):
            actions.addWidget(button)
        self.body.addLayout(actions)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.save.clicked.connect(self.save_requested)

    def show_key(self, key: str) -> None:
        """Show the key; without one there is no card."""
        self.setVisible(bool(key))
        self.key.setText(key)
        self.key.setCursorPosition(0)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.key.text())
        announce(self, self.tr("The public key is copied."))
