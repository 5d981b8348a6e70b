"""Says on a page what was deleted a moment ago, and puts it back: by its button, and by the usual key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.text import TextLabel


class UndoBar(Card):
    """Out of sight until something was deleted."""

    undo_requested = Signal()

    def __init__(self, theme: Theme, page: QWidget, name: str) -> None:
        """Make it hidden, for ``page``, on all of which the key holds; the button is called ``name``."""
        super().__init__(theme, page, inset=True)
        self._said = TextLabel("")
        self.undo = Button(theme, self.tr("Undo"))
        self.undo.setObjectName(name)
        self.undo.setToolTip(self.tr("Put it back (Ctrl+Z)"))
        line = row(self._said, self.undo, spacing=theme.space("m"))
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.undo.clicked.connect(self.undo_requested)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
        # Ctrl+Z takes back a deletion on this page only, not in the whole window
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_keys_activated)
        self.hide()

    def show_deleted(self, words: str) -> None:
        """Say what was deleted; with empty words there is nothing to put back."""
        before = self.isVisible()
        self._said.setText(words)
        self.setVisible(bool(words))
        # said once, as the bar comes; each showing of the page would say it again
        if words and not before:
            announce(self, words)

    @Slot()
    def _on_keys_activated(self) -> None:
        # the keys hold for the whole page, with and without the bar
        if self.isVisible():
            self.undo_requested.emit()
