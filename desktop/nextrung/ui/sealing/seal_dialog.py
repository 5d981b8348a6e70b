"""Asks who is to be able to open a file that leaves, before it is asked where it goes."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from nextrung.sealing.passphrase import Strength, strength
from nextrung.sealing.refusals import SealError
from nextrung.sealing.sealed import Sealing
from nextrung.ui.sealing.public_key_field import PublicKeyField
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.form import FormDialog
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
        self.passphrase.textChanged.connect(self._on_passphrase_text_changed)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self._on_passphrase_text_changed("")
        self._show_parts()
        self.finished.connect(self.deleteLater)
        self.passphrase.setFocus()

    def _ask_passphrase(self) -> None:
        space = self.theme.space("s")
        self.column.addSpacing(space)
        self._secrets = SecretLines(self, LONGEST_PASSPHRASE)
        self.passphrase = self._secrets.add(self.tr("Passphrase"), "new-passphrase")
        self._strength = TextLabel("", "muted")
        self._strength.setObjectName("passphrase-strength")
        self.column.addWidget(self._strength)
        self.column.addSpacing(space)
        self.again = self._secrets.add(self.tr("The same &again"), "passphrase-again")
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

    def _words_of(self, found: Strength) -> str:
        words: dict[Strength, str] = {
            "weak": self.tr("Weak: a program that guesses could find it within days."),
            "fair": self.tr("Fair: a program that guesses would need months or years."),
            "strong": self.tr("Strong, as long as the words have nothing to do with each other."),
        }
        return words[found]

    @Slot()
    def _on_group_button_toggled(self) -> None:
        self.show_problem("")
        self._show_parts()

    def _show_parts(self) -> None:
        """Show what is asked for one choice below it, and below no other."""
        self._for_passphrase.setVisible(self.by_passphrase.isChecked())
        self._for_person.setVisible(self.by_person.isChecked())

    @Slot(str)
    def _on_passphrase_text_changed(self, text: str) -> None:
        four = self.tr("Four or more words that have nothing to do with each other are strong.")
        self._strength.setText(self._words_of(strength(text)) if text else four)
        self.passphrase.setAccessibleDescription(self._strength.text())

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        if self.by_nobody.isChecked():
            self._give(None)
        elif self.by_person.isChecked():
            self._give_for_person()
        elif not self.passphrase.text():
            self.show_problem(self.tr("Type a passphrase first."))
        elif self.passphrase.text() != self.again.text():
            self.show_problem(self.tr("The two are not the same. Type the passphrase twice."))
        else:
            self._give(Sealing(self.passphrase.text()))

    def _give_for_person(self) -> None:
        try:
            self._give(Sealing(public_key=self.public_key.key()))
        except SealError as error:
            self.show_problem(str(error))

    def _give(self, wish: Sealing | None) -> None:
        self.accept()
        self.wish_given.emit(wish)
