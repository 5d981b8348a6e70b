"""Takes a change of the role, or of its targets, back: a link beside the role, and the usual key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button


class UndoRole(Button):
    """In sight only while there is something to take back."""

    asked = Signal()

    def __init__(self, theme: Theme, page: QWidget) -> None:
        """Work with the key anywhere on ``page``."""
        super().__init__(theme, self.tr("Undo"), "link", parent=page)
        self.setObjectName("undo-role")
        self.setToolTip(self.tr("Go back to the role and targets before (Ctrl+Z)"))
        self._keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
        self._keys.activated.connect(self.asked)
        self.clicked.connect(self.asked)
        self.offer(possible=False)

    def offer(self, *, possible: bool) -> None:
        """Show whether there is something to take back."""
        self.setVisible(possible)
        # with nothing to take back, the key belongs to the field that is typed in
        self._keys.setEnabled(possible)
