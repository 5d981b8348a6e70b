"""The text of an advert with the words that its targets rest on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from nextrung.ui.advert.state import AdvertView, MarkedWords
from nextrung.ui.theme.theme import Theme

LINES = 14
"""Lines of text that are seen at once."""


class AdvertText(QPlainTextEdit):
    """Plain text, only to be read; words that speak of an area are marked, those of one area underlined."""

    area_pointed = Signal(str)
    """The cursor stands in words that speak of an area."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._theme = theme
        self._marks: tuple[MarkedWords, ...] = ()
        self._area = ""
        self.setObjectName("advert-text")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("The text of the advert"))
        # the text is a part of its card: it begins where the words above it do
        self.document().setDocumentMargin(self._theme.space("hair"))
        self.setMinimumHeight(LINES * self.fontMetrics().lineSpacing())
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)
        theme.changed.connect(self._paint_marks)

    def show_advert(self, view: AdvertView) -> None:
        """Show a text; where it is on show already, only its marks are painted anew."""
        self._marks = view.marks
        if view.text != self.toPlainText():
            self.setPlainText(view.text)
        self._paint_marks()

    def point_to(self, area: str) -> None:
        """Underline the words of an area, and scroll to the first of them."""
        self._area = area
        self._paint_marks()
        first = next((one for one in self._marks if area in one.areas), None)
        if first is not None and not self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(self._place(first.start))
            self.blockSignals(True)  # where the program points to is no place that the person chose
            self.setTextCursor(cursor)
            self.blockSignals(False)
            self.ensureCursorVisible()

    @Slot()
    def _on_cursor_position_changed(self) -> None:
        at = self.textCursor().position()
        here = (one for one in self._marks if self._place(one.start) <= at <= self._place(one.end))
        found = next(here, None)
        if found is not None:
            self.area_pointed.emit(found.areas[0])

    @Slot()
    def _paint_marks(self) -> None:
        self.setExtraSelections([self._selection(one) for one in self._marks])

    def _selection(self, mark: MarkedWords) -> QTextEdit.ExtraSelection:
        looks = QTextCharFormat()
        looks.setBackground(self._theme.color("gap_soft" if mark.moves else "other_soft"))
        looks.setForeground(self._theme.color("text"))
        looks.setFontUnderline(self._area in mark.areas)
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(mark.start))
        cursor.setPosition(self._place(mark.end), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = looks
        return selection

    def _place(self, at: int) -> int:
        """A place in the text as Qt counts: in units of UTF-16, where a rare letter takes two."""
        text = self.toPlainText()
        return at + sum(ord(one) > 0xFFFF for one in text[:at])
