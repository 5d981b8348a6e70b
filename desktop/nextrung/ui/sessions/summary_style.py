"""How the page that is handed over looks while it is looked through: its head, headings and small print."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from nextrung.ui import labels
from nextrung.ui.sessions import words
from nextrung.ui.theme.theme import Theme

HEAD, FACTS = 0, 1
"""Lines of the page: whose it is, and its day and role; from then on a line is known by what it says."""


class SummaryHighlighter(QSyntaxHighlighter):
    """Sets each line in the look of what it is; the text itself stays plain, and undo knows nothing of looks."""

    def __init__(self, theme: Theme, page: QPlainTextEdit) -> None:
        """Follow the text of ``page``, and the theme."""
        super().__init__(page.document())
        self._theme = theme
        self._headings = frozenset(words.headings().values())
        self._small_print = frozenset({words.purpose(), labels.no_pilot()})
        self._make_looks()
        theme.changed.connect(self._on_theme_changed)

    def highlightBlock(self, text: str) -> None:
        """Set one line; called by Qt for each line that has changed."""
        line = self.currentBlock().blockNumber()
        look = None
        if line == HEAD:
            look = self._head
        elif line == FACTS or text.strip() in self._small_print:
            look = self._muted
        elif text.strip() in self._headings:
            look = self._heading
        if look is not None:
            self.setFormat(0, len(text), look)
        elif text.startswith(words.MARKS):
            self.setFormat(0, 1, self._muted)

    def _make_looks(self) -> None:
        self._head = self._look("question", "text", QFont.Weight.DemiBold)
        self._heading = self._look("heading", "text", QFont.Weight.DemiBold)
        self._muted = self._look("body", "muted")

    def _look(self, size: str, color: str, weight: QFont.Weight = QFont.Weight.Normal) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFontPointSize(self._theme.points(size))
        look.setFontWeight(weight)
        look.setForeground(self._theme.color(color))
        return look

    @Slot()
    def _on_theme_changed(self) -> None:
        self._make_looks()
        self.rehighlight()
