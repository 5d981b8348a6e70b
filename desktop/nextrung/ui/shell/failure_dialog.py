"""The dialog for a failure that nobody expected."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.toast import toast_over

WIDTH, HEIGHT = 640, 460


class FailureDialog(Dialog):
    """Says that something went wrong, what was kept, and offers the details to copy."""

    def __init__(self, theme: Theme, details: str, parent: QWidget | None = None) -> None:
        """Show the details of a failure."""
        super().__init__(theme, self.tr("Something went wrong"), self.tr("Go on"), WIDTH, parent, height=HEIGHT)
        self._details = details
        kept = self.tr(
            "What you saved is safe: every answer is on disk before the screen says so. You can go on; if the window"
            " behaves oddly, close it and start again."
        )
        self.column.addWidget(TextLabel(kept))
        asked = self.tr("If you report this, look through the details first: they can hold words of yours.")
        self.column.addWidget(TextLabel(asked, "muted"))
        shown = QPlainTextEdit(details)
        shown.setObjectName("failure-details")
        shown.setAccessibleName(self.tr("Details"))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        self.column.addWidget(shown, 1)
        self.cancel_button.setText(self.tr("Copy the details"))
        # this button closes a dialog by itself; here it copies, and the details stay to be read
        self.cancel_button.clicked.disconnect(self.reject)
        self.cancel_button.clicked.connect(self._on_copy_clicked)
        self.accept_button.clicked.connect(self.accept)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        toast_over(self.theme, self).show_message(self.tr("The details are on the clipboard, as text."))
