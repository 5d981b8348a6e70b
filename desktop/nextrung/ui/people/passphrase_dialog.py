"""Asks for the passphrase of the lock: a first one, another one, or the one in force to take the lock away."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.hold import hold
from nextrung.ui.widgets.secret_lines import SecretLines
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.privacy import LONGEST_PASSPHRASE

Purpose = Literal["set", "change", "remove"]


class PassphraseDialog(FormDialog):
    """The passphrase in force where there is one, and a new one, typed twice; all can be shown."""

    submitted = Signal(str, str)
    """The passphrase in force and the new one; empty where none was asked for."""

    def __init__(self, theme: Theme, purpose: Purpose, parent: QWidget | None = None) -> None:
        """Ask for what ``purpose`` needs."""
        titles: dict[Purpose, str] = {
            "set": self.tr("Lock the screen"),
            "change": self.tr("Change the passphrase"),
            "remove": self.tr("Remove the lock"),
        }
        accepts: dict[Purpose, str] = {
            "set": self.tr("Switch the lock on"),
            "change": self.tr("Change it"),
            "remove": self.tr("Remove the lock"),
        }
        super().__init__(theme, titles[purpose], accepts[purpose], parent)
        self._secrets = SecretLines(self, LONGEST_PASSPHRASE)
        if purpose != "remove":
            for words in (self._what_it_does(), self._what_it_does_not()):
                self.column.addWidget(TextLabel(words, "muted"))
                self.column.addSpacing(theme.space("s"))
        self.current = (
            self._secrets.add(self.tr("&Passphrase in force"), "current-passphrase") if purpose != "set" else None
        )
        if purpose != "remove":
            self.new = self._secrets.add(self.tr("&New passphrase"), "new-passphrase")
            self.again = self._secrets.add(self.tr("The same &again"), "passphrase-again")
        self._purpose = purpose
        self.shown = self._secrets.shown
        self.column.addWidget(self.shown)
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self._secrets.fields[0].setFocus()

    def _what_it_does(self) -> str:
        return self.tr(
            "After some minutes without a key or a click, and at every start, all windows are covered until the "
            "passphrase is typed."
        )

    def _what_it_does_not(self) -> str:
        return self.tr(
            "It does not protect the data file and its backups, which are not encrypted: whoever can read the "
            "files of this account can read them without the passphrase. A forgotten passphrase cannot be looked up; "
            "the help page on keeping your data safe says how the lock is then taken away outside the program."
        )

    def refuse(self, message: str, pause: int) -> None:
        """Say what is wrong; the next try is possible after so many seconds."""
        self.show_problem(message)
        hold(self.accept_button, pause)
        self._secrets.fields[0].selectAll()
        self._secrets.fields[0].setFocus()

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        current = self.current.text() if self.current is not None else ""
        if self._purpose == "remove":
            # one try at a time: testing takes long, and each is counted
            self.accept_button.setEnabled(False)
            self.submitted.emit(current, "")
        elif not self.new.text():
            self.show_problem(self.tr("Type a passphrase first."))
        elif self.new.text() != self.again.text():
            self.show_problem(self.tr("The two are not the same. Type the new passphrase twice."))
        else:
            self.accept_button.setEnabled(False)
            self.submitted.emit(current, self.new.text())
