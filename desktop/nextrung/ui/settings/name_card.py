"""The name of somebody who uses the program for themselves."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from nextrung.people.person import LONGEST_NAME
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.typing import Typing


class NameCard(Card):
    """Says the name as it is typed, so that it is saved like everything else."""

    name_given = Signal(str, str)
    """A person, by id, and the name that was typed for them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.name = QLineEdit()
        self.name.setObjectName("own-name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Your name"))
        self.name.setMaximumWidth(theme.em(420))
        self._problem = TextLabel("", "problem")
        self._problem.hide()
        self._typing = Typing(self)
        # leaving the field saves too, without waiting for the timer
        self._typing.watch(self.name)
        self._typing.due.connect(self._on_typing_due)
        self._person = ""
        self.body.addWidget(Caption(self.tr("Your name"), self.name, "heading"))
        self.body.addWidget(TextLabel(self.tr("It stands at the top of the window and on your reports."), "muted"))
        self.body.addWidget(self.name)
        self.body.addWidget(self._problem)
        self.name.textEdited.connect(self._on_name_edited)

    def show_name(self, person: str, name: str) -> None:
        """Show the name of a person, by id; one that is being typed stays."""
        if person != self._person:
            self._typing.begin(person)
        # the cursor of whoever is typing stays
        if person != self._person or not self.name.hasFocus():
            self.name.setText(self._typing.newest("name", name))
        self._person = person

    def show_problem(self, problem: str) -> None:
        """Say why a name cannot be taken; an empty text takes that away."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def has_unsaved(self) -> bool:
        """Whether a name was typed that is not on disk."""
        return self._typing.has_unsaved()

    def keep(self, person: str, name: str) -> None:
        """Take back a name that could not be saved."""
        self._typing.keep(person, {"name": name})

    def save(self) -> None:
        """Hand over what was typed since the last time."""
        self._typing.save()

    @Slot(str)
    def _on_name_edited(self, name: str) -> None:
        self._typing.typed("name", name)

    @Slot(str, dict)
    def _on_typing_due(self, person: str, fields: dict[str, str]) -> None:
        self.name_given.emit(person, fields["name"])
