"""The choices of one question: cards that are filled anew for each question, so that the next shows at once."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from nextrung.ui.assess.state import AnswerChoice
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.choices import CheckChoice, RadioChoice
from nextrung.ui.widgets.pick_group import NONE, PickGroup


class ChoiceList(QGroupBox):
    """One of several choices, or any of several."""

    chosen = Signal(str)
    """The value of the one choice that was picked."""
    toggled = Signal(list)
    """The values of all ticked choices."""

    def __init__(self, theme: Theme, most: int, parent: QWidget | None = None, *, several: bool = False) -> None:
        """Make room for ``most`` choices; ``several`` lets any number be ticked."""
        super().__init__(parent)
        self._values: list[str] = []
        self._group = PickGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("s_wide"))
        kind = CheckChoice if several else RadioChoice
        self.cards: list[RadioChoice | CheckChoice] = []
        for number in range(most):
            card = kind(theme, self)
            card.setObjectName(f"choice-{number + 1}")
            if several:  # in a group only the ticked ones would be reached by Tab
                card.clicked.connect(self._on_card_clicked)
            else:
                self._group.addButton(card, number)
            self.cards.append(card)
            layout.addWidget(card)
        self._group.picked.connect(self._on_group_picked)

    def show_state(self, question: str, choices: tuple[AnswerChoice, ...]) -> None:
        """Show the choices of a question; ``question`` names the group for screen readers."""
        self.setAccessibleName(question)
        self._values = [choice.value for choice in choices]
        for number, card in enumerate(self.cards):
            if number < len(choices):
                choice = choices[number]
                card.set_content(choice.key, choice.label, choice.text)
                if isinstance(card, CheckChoice):
                    card.setChecked(choice.chosen)
            card.setVisible(number < len(choices))
        self._group.show_chosen(next((at for at, choice in enumerate(choices) if choice.chosen), NONE))

    def press(self, number: int) -> bool:
        """Pick the choice with this number, counted from 1; False when there is none."""
        if not 1 <= number <= len(self._values):
            return False
        card = self.cards[number - 1]
        # the focus goes along, so that the arrow keys and Enter go on from here
        card.setFocus()
        card.click()
        return True

    def focus_first(self) -> None:
        """Move the focus to the chosen choice, or to the first."""
        shown = self.cards[: len(self._values)]
        target = next((card for card in shown if card.isChecked()), shown[0] if shown else None)
        if target is not None:
            target.setFocus()

    def has_focus(self) -> bool:
        """Whether one of the choices has the focus."""
        return any(card.hasFocus() for card in self.cards)

    @Slot(int)
    def _on_group_picked(self, number: int) -> None:
        self.chosen.emit(self._values[number])

    @Slot()
    def _on_card_clicked(self) -> None:
        self.toggled.emit([value for value, card in zip(self._values, self.cards, strict=False) if card.isChecked()])
