"""The page that asks for a passphrase before anything can be seen; its words come from whoever shows it."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.hold import hold
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

WIDTH = 440
"""At a text size of 100 %."""
ICON = 56
"""Device-independent pixels."""


class UnlockWords(Struct, frozen=True):
    """What the page says: what is asked for, what the passphrase does, and what is so when it is forgotten."""

    title: str
    about: str
    action: str
    forgotten: str


def screen_words() -> UnlockWords:
    """For the lock of the screen, which covers and does not encrypt."""
    say = QCoreApplication.translate
    return UnlockWords(
        say("Unlock", "Next Rung is locked"),
        say("Unlock", "The screen is covered. The data file itself is not encrypted."),
        say("Unlock", "Unlock"),
        say(
            "Unlock",
            "Forgotten it? No data is lost: “Keeping your data safe” in the help that came with the program says what "
            "to do.",
        ),
    )


class UnlockPage(QWidget):
    """A passphrase, a way in and a way out."""

    passphrase_given = Signal(str)
    quit_requested = Signal()

    def __init__(self, theme: Theme, words: UnlockWords, parent: QWidget | None = None) -> None:
        """Ask in these words."""
        super().__init__(parent)
        self.setFixedWidth(theme.em(WIDTH))
        self._icon = Caption()
        self._icon.setAccessibleName(self.tr("Next Rung"))
        self._icon.setPixmap(theme.pixmap("next-rung", "accent", ICON))
        head = QVBoxLayout()
        head.setSpacing(theme.space("xs"))
        head.addWidget(TextLabel(words.title, "title"))
        head.addWidget(TextLabel(words.about, "muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("l"))
        column.addWidget(self._icon)
        column.addLayout(head)
        column.addWidget(self._build_card(theme, words))
        column.addWidget(TextLabel(words.forgotten, "small"))

    def _build_card(self, theme: Theme, words: UnlockWords) -> Card:
        self.field = QLineEdit()
        self.field.setObjectName("lock-passphrase")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.shown = WrappedCheckBox(self.tr("Show what is typed"))
        self.shown.setObjectName("show-passphrase")
        self._problem = TextLabel("", "problem")
        self._problem.setVisible(False)
        self.leave = Button(theme, self.tr("Quit"), "link")
        self.leave.setObjectName("lock-quit")
        # in a dialog Qt makes each button the default one while it has the focus, and Enter would quit
        self.leave.setAutoDefault(False)
        self.unlock = Button(theme, words.action, "primary", key=self.tr("Enter"))
        self.unlock.setObjectName("unlock")
        card = Card(theme)
        card.body.setSpacing(theme.space("m"))
        for part in (Caption(self.tr("Passphrase"), self.field, "strong"), self.field, self.shown, self._problem):
            card.body.addWidget(part)
        card.body.addLayout(row(self.leave, None, self.unlock, spacing=theme.space("s")))
        self.unlock.clicked.connect(self._on_unlock_clicked)
        self.leave.clicked.connect(self.quit_requested)
        self.shown.toggled.connect(self._on_shown_toggled)
        return card

    def wait(self, pause: int) -> None:
        """Take the next passphrase after so many seconds."""
        hold(self.unlock, pause)

    def refuse(self, pause: int) -> None:
        """Say that it was another passphrase, and take the next one after so many seconds."""
        message = self.tr("This is not the passphrase.")
        if pause:
            one = self.tr("This is not the passphrase. The next try is possible in 1 second.")
            many = self.tr("This is not the passphrase. The next try is possible in {0} seconds.")
            message = labels.counted(pause, one, many)
        self._problem.setText(message)
        self._problem.setVisible(True)
        self.wait(pause)
        self.field.selectAll()
        self.field.setFocus()
        announce(self, message)

    @Slot(bool)
    def _on_shown_toggled(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    @Slot()
    def _on_unlock_clicked(self) -> None:
        # one try at a time: testing takes long, and each is counted
        self.unlock.setEnabled(False)
        self.passphrase_given.emit(self.field.text())
