"""The page that asks for a passphrase before anything can be seen; its words come from whoever shows it."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets import hold
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.caps_lock import CapsLockHint
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

WIDTH = 440
"""At a text size of 100 %."""
ICON = 56
"""Device-independent pixels."""


class UnlockWords(Struct, frozen=True):
    """What the page says: what it does, what is asked for, what is so when it is forgotten or another one was typed."""

    title: str
    about: str
    asked: str
    action: str
    forgotten: str
    wrong: str


def screen_words() -> UnlockWords:
    """For the lock of the screen, which covers and does not encrypt."""
    say = QCoreApplication.translate
    return UnlockWords(
        say("Unlock", "Next Rung is locked"),
        say("Unlock", "The screen is covered. The data file itself is not encrypted."),
        say("Unlock", "Passphrase"),
        say("Unlock", "Unlock"),
        say(
            "Unlock",
            "Forgotten it? No data is lost: “Keeping your data safe” in the help that came with the program says what "
            "to do.",
        ),
        say("Unlock", "This is not the passphrase."),
    )


def data_words() -> UnlockWords:
    """For encrypted data, which nobody can read without what is asked for."""
    say = QCoreApplication.translate
    return UnlockWords(
        say("Unlock", "Open your data"),
        say("Unlock", "It is encrypted with your passphrase. Nobody can open it without."),
        say("Unlock", "Passphrase or recovery key"),
        say("Unlock", "Open"),
        say(
            "Unlock",
            "Forgotten it? A recovery key that you printed or wrote down opens it too. There is no other way in, also "
            "not for us.",
        ),
        say("Unlock", "This opens nothing here. Nothing was changed; try again."),
    )


class UnlockPage(QWidget):
    """A passphrase, a way in and a way out."""

    passphrase_given = Signal(str)
    quit_requested = Signal()

    def __init__(self, theme: Theme, words: UnlockWords, parent: QWidget | None = None) -> None:
        """Ask in these words."""
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._refused = words.wrong
        self._left = 0
        self._seconds = QTimer(self)
        # a coarse one may come early, and the next try too soon
        self._seconds.setTimerType(Qt.TimerType.PreciseTimer)
        self._seconds.timeout.connect(self._on_seconds_timeout)
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
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build_card(self, theme: Theme, words: UnlockWords) -> Card:
        self.field = QLineEdit()
        self.field.setObjectName("lock-passphrase")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(words.asked)
        self._caps = CapsLockHint(self.field)
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
        asked = Caption(words.asked, self.field, "strong")
        for part in (asked, self.field, self._caps, self.shown, self._problem):
            card.body.addWidget(part)
        card.body.addLayout(row(self.leave, None, self.unlock, spacing=theme.space("s")))
        self.unlock.clicked.connect(self._on_unlock_clicked)
        self.leave.clicked.connect(self.quit_requested)
        self.shown.toggled.connect(self._on_shown_toggled)
        return card

    def wait(self, pause: int) -> None:
        """Take the next one after so many seconds."""
        self._left = pause
        self.unlock.setEnabled(not pause)
        if pause:
            self._seconds.start(hold.SECOND)
        else:
            self._seconds.stop()

    def refuse(self, pause: int, message: str = "") -> None:
        """Say that it was another one, or why it is refused, and take the next one after so many seconds."""
        self._refused = message or self._words.wrong
        self.unlock.setText(self._words.action)
        self.wait(pause)
        self._say_refused()
        self.field.setReadOnly(False)
        self.field.selectAll()
        self.field.setFocus()
        announce(self, self._problem.text())

    def show_trying(self) -> None:
        """Say that it takes a moment; until ``refuse`` nothing else is taken."""
        self.unlock.setText(self.tr("Opening…"))
        self.unlock.setEnabled(False)
        self.field.setReadOnly(True)
        self._problem.setVisible(False)

    def _say_refused(self) -> None:
        one = self.tr("The next try is possible in 1 second.")
        many = self.tr("The next try is possible in {0} seconds.")
        waits = labels.counted(self._left, one, many) if self._left else ""
        self._problem.setText(f"{self._refused} {waits}".rstrip())
        self._problem.setVisible(True)

    @Slot()
    def _on_seconds_timeout(self) -> None:
        """Count down in the sentence, which is read aloud only once."""
        self.wait(self._left - 1)
        if self._problem.isVisible():
            self._say_refused()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFixedWidth(self._theme.em(WIDTH))

    @Slot(bool)
    def _on_shown_toggled(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    @Slot()
    def _on_unlock_clicked(self) -> None:
        # one try at a time: testing takes long, and each is counted
        self.unlock.setEnabled(False)
        self.passphrase_given.emit(self.field.text())
