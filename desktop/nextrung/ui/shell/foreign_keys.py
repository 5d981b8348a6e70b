"""The commands of the window on keyboards that make no Latin letters, or digits only with Shift."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from nextrung.ui.widgets.keystroke import command_sign


class ForeignKeys(QObject):
    """Sees the keys that nobody in the window has taken, and runs the command of the sign at their place.

    Qt finds commands by the sign that a key makes. Ctrl+1 is no sign of a French keyboard, Ctrl+K none of a Russian.
    """

    def __init__(self, window: QMainWindow) -> None:
        """Watch ``window``, to which keys come last."""
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Run what the key stands for, if anything."""
        return event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._run(event)

    def _run(self, event: QKeyEvent) -> bool:
        sign = command_sign(event)
        if not sign or event.key() == ord(sign):  # Qt knows that one itself
            return False
        wanted = QKeySequence(QKeyCombination(event.modifiers(), Qt.Key(ord(sign))))
        for action in self._window.findChildren(QAction):
            if wanted in action.shortcuts() and action.isEnabled() and action.isVisible():
                action.trigger()
                return True
        for shortcut in self._window.findChildren(QShortcut):
            owner = shortcut.parent()
            # pages out of sight still have their shortcuts
            in_sight = isinstance(owner, QWidget) and owner.isVisible()
            if shortcut.key() == wanted and shortcut.isEnabled() and in_sight:
                shortcut.activated.emit()
                return True
        return False
