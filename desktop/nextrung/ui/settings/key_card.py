"""The public key of this data folder: what others seal a file for, so that it opens here alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.sealing.check_number import check_number
from nextrung.ui.sealing.key_picture import KeyPicture
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside, row
from nextrung.ui.widgets.folding import FoldingRow
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
        self.number = TextLabel("", "strong")
        self.number.setObjectName("key-number")
        face = self.tr(
            "Exchange keys face to face: have it scanned, or pasted. Then read this number aloud: where both sides see"
            " the same one, nobody has put another key in its place."
        )
        self._face = TextLabel(face, "muted")
        self.picture = KeyPicture(theme)
        self._problem = TextLabel("", "problem")
        self.body.addLayout(beside(theme, (heading, TextLabel(said, "muted")), self.show_button))
        self._holder = self._beside_picture(theme)
        self.body.addWidget(self._holder)
        self.body.addWidget(self._problem)
        for part in (self._holder, self._problem):
            part.hide()

    def _beside_picture(self, theme: Theme) -> QWidget:
        """The key and what is done with it, and the picture beside all of that, at one height with the line."""
        holder = QWidget()
        said = QVBoxLayout()
        said.setSpacing(theme.space("s"))
        said.addLayout(row(self.key, self.copy, spacing=theme.space("s")))
        said.addWidget(self.number)
        said.addWidget(self._face)
        said.addStretch(1)
        line = FoldingRow(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("l"))
        line.keep_words_wide(theme)
        line.addLayout(said, 1)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def show_key(self, key: str) -> None:
        """Show the key, in the place of the button that asked for it."""
        self._line.show_key(key)
        self.picture.show_key(key)
        self.number.setText(self.tr("Number of the key: {0}").format(check_number(key)))
        self._problem.hide()
        self._holder.show()
        # the focus goes on before its place is gone
        self.copy.setFocus()
        self.show_button.hide()

    def show_problem(self, problem: str) -> None:
        """Say why there is no key."""
        self._problem.setText(problem)
        self._problem.show()
