"""Asks for the passphrase of a sealed file, as often as it takes: a wrong one is never damage."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.secret_lines import SecretLines
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.privacy import LONGEST_PASSPHRASE


class OpenDialog(FormDialog):
    """One passphrase; whoever made it calls ``open``, and closes it when the passphrase was the right one."""

    passphrase_given = Signal(str)

    def __init__(self, theme: Theme, file: str, parent: QWidget) -> None:
        """Ask for the passphrase of a file of this name."""
        super().__init__(theme, self.tr("This file is sealed"), self.tr("Open"), parent)
        self.setModal(True)
        words = self.tr(
            "{0} opens with the passphrase that it was sealed with. Nothing changes before you have seen it."
        )
        self.column.addWidget(TextLabel(words.format(file), "muted"))
        self.column.addSpacing(theme.space("s"))
        self._secrets = SecretLines(self, LONGEST_PASSPHRASE)
        self.passphrase = self._secrets.add(self.tr("&Passphrase"), "open-passphrase")
        self.column.addWidget(self._secrets.shown)
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self.finished.connect(self.deleteLater)
        self.passphrase.setFocus()

    def refuse(self, message: str) -> None:
        """Say that it was another one, and take the next."""
        self.show_problem(message)
        self.accept_button.setEnabled(True)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        if not self.passphrase.text():
            self.show_problem(self.tr("Type the passphrase first."))
            return
        self.show_problem("")
        # one try at a time: each takes a second or more
        self.accept_button.setEnabled(False)
        self.passphrase_given.emit(self.passphrase.text())
