"""Erasing a person: archiving is offered first, then the backups, then a receipt of what went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.safety import receipt
from nextrung.ui.safety.receipt import ErasedState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.marked_line import marked_line
from nextrung.ui.widgets.rows_table import RowsTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox
from nextrung.ui.widgets.toast import toast_over

WIDTH = 560
"""At a text size of 100 %."""


class EraseDialog(Dialog):
    """Asks once, plainly: this is the one thing that cannot be undone."""

    archive_requested = Signal()
    erase_requested = Signal(bool)
    """Whether the backups are to be rewritten too."""

    def __init__(
        self, theme: Theme, name: str, inside: str, *, can_archive: bool, parent: QWidget | None = None
    ) -> None:
        """Ask about a person called ``name``, of whom ``inside`` says what is kept."""
        super().__init__(theme, self.tr("Erase {0}?").format(name), self.tr("Erase for good"), WIDTH, parent)
        self._name = name
        self._erasing = False
        self.column.addWidget(TextLabel(self.tr("This removes {0}. It cannot be undone.").format(inside)))
        self.archive = Button(theme, self.tr("Archive instead"))
        self.archive.setObjectName("archive-instead")
        # in a dialog Qt makes each button the default one while it has the focus, and Enter would press it
        self.archive.setAutoDefault(False)
        if can_archive:
            words = self.tr("Archived people stay out of sight, and can be brought back at any time.")
            self.column.addWidget(TextLabel(words, "muted"))
            self.column.addWidget(self.archive)
        self.archive.setVisible(can_archive)
        self.backups = WrappedCheckBox(self.tr("Erase from the backups as well"))
        self.backups.setObjectName("erase-backups")
        self.backups.setChecked(True)
        self.column.addWidget(self.backups)
        asked = TextLabel(self.tr("To go on, write the name: {0}").format(name), "strong")
        self.typed = QLineEdit()
        self.typed.setObjectName("erase-name")
        self.typed.setAccessibleName(self.tr("The name of the person to erase"))
        asked.setBuddy(self.typed)
        self.column.addWidget(asked)
        self.column.addWidget(self.typed)
        self.column.addStretch(1)
        self.accept_button.setEnabled(False)
        self.typed.textChanged.connect(self._on_typed_text_changed)
        self.archive.clicked.connect(self.archive_requested)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self.typed.setFocus()

    def show_holders(self, count: int) -> None:
        """Say how many backups hold the person, as soon as all were looked into; without any there is no choice."""
        rewritten = labels.counted(count, self.tr("1 is rewritten"), self.tr("{0} are rewritten"))
        self.backups.setText(self.tr("Erase from the backups as well: {0}").format(rewritten))
        self.backups.setVisible(count > 0)

    def show_erasing(self) -> None:
        """Say that it is under way; nothing can be chosen any more."""
        self._erasing = True
        for control in (self.accept_button, self.cancel_button, self.archive, self.backups, self.typed):
            control.setEnabled(False)
        self.accept_button.setText(self.tr("Erasing…"))
        announce(self, self.tr("Erasing…"))

    def reject(self) -> None:
        """Close without erasing, unless the erasing has begun."""
        # Esc and the close button come here too; nobody can stop an erasing half-way
        if not self._erasing:
            super().reject()

    @Slot(str)
    def _on_typed_text_changed(self, text: str) -> None:
        # the name has to be typed, so that nobody is erased by a key too many
        self.accept_button.setEnabled(text.strip().casefold() == self._name.strip().casefold())

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        # hidden when no backup holds the person, although the box is still ticked
        self.erase_requested.emit(self.backups.isChecked() and not self.backups.isHidden())


class ReceiptDialog(Dialog):
    """Shows what went, from where, and what may remain; it can be copied, and is kept nowhere."""

    def __init__(self, theme: Theme, state: ErasedState, parent: QWidget | None = None) -> None:
        """Show a receipt."""
        super().__init__(theme, state.title, self.tr("Close"), WIDTH, parent)
        self.setObjectName("receipt")
        self._text = state.text
        self.column.addWidget(TextLabel(state.when, "muted"))
        if state.gone:
            # what is read first is what went
            headings = (self.tr("What went"), self.tr("How many"))
            self.gone = RowsTable(headings[0], headings)
            self.gone.set_rows(state.gone)
            self.column.addWidget(self.gone)
        self._add(receipt.from_where(), state.done, "check", "good", self.tr("Done"))
        self._add(receipt.what_remains(), state.remains, "dot", "muted", self.tr("May remain"))
        self.column.addStretch(1)
        self.cancel_button.setText(self.tr("Copy"))
        # this button closes a dialog by itself; here it copies, and the receipt stays to be read
        self.cancel_button.clicked.disconnect(self.reject)
        self.cancel_button.clicked.connect(self._on_copy_clicked)
        self.accept_button.clicked.connect(self.accept)
        self.accept_button.setFocus()

    def _add(self, heading: str, lines: Sequence[str], icon: str, color: str, meaning: str) -> None:
        if not lines:
            return
        group = QVBoxLayout()
        group.setSpacing(self.theme.space("s"))
        group.addWidget(TextLabel(heading, "strong"))
        for line in lines:
            group.addLayout(marked_line(self.theme, icon, color, meaning, TextLabel(line)))
        self.column.addLayout(group)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        toast_over(self.theme, self).show_message(self.tr("The receipt is on the clipboard, as text."))
