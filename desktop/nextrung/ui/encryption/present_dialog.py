"""Asks for the passphrase of the data before something that it alone may do, and for a new one where that is it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.hold import hold
from nextrung.ui.widgets.new_passphrase import NewPassphrase
from nextrung.ui.widgets.secret_lines import SecretLines
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox
from nextrung.workspace.privacy import LONGEST_PASSPHRASE

Purpose = Literal["passphrase", "recovery", "decrypt"]


class PresentDialog(FormDialog):
    """The passphrase as it is now; whoever made it calls ``open``, and closes it when it was the right one."""

    submitted = Signal(str, str)
    """The passphrase as it is now and the new one, empty where none was asked for."""

    def __init__(self, theme: Theme, purpose: Purpose, parent: QWidget) -> None:
        """Ask for what ``purpose`` needs."""
        self.purpose = purpose
        title, accept, about = self._words(purpose)
        super().__init__(theme, title, accept, parent)
        self.column.addWidget(TextLabel(about, "muted"))
        self.column.addSpacing(theme.space("s"))
        self._secrets = SecretLines(self, LONGEST_PASSPHRASE)
        self.present = self._secrets.add(self.tr("&Passphrase as it is now"), "present-passphrase")
        self.new = None
        if purpose == "passphrase":
            self.new = NewPassphrase(self, self._secrets, self.tr("&New passphrase"))
        self.column.addWidget(self._secrets.shown)
        self._anew = self._add_anew() if purpose == "passphrase" else None
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self.finished.connect(self.deleteLater)
        self.present.setFocus()

    def _add_anew(self) -> WrappedCheckBox:
        self.column.addSpacing(self.theme.space("s"))
        tick = WrappedCheckBox(self.tr("Others may know the old one: write everything anew with a new key"))
        tick.setObjectName("new-key")
        self.column.addWidget(tick)
        said = self.tr(
            "Your data and the backups in reach open with the new passphrase and a new recovery key then, no more with "
            "the old ones. What somebody has copied away still opens with those."
        )
        self.column.addWidget(TextLabel(said, "small"))
        tick.toggled.connect(self._on_tick_toggled)
        return tick

    @property
    def wants_new_key(self) -> bool:
        """Whether everything is to be written anew."""
        return self._anew is not None and self._anew.isChecked()

    @Slot(bool)
    def _on_tick_toggled(self, wanted: bool) -> None:
        self.accept_button.setText(self.tr("Go on to the recovery key…") if wanted else self._words(self.purpose)[1])

    def _words(self, purpose: Purpose) -> tuple[str, str, str]:
        """Title, the word for going on, and what will be so."""
        found: dict[Purpose, tuple[str, str, str]] = {
            "passphrase": (
                self.tr("Change the passphrase"),
                self.tr("Change it"),
                self.tr("Backups that are there open with the passphrase that they were made with."),
            ),
            "recovery": (
                self.tr("A new recovery key"),
                self.tr("Show a new one…"),
                self.tr("It takes the place of the one before, which opens backups made until now, and nothing else."),
            ),
            "decrypt": (
                self.tr("Make your data plain again"),
                self.tr("Make them plain"),
                self.tr(
                    "Your data and those backups that are in reach are written anew without encryption: whoever can "
                    "read the files of this account can read them then."
                ),
            ),
        }
        return found[purpose]

    def refuse(self, message: str, pause: int) -> None:
        """Say what is wrong; the next try is possible after so many seconds."""
        self.show_problem(message)
        hold(self.accept_button, pause)
        self.present.selectAll()
        self.present.setFocus()

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        problem = self.new.problem if self.new is not None else ""
        if not self.present.text():
            problem = self.tr("Type the passphrase as it is now first.")
        self.show_problem(problem)
        if not problem:
            # one try at a time: each takes up to a second
            self.accept_button.setEnabled(False)
            self.submitted.emit(self.present.text(), self.new.passphrase.text() if self.new is not None else "")
