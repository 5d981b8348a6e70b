"""Asks whether a file is to be written although something will be missing in it."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from nextrung.ui.theme.theme import Theme


class SaveAnyway(QMessageBox):
    """Says what will be missing; ``accepted`` means that the file is to be written. Whoever made it calls ``open``."""

    def __init__(self, theme: Theme, parent: QWidget, warning: str) -> None:
        """Ask with ``warning``, a sentence."""
        super().__init__(parent)
        self.setObjectName("save-anyway")
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Before it is saved"))
        self.setText(warning)
        self.setDefaultButton(self.addButton(self.tr("Save anyway"), QMessageBox.ButtonRole.AcceptRole))
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.finished.connect(self.deleteLater)
        theme.apply_style(self)
