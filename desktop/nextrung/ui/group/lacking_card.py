"""The card that stands for a group of which nothing can be shown: what is missing, and the one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui.group.state import GroupState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.text import TextLabel


class LackingCard(Card):
    """Nobody has finished an assessment, or too few have for names to stay hidden."""

    people_requested = Signal()
    names_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent, accented=True)
        self._name, self._words = TextLabel("", "heading"), TextLabel("", "muted")
        self.step = Button(theme, self.tr("Go to people"), "primary")
        self.step.setObjectName("group-step")
        self.show_names = Button(theme, self.tr("Show names"), "primary", key="H")
        self.show_names.setObjectName("group-show")
        self.body.addLayout(beside(theme, (self._name, self._words), self.step, self.show_names))
        self.step.clicked.connect(self.people_requested)
        self.show_names.clicked.connect(self.names_requested)

    def show_state(self, state: GroupState) -> None:
        """Say what a group lacks; one that lacks nothing has no card."""
        self.setVisible(state.withheld or state.empty)
        self.show_names.setVisible(state.withheld)
        self.step.setVisible(not state.withheld)
        self._name.setText(
            self.tr("Too few people while names are hidden")
            if state.withheld
            else self.tr("Nobody here has finished an assessment")
        )
        self._words.setText(
            self.tr(
                "With fewer than three who are assessed nothing is shown: whoever is in the room could tell who is "
                "meant. Choose more people above, or show names."
            )
            if state.withheld
            else self.tr(
                "The gaps of all people to a role will be here. Add people or import them; the group fills as they "
                "finish an assessment."
            )
        )
