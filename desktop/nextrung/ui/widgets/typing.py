"""Keeps what is typed: handed over to be saved a moment after the last key, and whenever the field is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

SAVE_AFTER = 700
"""Milliseconds after the first key; at most this long, typing is not on disk."""


class Typing(QObject):
    """Collects changed fields by name. Whoever owns it calls ``save`` when its page is left or hidden.

    They belong to the thing they are about: a page that goes on to another thing keeps what could not be saved of the
    one before, and hands it over with that one's id.
    """

    due = Signal(str, dict)
    """These fields of a thing, by id, are to be saved now; the id is empty where there is only one."""

    def __init__(self, parent: QObject) -> None:
        """Collect nothing yet."""
        super().__init__(parent)
        self._about = ""
        self._pending: dict[str, dict[str, Any]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.save)

    def begin(self, about: str) -> None:
        """Hand over what was typed, and collect what is typed about another thing, by id, from now on."""
        self.save()
        self._about = about

    def watch(self, *fields: QWidget) -> None:
        """Save when one of these loses the focus or goes out of sight."""
        for field in fields:
            field.installEventFilter(self)

    def typed(self, name: str, value: Any) -> None:
        """Take a new value; wait a moment for more, but never longer than a moment in all."""
        self._pending.setdefault(self._about, {})[name] = value
        # a timer that began anew with each key would never end while somebody types on
        if not self._timer.isActive():
            self._timer.start()

    def newest(self, name: str, kept: Any) -> Any:
        """What stands in a field: what was typed and is not on disk yet, or else what is kept."""
        return self._pending.get(self._about, {}).get(name, kept)

    def has_unsaved(self) -> bool:
        """Whether anything was typed and is not on disk."""
        return bool(self._pending)

    def forget(self) -> None:
        """Drop all that waits: it was given up."""
        self._timer.stop()
        self._pending = {}

    def keep(self, about: str, fields: dict[str, Any]) -> None:
        """Take back what could not be saved of a thing, to try again with the next key or when the page is left."""
        # what was typed since then is newer and wins
        self._pending[about] = fields | self._pending.get(about, {})

    @Slot()
    def save(self) -> None:
        """Hand over what was typed since the last time."""
        self._timer.stop()
        # emptied before anybody hears of it: who cannot save puts it back with ``keep``
        pending, self._pending = self._pending, {}
        for about, fields in pending.items():
            self.due.emit(about, fields)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when a field loses the focus, or goes out of sight together with its page or dialog."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.save()
        return super().eventFilter(watched, event)
