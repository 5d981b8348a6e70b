"""Asks what is shared with a coach, until when, and for which key it is sealed."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct
from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.sealing.refusals import SealError
from nextrung.ui.sealing.public_key_field import PublicKeyField
from nextrung.ui.sharing import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.inputs import DateBox
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox
from nextrung.workspace.sharing import SHARE_PARTS, USUAL_PARTS, SharePart

USUAL_DAYS = 90
"""How long something is shared unless the person says otherwise."""


class ShareWish(Struct, frozen=True):
    """What somebody wants to share."""

    key: str
    until: date
    parts: tuple[SharePart, ...]


class ShareDialog(FormDialog):
    """A key, a day and the parts; whoever made it calls ``open``, and closes it when the file could be made."""

    wish_given = Signal(object)

    def __init__(self, theme: Theme, today: date, parent: QWidget) -> None:
        """Ask over ``parent``."""
        super().__init__(theme, self.tr("Share with a coach"), self.tr("See what is in it…"), parent)
        self.setModal(True)
        self.public_key = PublicKeyField()
        self.add_field(self.tr("The public &key of your coach"), self.public_key, "share-key")
        self.column.addWidget(self.public_key.number)
        self.column.addSpacing(theme.space("s"))
        self.until = DateBox()
        self.until.setMinimumDate(QDate(today.year, today.month, today.day))
        usual = today + timedelta(days=USUAL_DAYS)
        self.until.setDate(QDate(usual.year, usual.month, usual.day))
        self.add_field(self.tr("Shared &until"), self.until, "share-until")
        self.column.addWidget(TextLabel(words.promise(), "muted"))
        self.column.addSpacing(theme.space("s"))
        self.column.addWidget(TextLabel(self.tr("What is in it"), "strong"))
        self.parts: dict[SharePart, WrappedCheckBox] = {}
        for part in SHARE_PARTS:
            box = WrappedCheckBox(words.part(part))
            box.setObjectName(f"share-{part}")
            box.setChecked(part in USUAL_PARTS)
            self.parts[part] = box
            self.column.addWidget(box)
        self.column.addWidget(TextLabel(self.tr("Your name, occupation and role go with it."), "muted"))
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_button_clicked)
        self.finished.connect(self.deleteLater)
        self.public_key.setFocus()

    @Slot()
    def _on_accept_button_clicked(self) -> None:
        self.show_problem("")
        day = self.until.date()
        parts = tuple(part for part, box in self.parts.items() if box.isChecked())
        try:
            wish = ShareWish(self.public_key.key(), date(day.year(), day.month(), day.day()), parts)
        except SealError as error:
            self.public_key.refuse()
            self.show_problem(str(error))
            return
        self.wish_given.emit(wish)
