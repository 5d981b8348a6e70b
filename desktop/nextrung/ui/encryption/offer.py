"""One sentence that the data can be encrypted, said once at each occasion that makes it matter more."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.errors import DatabaseError
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import WrappedLink
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace import Workspace

Occasion = Literal["report", "coaching"]


class EncryptionOffer(Card):
    """The sentence with a way to the settings."""

    wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say it quietly."""
        super().__init__(theme, parent, inset=True)
        said = self.tr("Your data on this computer are not encrypted. This is said once; the settings have it always.")
        self.body.addWidget(TextLabel(said, "small"))
        self.link = WrappedLink(theme, self.tr("Encrypt your data…"))
        self.link.setObjectName("encryption-offer")
        self.link.setAutoDefault(False)
        self.link.clicked.connect(self.wanted)
        self.body.addWidget(self.link)


def is_due(workspace: Workspace, occasion: Occasion) -> bool:
    """Whether it is to be said now, which sample data do not need; it is noted as said."""
    person = workspace.person
    if person is not None and person.sample:
        return False
    setting = f"encryption.offered.{occasion}"
    if workspace.is_encrypted or workspace.only_to_look or workspace.setting(setting):
        return False
    if not workspace.encryption.is_possible:
        return False
    with suppress(DatabaseError):  # then it is said once more
        workspace.keep_setting(setting, "said")
    return True
