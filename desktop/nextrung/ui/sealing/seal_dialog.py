"""Asks who is to be able to open a file that leaves, before it is asked where it goes."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from nextrung.sealing.refusals import SealError
from nextrung.sealing.sealed import Sealing
from nextrung.ui.sealing.public_key_field import PublicKeyField
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.new_passphrase import NewPassphrase
from nextrung.ui.widgets.secret_lines import SecretLines
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.privacy import LONGEST_PASSPHRASE


class SealDialog(FormDialog):
    """A passphrase typed twice, a public key, or nothing; whoever made it calls ``open``."""

    wish_given = Signal(object)
    """For whom the file is sealed (``Sealing``); None where whoever has it can read it."""

    def __init__(self, theme: Theme, parent: QWidget, plain: str) -> None:
        """Ask over ``parent``; ``plain`` says what everybody can read in a file that is not sealed."""
        super().__init__(theme, self.tr("Who can open the file?"), self.tr("Choose a place…"), parent)
        self._group = QButtonGroup(self)
        self.by_passphrase = self._choice(self.tr("Whoever knows a &passphrase"), "seal-passphrase")
        with self.together() as self._for_passphrase:
            self._ask_passphrase()
        self.by_person = self._choice(self.tr("&One person, by their public key"), "seal-person")
        with self.together() as self._for_person:
            self._ask_key()
        self.by_nobody = self._choice(self.tr("&Whoever has this file can read it"), "seal-plain")
        self.column.addWidget(TextLabel(plain, "muted"))
        self.column.addStretch(1)
        self.by_passphrase.setChecked(True)
        self._group.buttonToggled.connect(self._on_group_button_toggled)
        self.public_key.textChanged.connect(self._on_public_key_changed)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self._show_parts()
        self.finished.connect(self.deleteLater)
        self.passphrase.setFocus()

    def _ask_passphrase(self) -> None:
        space = self.theme.space("s")
        self.column.addSpacing(space)
        self._secrets = SecretLines(self, LONGEST_PASSPHRASE)
        self._new = NewPassphrase(self, self._secrets, self.tr("Passphrase"))
        self.passphrase, self.again = self._new.passphrase, self._new.again
        self.column.addWidget(self._secrets.shown)
        forgotten = self.tr(
            "Pass it on by another way than the file. A forgotten passphrase cannot be looked up: the file stays "
            "closed for good, for you as well."
        )
        self.column.addWidget(TextLabel(forgotten, "muted"))
        self.column.addSpacing(space)

    def _ask_key(self) -> None:
        space = self.theme.space("s")
        self.column.addSpacing(space)
        self.public_key = PublicKeyField()
        self.add_field(self.tr("Their public &key"), self.public_key, "seal-public-key")
        self.public_key.setAccessibleName(self.tr("Their public key"))
        said = self.tr("It stands under Settings on their computer. They alone can open the file then, not you.")
        self.column.addWidget(TextLabel(said, "muted"))
        self.column.addWidget(self.public_key.number)
        self.column.addSpacing(space)

    def _choice(self, words: str, name: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setObjectName(name)
        self._group.addButton(button)
        self.column.addWidget(button)
        return button

    @Slot()
    def _on_group_button_toggled(self) -> None:
        self.show_problem("")
        self._show_parts()

    @Slot()
    def _on_public_key_changed(self) -> None:
        self.show_problem("")

    def _show_parts(self) -> None:
        """Show what is asked for one choice below it, and below no other."""
        self._for_passphrase.setVisible(self.by_passphrase.isChecked())
        self._for_person.setVisible(self.by_person.isChecked())

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        if self.by_nobody.isChecked():
            self._give(None)
        elif self.by_person.isChecked():
            self._give_for_person()
        elif self._new.problem:
            self.show_problem(self._new.problem)
        else:
            self._give(Sealing(self.passphrase.text()))

    def _give_for_person(self) -> None:
        try:
            self._give(Sealing(public_key=self.public_key.key()))
        except SealError as error:
            self.public_key.refuse()
            self.show_problem(str(error))

    def _give(self, wish: Sealing | None) -> None:
        self.accept()
        self.wish_given.emit(wish)
