"""Shows a recovery key to be kept outside the computer, and asks for it once, which proves that it was."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from nextrung.errors import NextRungError
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.each_letter import show_each_letter
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.question import QuestionDialog
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.encryption import EncryptionService


class RecoveryKeyDialog(FormDialog):
    """Eight groups of four; whoever made it calls ``open``."""

    proven = Signal()
    """The key was typed as it is shown."""
    refused = Signal()
    """No recovery key is wanted, after a clear word on what that means."""
    file_requested = Signal()
    """The key is wanted as a page in a file."""
    print_requested = Signal()

    def __init__(self, theme: Theme, recovery: str, action: str, parent: QWidget, *, may_refuse: bool) -> None:
        """Show ``recovery``; ``action`` is the word for going on, ``may_refuse`` offers to go on without one."""
        super().__init__(theme, self.tr("Your recovery key"), action, parent)
        self._recovery = recovery
        said = self.tr(
            "It opens your data when the passphrase is forgotten. Print it or write it down, and keep it where this "
            "computer is not. It is shown this once."
        )
        self.column.addWidget(TextLabel(said, "muted"))
        self.column.addSpacing(theme.space("s"))
        self.shown = QLineEdit(recovery)
        self.shown.setReadOnly(True)
        show_each_letter(self.shown)
        self.add_field(self.tr("Recovery key"), self.shown, "recovery-key")
        self.shown.setCursorPosition(0)
        self._add_ways_out()
        self.typed = QLineEdit()
        self.typed.setMaxLength(200)
        self.add_field(self.tr("&Type it here once, from paper"), self.typed, "recovery-typed")
        self.typed.setAccessibleName(self.tr("Type the recovery key here once, from paper"))
        self.column.addWidget(TextLabel(self.tr("Spaces, dashes and small letters make no difference."), "small"))
        if may_refuse:
            self.without = Button(theme, self.tr("Go on without a recovery key…"), "link")
            self.without.setObjectName("no-recovery-key")
            self.without.setAutoDefault(False)
            self.without.clicked.connect(self._on_without_clicked)
            self.lead_buttons_with(self.without, apart=True)
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self.finished.connect(self.deleteLater)
        self.typed.setFocus()

    def _add_ways_out(self) -> None:
        line = FlowLayout(self.theme.space("s"), self.theme.space("s"))
        for text, name, go in (
            (self.tr("Copy"), "copy-recovery-key", self._on_copy_clicked),
            (self.tr("Save as PDF…"), "save-recovery-key", self.file_requested),
            (self.tr("Print…"), "print-recovery-key", self.print_requested),
        ):
            button = Button(self.theme, text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(go)
            line.addWidget(button)
        self.column.addLayout(line)
        self._done = TextLabel("", "small")
        self._done.hide()
        self.column.addWidget(self._done)
        self.column.addSpacing(self.theme.space("m"))

    def say(self, message: str) -> None:
        """Say what was done with the key."""
        self._done.setText(message)
        self._done.show()
        announce(self, message)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._recovery)
        self.say(self.tr("The recovery key is on the clipboard; other programs can read it there."))

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        try:
            EncryptionService.require_same(self._recovery, self.typed.text())
        except NextRungError:
            self.show_problem(
                self.tr("This is not the key above. Type all 32 letters and digits of it.")
                if self.typed.text().strip()
                else self.tr("Type the key first: that proves that you have it outside this computer.")
            )
            return
        self.accept()
        self.proven.emit()

    @Slot()
    def _on_without_clicked(self) -> None:
        words = self.tr(
            "If you forget the passphrase then, your data are lost for good: nobody can open them, also not us. You "
            "can make a recovery key later in the settings, as long as you know the passphrase."
        )
        asking = QuestionDialog(
            self.theme,
            self,
            self.tr("Without a recovery key?"),
            words,
            self.tr("Go on without one"),
            final=False,
        )
        asking.setObjectName("without-recovery-key")
        asking.accepted.connect(self._on_asking_accepted)
        asking.open()

    @Slot()
    def _on_asking_accepted(self) -> None:
        self.accept()
        self.refused.emit()
