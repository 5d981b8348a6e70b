"""Asks whose a share is that comes for the first time: nobody here is filled without being named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.choice_box import ChoiceBox
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.text import TextLabel

NEW = ""
"""What stands for somebody new."""


class WhoseDialog(FormDialog):
    """Somebody new, or somebody who is here; whoever made it calls ``open``."""

    person_chosen = Signal(str)
    """The id of somebody here, empty for somebody new."""

    def __init__(
        self, theme: Theme, name: str, people: Sequence[tuple[str, str]], parent: QWidget, *, namesake: bool
    ) -> None:
        """Ask for ``name`` among ``people``, ids and names; where there is a ``namesake`` nothing is chosen yet."""
        super().__init__(theme, self.tr("Whose file is this?"), self.tr("Go on"), parent)
        self.setModal(True)
        who = name or self.tr("Somebody without a name")
        said = self.tr("{0} shares with you for the first time. Files from the same data folder will find them again.")
        if namesake:
            said = self.tr("{0} shares with you for the first time, and it may be somebody who is here.")
        self.column.addWidget(TextLabel(said.format(who), "muted"))
        self.column.addSpacing(theme.space("s"))
        self.choice = ChoiceBox()
        self.choice.addItem(self.tr("Somebody new"), NEW)
        for one, called in people:
            self.choice.addItem(called, one)
        self.choice.setPlaceholderText(self.tr("Choose…"))
        self.choice.setCurrentIndex(-1 if namesake else 0)
        self.add_field(self.tr("&Take it in as"), self.choice, "share-whose")
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self.finished.connect(self.deleteLater)

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        if self.choice.currentIndex() < 0:
            self.show_problem(self.tr("Choose who it is, or somebody new."))
            return
        chosen = str(self.choice.currentData())
        self.accept()
        self.person_chosen.emit(chosen)
