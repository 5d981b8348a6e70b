"""A public key to be read, and copied as a whole."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.each_letter import show_each_letter


class PublicKeyLine(QObject):
    """The line and the button that copies it; whoever made it puts both on a card."""

    def __init__(self, theme: Theme, name: str, card: QWidget) -> None:
        """Make both for ``card``; ``name`` is that of the line."""
        super().__init__(card)
        self._card = card
        self.words = self.tr("Your public key")
        self.key = QLineEdit()
        self.key.setObjectName(name)
        self.key.setReadOnly(True)
        show_each_letter(self.key)
        self.key.setAccessibleName(self.words)
        self.copy = Button(theme, self.tr("Copy"))
        self.copy.setObjectName(f"copy-{name}")
        self.copy.setAccessibleName(self.tr("Copy your public key"))
        self.copy.clicked.connect(self._on_copy_clicked)

    def show_key(self, key: str) -> None:
        """Show the key from its beginning."""
        self.key.setText(key)
        self.key.setCursorPosition(0)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.key.text())
        announce(self._card, self.tr("The public key is copied."))
