"""Asks for a passphrase that is new: typed twice, with a word on how hard it is to guess."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from nextrung.sealing.passphrase import Strength, strength
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.secret_lines import SecretLines
from nextrung.ui.widgets.text import TextLabel


class NewPassphrase(QObject):
    """Two lines of a form and the words between them; whoever made the form adds the box that shows what is typed."""

    def __init__(self, form: FormDialog, secrets: SecretLines, words: str) -> None:
        """Add both lines to ``form``; ``words`` name the first one."""
        super().__init__(form)
        space = form.theme.space("s")
        self.passphrase = secrets.add(words, "new-passphrase")
        self._strength = TextLabel("", "muted")
        self._strength.setObjectName("passphrase-strength")
        form.column.addWidget(self._strength)
        form.column.addSpacing(space)
        self.again = secrets.add(self.tr("The same &again"), "passphrase-again")
        self.passphrase.textChanged.connect(self._on_passphrase_text_changed)
        self._on_passphrase_text_changed("")

    @property
    def problem(self) -> str:
        """Why what is typed is not taken; empty where it is."""
        if not self.passphrase.text():
            return self.tr("Type a passphrase first.")
        if self.passphrase.text() != self.again.text():
            return self.tr("The two are not the same. Type the passphrase twice.")
        return ""

    def _words_of(self, found: Strength) -> str:
        words: dict[Strength, str] = {
            "weak": self.tr("Weak: a program that guesses could find it within days."),
            "fair": self.tr("Fair: a program that guesses would need months or years."),
            "strong": self.tr("Strong, as long as the words have nothing to do with each other."),
        }
        return words[found]

    @Slot(str)
    def _on_passphrase_text_changed(self, text: str) -> None:
        four = self.tr("Four or more words that have nothing to do with each other are strong.")
        self._strength.setText(self._words_of(strength(text)) if text else four)
        self.passphrase.setAccessibleDescription(self._strength.text())
