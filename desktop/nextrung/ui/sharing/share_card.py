"""Until when a client shares with the coach, what to do when the day has passed, and the way back for the plan."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.sharing import words
from nextrung.ui.sharing.state import ShareFacts
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.text import TextLabel


class ShareCard(Card):
    """Is hidden where nothing was shared."""

    send_requested = Signal()
    removal_requested = Signal()
    erase_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card hidden; ``show_facts`` fills it."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Shared with you"), "heading"))
        self._said = TextLabel("", "muted")
        self._said.setObjectName("share-until-when")
        self.body.addWidget(self._said)
        self.send = Button(theme, self.tr("Send the plan…"))
        self.send.setObjectName("send-plan")
        self.remove = Button(theme, self.tr("Remove what was shared…"))
        self.remove.setObjectName("remove-shared")
        self.erase = Button(theme, self.tr("Erase this person…"))
        self.erase.setObjectName("erase-shared")
        actions = FlowLayout(theme.space("s"), theme.space("s"))
        for button in (self.send, self.remove, self.erase):
            actions.addWidget(button)
        self.body.addLayout(actions)
        self.send.clicked.connect(self.send_requested)
        self.remove.clicked.connect(self.removal_requested)
        self.erase.clicked.connect(self.erase_requested)
        self.hide()

    def show_facts(self, facts: ShareFacts | None) -> None:
        """Show where things stand; None hides the card."""
        self.setVisible(facts is not None)
        if facts is None:
            return
        day = labels.day(facts.until)
        said = self.tr("Until {0}. {1}").format(day, words.promise())
        if facts.over:
            said = self.tr(
                "It was shared until {0}, and that day has passed. Nothing goes by itself: it is for you to keep the"
                " promise. Removing takes away what came with their files. Erasing takes away everything about them,"
                " your own sessions and notes as well, and from the backups if you want."
            ).format(day)
        self._said.setText(said)
        for button in (self.remove, self.erase):
            button.setVisible(facts.over)
