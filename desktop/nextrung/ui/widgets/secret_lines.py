"""Lines for passphrases: hidden as they are typed, until they are to be shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLineEdit

from nextrung.ui.widgets.each_letter import show_each_letter
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.tick import WrappedCheckBox


class SecretLines(QObject):
    """The lines of one form, and the box that shows them all."""

    def __init__(self, form: FormDialog, longest: int) -> None:
        """Add lines for ``longest`` characters to ``form``; it adds ``shown`` where the box is to stand."""
        super().__init__(form)
        self._form = form
        self._longest = longest
        self.fields: list[QLineEdit] = []
        self.shown = WrappedCheckBox(self.tr("Show what is typed"))
        self.shown.setObjectName("show-passphrase")
        self.shown.toggled.connect(self._on_shown_toggled)

    def add(self, words: str, name: str) -> QLineEdit:
        """Add a line under its label."""
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(self._longest)
        show_each_letter(field)
        self._form.add_field(words, field, name)
        field.setAccessibleName(words.replace("&", ""))
        self.fields.append(field)
        return field

    @Slot(bool)
    def _on_shown_toggled(self, shown: bool) -> None:
        for field in self.fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
