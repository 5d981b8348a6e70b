"""The Edit menu: takes back, copies and finds where the person is working."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from nextrung.ui.shell.menus import Menus


class Edits(QObject):
    """Hands the commands on to the page, which has their keys already."""

    def __init__(self, menus: Menus, window: QMainWindow) -> None:
        """Add the commands; their keys belong to the pages, so the menu only names them."""
        super().__init__(window)
        self._window = window
        keys = QKeySequence.StandardKey
        menus.add("edit", "undo", self._with_keys(self.tr("&Undo"), keys.Undo), self.undo)
        menus.add("edit", "copy", self._with_keys(self.tr("&Copy"), keys.Copy), self.copy)
        menus.add_separator("edit")
        menus.add("edit", "find", self.tr("&Find…"), self.find, keys=keys.Find)
        self._jump = menus.command("jump")

    @staticmethod
    def _with_keys(text: str, keys: QKeySequence.StandardKey) -> str:
        # a menu shows what follows a tab as the key; Qt runs neither of two shortcuts that share one
        return f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}"

    @Slot()
    def undo(self) -> None:
        """Take the last change back, as the page does with its key."""
        undo = QKeySequence(QKeySequence.StandardKey.Undo)
        for shortcut in self._window.findChildren(QShortcut):
            owner = shortcut.parent()
            # pages out of sight still have their shortcuts
            if shortcut.key() == undo and isinstance(owner, QWidget) and owner.isVisible():
                shortcut.activated.emit()
                return
        self._press(Qt.Key.Key_Z)

    @Slot()
    def copy(self) -> None:
        """Copy what is chosen."""
        self._press(Qt.Key.Key_C)

    @Slot()
    def find(self) -> None:
        """Go to the page's field for searching, or to the list of everything."""
        for field in self._window.findChildren(QLineEdit):
            if field.isVisible() and field.objectName().endswith("-search"):
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                field.selectAll()
                return
        self._jump.trigger()

    def _press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget() or self._window.centralWidget()
        modifier = Qt.KeyboardModifier.ControlModifier
        # each kind of field knows by itself how it copies and takes back, and answers to the keys alone
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused, QKeyEvent(kind, key, modifier))
