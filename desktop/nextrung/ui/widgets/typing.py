"""Keeps what is typed: handed over to be saved a moment after the last key, and whenever the field is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

SAVE_AFTER = 700
"""Milliseconds after the first key; at most this long, typing is not on disk."""


class Typing(QObject):
    """Collects changed fields by name. Whoever owns it calls ``save`` when its page is left or hidden."""

    due = Signal(dict)
    """These fields are to be saved now."""

    def __init__(self, parent: QObject) -> None:
        """Collect nothing yet."""
        super().__init__(parent)
        self._pending: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.save)

    def watch(self, *fields: QWidget) -> None:
        """Save when one of these loses the focus or goes out of sight."""
        for field in fields:
            field.installEventFilter(self)

    def typed(self, name: str, value: Any) -> None:
        """Take a new value; wait a moment for more, but never longer than a moment in all."""
        self._pending[name] = value
        # a timer that began anew with each key would never end while somebody types on
        if not self._timer.isActive():
            self._timer.start()

    def waits(self, name: str) -> bool:
        """Whether a field was typed in and is not handed over yet."""
        return name in self._pending

    def has_unsaved(self) -> bool:
        """Whether anything was typed and is not on disk."""
        return bool(self._pending)

    def forget(self) -> None:
        """Drop what waits: what is shown now is something else."""
        self._timer.stop()
        self._pending = {}

    def keep(self, fields: dict[str, Any]) -> None:
        """Take back what could not be saved, to try again with the next key or when the page is left."""
        # what was typed since then is newer and wins
        self._pending = fields | self._pending

    @Slot()
    def save(self) -> None:
        """Hand over what was typed since the last time."""
        self._timer.stop()
        if self._pending:
            # emptied before anybody hears of it: who cannot save puts it back with ``keep``
            fields, self._pending = self._pending, {}
            self.due.emit(fields)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when a field loses the focus, or goes out of sight together with its page or dialog."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.save()
        return super().eventFilter(watched, event)
