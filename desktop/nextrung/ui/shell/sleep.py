"""Word from the system that the computer is about to sleep, where it gives any: login1 on Linux, by a local socket."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

_SERVICE, _PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER = f"{_SERVICE}.Manager"


class SleepWatch(QObject):
    """Has the computer wait some seconds at most with its sleep, until ``release`` or until this goes."""

    coming = Signal()
    """It is about to sleep."""

    def __init__(self) -> None:
        """Begin to watch; where nobody gives word, nothing ever comes."""
        super().__init__()
        self._delay: QDBusMessage | None = None
        self._asking: QDBusPendingCallWatcher | None = None
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return
        # its stubs say bytes, and it takes text alone
        slot: Any = SLOT("_on_bus_sleep_prepared(bool)")
        bus.connect(_SERVICE, _PATH, _MANAGER, "PrepareForSleep", self, slot)
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _MANAGER, "Inhibit")
        call.setArguments(["sleep", self.tr("Next Rung"), self.tr("Locks the data"), "delay"])
        self._asking = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._asking.finished.connect(self._on_asking_finished)

    def release(self) -> None:
        """Let the computer sleep."""
        self._delay = None

    @Slot(bool)
    def _on_bus_sleep_prepared(self, going: bool) -> None:
        if going:
            self.coming.emit()

    @Slot()
    def _on_asking_finished(self) -> None:
        """Keep the answer: the delay lasts as long as the open file in it. Where it is refused, there is none."""
        if self._asking is not None:
            self._delay = self._asking.reply()
            self._asking.deleteLater()
            self._asking = None
