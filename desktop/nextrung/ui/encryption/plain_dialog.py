"""Lists the backups and copies of encrypted data that are not encrypted themselves, and offers what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.encryption import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.text import TextLabel

WIDTH = 620
"""At a text size of 100 %."""


class PlainDialog(Dialog):
    """Encrypt them, delete them, or decide later; whoever made it calls ``open``."""

    sealing_requested = Signal()
    deleting_requested = Signal()

    def __init__(self, theme: Theme, found: tuple[Path, ...], parent: QWidget) -> None:
        """List what was found."""
        super().__init__(theme, self.tr("Not encrypted yet"), self.tr("Encrypt them"), WIDTH, parent)
        said = self.tr(
            "They were made before your data were encrypted. Encrypted, they stay as they are otherwise; deleted, they "
            "are gone for good, and an encrypted backup is made first. A disk may keep traces of either for a while."
        )
        self.column.addWidget(TextLabel(words.plain_copies(found), "strong"))
        self.column.addWidget(TextLabel(said, "muted"))
        for path in found:
            self.column.addWidget(TextLabel(str(path), "small"))
        self.column.addStretch(1)
        self.cancel_button.setText(self.tr("Later"))
        self.delete = Button(theme, self.tr("Delete them"))
        self.delete.setObjectName("delete-plain-copies")
        self.delete.setAutoDefault(False)
        self.lead_buttons_with(self.delete, apart=True)
        self.delete.clicked.connect(self._on_delete_clicked)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self.finished.connect(self.deleteLater)

    @Slot()
    def _on_delete_clicked(self) -> None:
        self.accept()
        self.deleting_requested.emit()

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        self.accept()
        self.sealing_requested.emit()
