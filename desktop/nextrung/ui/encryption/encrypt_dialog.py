"""Asks for the passphrase that is to open the data, and says what that protects from and what not."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.encryption import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.new_passphrase import NewPassphrase
from nextrung.ui.widgets.secret_lines import SecretLines
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.privacy import LONGEST_PASSPHRASE


class EncryptDialog(FormDialog):
    """A passphrase typed twice; whoever made it calls ``open``. Nothing is encrypted yet when it was given."""

    passphrase_given = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Ask over ``parent``."""
        super().__init__(theme, self.tr("Encrypt your data"), self.tr("Go on to the recovery key…"), parent)
        for text in (words.protects(), words.protects_not()):
            self.column.addWidget(TextLabel(text, "muted"))
            self.column.addSpacing(theme.space("s"))
        self._secrets = SecretLines(self, LONGEST_PASSPHRASE)
        self.new = NewPassphrase(self, self._secrets, self.tr("&Passphrase"))
        self.column.addWidget(self._secrets.shown)
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self.finished.connect(self.deleteLater)
        self.new.passphrase.setFocus()

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        self.show_problem(self.new.problem)
        if not self.new.problem:
            passphrase = self.new.passphrase.text()
            self.accept()
            self.passphrase_given.emit(passphrase)
