"""Says that capital letters are switched on while something hidden is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from nextrung.ui.widgets.text import TextLabel


class CapsLockHint(TextLabel):
    """Told by what a key gives: no system says it in one way, and a line that shows dots does not either."""

    def __init__(self, field: QLineEdit) -> None:
        """Watch the keys of a field; out of sight until a capital letter comes without the Shift key."""
        super().__init__(self.tr("Caps Lock seems to be on."), "small")
        self.setVisible(False)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the letter of a key, and leave it to the field."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            letter = event.text()
            if event.key() == Qt.Key.Key_CapsLock:
                self.setVisible(False)
            elif len(letter) == 1 and letter.upper() != letter.lower():
                is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.setVisible(letter.isupper() and not is_shifted)
        return False
