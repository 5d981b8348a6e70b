"""The page that is handed over at the end of a session: looked through, changed where needed, copied."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import Text

HEIGHT = 420


class SummaryPage(Page):
    """Shows the text; ends the session with it, or goes back."""

    end_requested = Signal(str)
    pdf_requested = Signal(str)
    reopen_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_text`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Summary of the session"))
        self._about = Text("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.back = self.way_back("back-to-session", tip=self.tr("Back to the session (Esc)"))
        self.reopen = Button(theme, self.tr("Go on with this session"))
        self.reopen.setObjectName("reopen-session")
        self.copy = Button(theme, self.tr("Copy"))
        self.copy.setObjectName("copy-summary")
        self.pdf = Button(theme, self.tr("Save as PDF"))
        self.pdf.setObjectName("summary-pdf")
        self.end = Button(theme, self.tr("End with this page"), "primary")
        self.end.setObjectName("end-with-summary")
        self.set_actions(self.back, self.reopen, self.copy, self.pdf, self.end)
        self._message = Text("", "strong")
        self._message.setVisible(False)
        self.column.addWidget(self._message)
        card = Card(theme)
        self.text = QPlainTextEdit()
        self.text.setObjectName("summary-text")
        self.text.setAccessibleName(self.tr("What is handed over"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.em(HEIGHT))
        card.body.addWidget(self.text, 1)
        self.column.addWidget(card, 1)
        self.back.clicked.connect(self.back_requested)
        self.reopen.clicked.connect(self.reopen_requested)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.pdf.clicked.connect(self._on_pdf_clicked)
        self.end.clicked.connect(self._on_end_clicked)

    def show_text(self, text: str, *, ended: bool) -> None:
        """Show the page of a session that is to end, or that has ended."""
        self.text.setPlainText(text)
        self.text.setReadOnly(ended)
        self._message.setVisible(False)
        words = self.tr("Change what you like; private notes and reasons are not in it.")
        if ended:
            words = self.tr("As it was handed over. Private notes and reasons are not in it.")
        self._about.setText(words)
        self.end.setVisible(not ended)
        self.reopen.setVisible(ended)
        (self.copy if ended else self.end).setFocus()

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
        self.end_requested.emit(self.text.toPlainText())
