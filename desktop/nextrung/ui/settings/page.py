"""The settings: appearance, data and backups, privacy, about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nextrung.ui.appearance import Appearance
from nextrung.ui.bin.card import BinCard
from nextrung.ui.encryption.card import WhoCard
from nextrung.ui.settings.appearance_card import AppearanceCard
from nextrung.ui.settings.data_card import DataCard
from nextrung.ui.settings.key_card import KeyCard
from nextrung.ui.settings.name_card import NameCard
from nextrung.ui.settings.state import SettingsState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.section_links import SectionLinks, first_stop
from nextrung.ui.widgets.text import TextLabel

LINKS_STAY_FROM = 480
"""Height of the page, at a text size of 100 %, from which the links to its sections stay while one scrolls."""


class SettingsPage(Page):
    """Renders the settings; each section is a card of its own."""

    erase_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Settings"))
        self.under_title.addWidget(
            TextLabel(self.tr("They take effect at once, and stay on this computer."), "muted"), 1
        )
        self.sections = SectionLinks(theme)
        self._header.addWidget(self.sections)
        self.sections.section_wanted.connect(self._on_sections_section_wanted)
        self.name = NameCard(theme)
        self.appearance = AppearanceCard(theme)
        self.data = DataCard(theme)
        self.who = WhoCard(theme)
        self.key = KeyCard(theme)
        self.deleted = BinCard(theme, removes=True)
        self._last = self._build_about()
        privacy = self._build_privacy()
        for card, words in (
            (self.name, self.tr("Name")),
            (self.data, self.tr("Backups")),
            (self.who, self.tr("Encryption")),
            (self.deleted, self.tr("Deleted")),
            (self.appearance, self.tr("Look")),
            (privacy, self.tr("Privacy")),
            (self.key, self.tr("Sealed files")),
            (self._last, self.tr("About")),
        ):
            self.sections.add_section(card, words)
            self.column.addWidget(card)
        self.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the links in sight while one scrolls, where the sections have room enough beside them."""
        super().resizeEvent(event)
        roomy = self.height() >= self.theme.em(LINKS_STAY_FROM)
        if roomy != (self._header.indexOf(self.sections) >= 0):
            if roomy:
                self._header.addWidget(self.sections)
            else:
                self.column.insertWidget(0, self.sections)

    def add_section(self, section: QWidget, words: str) -> None:
        """Add a section above the last one, to which a link of a word or two leads."""
        # above the last card and the stretch after it
        self.column.insertWidget(self.column.count() - 2, section)
        self.sections.add_section(section, words, self._last)

    @Slot(QWidget)
    def _on_sections_section_wanted(self, section: QWidget) -> None:
        self.show_at_top(section)
        stop = first_stop(section)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _build_privacy(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("Privacy"), "heading"))
        card.body.addWidget(
            TextLabel(
                self.tr(
                    "Everything stays in one folder on this computer. The app opens no"
                    " network connection; its log holds no answers, names or notes."
                ),
                "muted",
            )
        )
        self._erasable = TextLabel("", "body")
        self.erase = Button(self.theme, self.tr("Erase this person…"))
        self.erase.setObjectName("erase-person")
        self.erase.clicked.connect(self.erase_requested)
        card.body.addLayout(beside(self.theme, (self._erasable,), self.erase))
        return card

    def _build_about(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("About Next Rung"), "heading"))
        self._version = TextLabel("", "body")
        card.body.addWidget(self._version)
        purpose = self.tr("Made for your own development. Not suitable for hiring, pay or promotion decisions.")
        card.body.addWidget(TextLabel(purpose, "muted"))
        return card

    def show_state(self, state: SettingsState, appearance: Appearance) -> None:
        """Show the settings as they stand."""
        self.name.setVisible(state.own_name is not None)
        self.name.show_name(state.person_id, state.own_name or "")
        self.appearance.show_state(appearance)
        self.data.show_state(state.safety)
        self.deleted.show_state(state.deleted)
        self.erase.setVisible(state.person is not None)
        self._erasable.setVisible(state.person is not None)
        about = self.tr("Everything about {0} can be erased for good, from the backups as well.")
        self._erasable.setText(about.format(state.person or self.tr("you")))
        self.sections.follow()
        self._version.setText(self.tr("Version {0}, free software under the MIT licence").format(state.version))
