"""The part of the settings that says who can open the data."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from nextrung.ui.encryption import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.text import TextLabel


class WhoState(Struct, frozen=True):
    """Whether the data are encrypted or can be; ``plain`` are backups and copies that are not while they are."""

    is_possible: bool
    is_on: bool
    has_recovery_key: bool = False
    plain: tuple[Path, ...] = ()
    problem: str = ""


class WhoCard(Card):
    """Says it in one sentence, with what can be done about it."""

    encrypting_requested = Signal()
    decrypting_requested = Signal()
    passphrase_requested = Signal()
    recovery_requested = Signal()
    plain_requested = Signal()
    """The backups and copies that are not encrypted are to be looked at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty; ``show_state`` fills it."""
        super().__init__(theme, parent)
        self._theme = theme
        self.body.addWidget(TextLabel(self.tr("Who can open your data"), "heading"))
        self._who, self._more = TextLabel("", "strong"), TextLabel("", "muted")
        self._who.setObjectName("who-can-open")
        self.encrypt = self._button(self.tr("Encrypt…"), "encrypt-data", self.encrypting_requested)
        self.change = self._button(self.tr("Change passphrase…"), "change-data-passphrase", self.passphrase_requested)
        self.recovery = self._button(self.tr("New recovery key…"), "new-recovery-key", self.recovery_requested)
        self.decrypt = self._button(self.tr("Make plain again…"), "decrypt-data", self.decrypting_requested)
        self.body.addLayout(
            beside(theme, (self._who, self._more), self.encrypt, self.change, self.recovery, self.decrypt)
        )
        self._left = Card(theme, inset=True)
        self._about_left = TextLabel("", "problem")
        self.plain = self._button(self.tr("Look at them…"), "plain-copies", self.plain_requested)
        self._left.body.addLayout(beside(theme, (self._about_left,), self.plain))
        self.body.addWidget(self._left)
        self._problem = TextLabel("", "problem")
        self.body.addWidget(self._problem)

    def _button(self, text: str, name: str, wish: SignalInstance) -> Button:
        button = Button(self._theme, text)
        button.setObjectName(name)
        button.clicked.connect(wish)
        return button

    def show_state(self, state: WhoState) -> None:
        """Show how things stand."""
        self._who.setText(self._say_who(state))
        self._more.setText(self._say_more(state))
        self.encrypt.setVisible(state.is_possible and not state.is_on)
        for one in (self.change, self.recovery, self.decrypt):
            one.setVisible(state.is_on)
        self._left.setVisible(bool(state.plain))
        self._about_left.setText(words.plain_copies(state.plain))
        self.show_problem(state.problem)

    def show_problem(self, problem: str) -> None:
        """Say what could not be done or found out; an empty text takes that away."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _say_who(self, state: WhoState) -> str:
        if not state.is_on:
            return self.tr("Whoever can read the files of this account: your data are not encrypted.")
        if state.has_recovery_key:
            return self.tr("Whoever knows your passphrase or has your recovery key: your data are encrypted.")
        return self.tr("Whoever knows your passphrase: your data are encrypted.")

    def _say_more(self, state: WhoState) -> str:
        if not state.is_on and not state.is_possible:
            return self.tr(
                "They cannot be encrypted here: the part of the program that does it, sqlcipher3, is missing. Install "
                "Next Rung again to have it."
            )
        if not state.is_on:
            return self.tr(
                "Encrypted, they open with a passphrase alone: that matters when a laptop is lost, above all with what "
                "clients told."
            )
        if state.has_recovery_key:
            return self.tr("Ctrl+L locks them, and so do minutes without a key or a click. New backups are encrypted.")
        return self.tr(
            "There is no recovery key: if the passphrase is forgotten, nobody opens them again. Ctrl+L locks them, and "
            "so do minutes without a key or a click. New backups are encrypted."
        )
