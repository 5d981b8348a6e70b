"""The public key of this data folder: what others seal a file for, so that it opens here alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.public_key_line import PublicKeyLine
from nextrung.ui.widgets.text import TextLabel


class KeyCard(Card):
    """Shows the key when it is asked for: until then there may be none."""

    key_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card without a key."""
        super().__init__(theme, parent)
        heading = TextLabel(self.tr("Files sealed for you"), "heading")
        said = self.tr(
            "Whoever has your public key can seal a file that opens here alone, without a passphrase. The key’s private"
            " half lies in the data file and its backups: without these nobody opens the file, you included."
        )
        self.show_button = Button(theme, self.tr("Show my public key"))
        self.show_button.setObjectName("show-public-key")
        self.show_button.clicked.connect(self.key_requested)
        self._line = PublicKeyLine(theme, "public-key", self)
        self.key, self.copy = self._line.key, self._line.copy
        self._problem = TextLabel("", "problem")
        self.body.addLayout(beside(theme, (heading, TextLabel(said, "muted")), self.show_button))
        self.body.addLayout(beside(theme, (self.key,), self.copy))
        self.body.addWidget(self._problem)
        for part in (self.key, self.copy, self._problem):
            part.hide()

    def show_key(self, key: str) -> None:
        """Show the key, in the place of the button that asked for it."""
        self._line.show_key(key)
        self._problem.hide()
        for part in (self.key, self.copy):
            part.show()
        # the focus goes on before its place is gone
        self.copy.setFocus()
        self.show_button.hide()

    def show_problem(self, problem: str) -> None:
        """Say why there is no key."""
        self._problem.setText(problem)
        self._problem.show()
