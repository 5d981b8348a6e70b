"""Shows a file as the other side will see it, before it is sealed and written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nextrung.sealing.check_number import check_number
from nextrung.ui.sharing.arrival_part import ArrivalPart
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.sharing import PreparedShare

WIDTH = 760
"""At a text size of 100 %."""


class PreparedDialog(Dialog):
    """What would leave; whoever made it calls ``open`` and listens for ``accepted``."""

    def __init__(self, theme: Theme, prepared: PreparedShare, name: str, parent: QWidget) -> None:
        """Show what was ``prepared``; ``name`` is what whoever it is about is called on screen."""
        plan = prepared.seen.purpose == "plan"
        title = self.tr("This is what your client will see") if plan else self.tr("This is what your coach will see")
        super().__init__(theme, title, self.tr("Choose a place…"), WIDTH, parent)
        self.setModal(True)
        self.part = ArrivalPart(theme, prepared.seen, name)
        self.column.addWidget(self.part)
        said = self.tr("Sealed for the key with the number {0}: nobody else can open it, not even you.")
        self.column.addWidget(TextLabel(said.format(check_number(prepared.key)), "muted"))
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
