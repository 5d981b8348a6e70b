"""The page that is handed over at the end of a session: looked through, changed where needed, copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nextrung.ui.sessions.summary_style import SummaryHighlighter
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel

HEIGHT = 420
"""Least height of the text at a text size of 100 %."""


class SummaryPage(Page):
    """Shows the text; ends the session with it, or goes back."""

    end_requested = Signal(str)
    pdf_requested = Signal(str)
    reopen_requested = Signal()
    back_requested = Signal()
    names_toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_text`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Summary of the session"))
        self._about = TextLabel("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.back = self.way_back("back-to-session", tip=self.tr("Back to the session (Esc)"))
        self._text = ""
        self._ended = False
        self._mask: Callable[[str], str] | None = None
        self.hide_button = Button(theme, self.tr("Hide names"), key="H")
        self.hide_button.setObjectName("hide-names")
        self.reopen = Button(theme, self.tr("Go on with this session"))
        self.reopen.setObjectName("reopen-session")
        self.copy = Button(theme, self.tr("Copy"))
        self.copy.setObjectName("copy-summary")
        self.pdf = Button(theme, self.tr("Save as PDF"))
        self.pdf.setObjectName("summary-pdf")
        self.end = Button(theme, self.tr("End the session"), "primary")
        self.end.setObjectName("end-with-summary")
        self.set_actions(self.back, self.hide_button, self.reopen, self.copy, self.pdf, self.end)
        self._message = TextLabel("", "strong")
        self._message.setVisible(False)
        self.column.addWidget(self._message)
        self.text = QPlainTextEdit()
        self.text.setObjectName("summary-text")
        self.text.setAccessibleName(self.tr("What is handed over"))
        # else Tab would be typed, and the keyboard could not leave the field (WCAG 2.1.2, no keyboard trap)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.em(HEIGHT))
        self.text.document().setDocumentMargin(theme.space("m"))
        SummaryHighlighter(theme, self.text)
        self.column.addWidget(self.text, 1)
        self.back.clicked.connect(self.back_requested)
        self.reopen.clicked.connect(self.reopen_requested)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.pdf.clicked.connect(self._on_pdf_clicked)
        self.end.clicked.connect(self._on_end_clicked)
        self.hide_button.clicked.connect(self.names_toggled)
        shortcut = QShortcut(QKeySequence("H"), self)
        # a shortcut belongs to its whole window by default, and a letter alone would be taken from every other page
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.hide_button.click)

    def show_text(self, text: str, *, ended: bool) -> None:
        """Show the page of a session that is to end, or that has ended."""
        self._text, self._ended = text, ended
        self._message.setVisible(False)
        self._show()

    def begin(self) -> None:
        """Put the keyboard where one goes on, once the page is in the window."""
        (self.copy if self._ended else self.end).setFocus()

    def hide_names(self, mask: Callable[[str], str] | None) -> None:
        """Show the text through ``mask``, which takes the name out, or as it is.

        A masked text cannot be changed, and what is kept at the end is always the whole text.
        """
        # taken before the mask changes: afterwards the field holds a text with the name taken out
        self._text, self._mask = self._whole(), mask
        self._show()

    def _whole(self) -> str:
        return self.text.toPlainText() if self._mask is None else self._text

    def _show(self) -> None:
        self.text.setPlainText(self._mask(self._text) if self._mask else self._text)
        # a masked text that could be changed would be kept with the mask in it
        self.text.setReadOnly(self._ended or self._mask is not None)
        self.hide_button.setText(self.tr("Show names") if self._mask else self.tr("Hide names"))
        words = self.tr("Change what you like; private notes and reasons are not in it.")
        if self._ended:
            words = self.tr("As it was handed over. Private notes and reasons are not in it.")
        elif self._mask:
            words = self.tr("Show names to change the text; it is kept with the name in it.")
        self._about.setText(words)
        self.end.setVisible(not self._ended)
        self.reopen.setVisible(self._ended)

    def show_message(self, message: str) -> None:
        """Say what was done, or could not be."""
        self._message.setText(message)
        self._message.setVisible(True)
        announce(self, message)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.show_message(self.tr("Copied."))

    @Slot()
    def _on_pdf_clicked(self) -> None:
        self.pdf_requested.emit(self.text.toPlainText())

    @Slot()
    def _on_end_clicked(self) -> None:
        self.end_requested.emit(self._whole())
