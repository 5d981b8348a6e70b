"""A page on which somebody writes: what is typed is kept, and the page says so."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.typing import Typing


class WrittenPage(Page):
    """Collects what is typed in ``typing``; a sub-class hands it over when that is due, and places ``saved``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the frame; the sub-class adds the rest."""
        super().__init__(theme, "", parent)
        self.typing = Typing(self)
        self.saved = TextLabel("", "small")

    def begin(self, about: str) -> None:
        """Another thing, by id, is about to be shown: what was typed is handed over, and no more is said of it."""
        self.typing.begin(about)
        self.saved.setText("")

    def show_saved(self, clock: str) -> None:
        """Say that what was typed is on disk, with the time of day."""
        self.saved.setText(self.tr("Saved {0}").format(clock))

    @Slot()
    def save(self) -> None:
        """Hand over what was typed since the last time."""
        self.typing.save()

    def has_unsaved(self) -> bool:
        """Whether something stands on the page that is not on disk."""
        return self.typing.has_unsaved()

    def keep(self, about: str, fields: dict[str, Any]) -> None:
        """Take back what could not be saved of a thing, by id."""
        self.typing.keep(about, fields)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand over what was typed before the page goes out of sight; nobody might come back to it."""
        self.save()
        super().hideEvent(event)
