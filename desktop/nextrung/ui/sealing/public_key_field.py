"""The field for the public key of somebody else, and the number by which both sides compare it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from nextrung.sealing.check_number import check_number
from nextrung.sealing.refusals import SealError
from nextrung.sealing.sealed import require_public_key
from nextrung.ui.widgets.each_letter import show_each_letter
from nextrung.ui.widgets.text import TextLabel


class PublicKeyField(QLineEdit):
    """Takes a key that is pasted or typed; whoever made it puts ``number`` below it."""

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self.setPlaceholderText("age1…")
        show_each_letter(self)
        self.number = TextLabel("", "muted")
        self._refused = False
        self.textChanged.connect(self._on_text_changed)
        self._on_text_changed("")

    def key(self) -> str:
        """The key, without what stands around it. Raises SealError for what is none."""
        return require_public_key(self.text())

    def refuse(self) -> None:
        """Say nothing more of a key that was just refused, until it is changed: one message is enough."""
        self._refused = True
        self.number.hide()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        words = self.tr("Once it is whole, its number stands here: have them read theirs aloud, and compare.")
        if text.strip():
            try:
                words = self.tr("Number of the key: {0}. Have them read theirs aloud: it must be the same.")
                words = words.format(check_number(self.key()))
            except SealError:
                words = self.tr("This is not a whole public key yet.")
        self.number.setText(words)
        if self._refused:
            self._refused = False
            self.number.show()
        self.setAccessibleDescription(words)
