"""Stands in for login1 on the system bus: ``python -m … FILE``; the first who delays a sleep is told of one at once.

``FILE`` is written when the bus can be asked, and again as soon as the delay was released.
"""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject

SERVICE, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
LONGEST = 40.0
"""Seconds that a delay may last here."""


class Manager(QDBusVirtualObject):
    """Answers each call with an open file, and tells of one sleep."""

    def __init__(self, said: Path) -> None:
        super().__init__()
        self._said = said
        self._reading, self._writing = os.pipe()
        self._is_asleep = False

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        connection.send(message.createReply([QDBusUnixFileDescriptor(self._writing)]))
        if not self._is_asleep:
            self._is_asleep = True
            os.close(self._writing)
            QTimer.singleShot(0, self.sleep)
        return True

    def sleep(self) -> None:
        signal = QDBusMessage.createSignal(PATH, f"{SERVICE}.Manager", "PrepareForSleep")
        signal.setArguments([True])
        QDBusConnection.systemBus().send(signal)
        self._writing = os.open(os.devnull, os.O_RDONLY)
        QTimer.singleShot(0, self.wait)

    def wait(self) -> None:
        released = bool(select.select([self._reading], [], [], LONGEST)[0])
        self._said.write_text("released" if released else "never released", encoding="utf-8")


if __name__ == "__main__":
    application = QCoreApplication([])
    manager = Manager(Path(sys.argv[1]))
    bus = QDBusConnection.systemBus()
    assert bus.registerVirtualObject(PATH, manager)
    assert bus.registerService(SERVICE)
    Path(sys.argv[1]).write_text("ready", encoding="utf-8")
    application.exec()
