"""A second start brings the window of the first to the front, through a local socket that only this user can reach."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""Where a Wayland desktop says that a start was asked for by the person; the window needs it to come to the front."""
PATIENCE = 1500
"""Milliseconds that a second start waits for the first to answer."""
STARTING = 5.0
"""Seconds that a second start gives the first, which may be starting itself, to listen."""
LONGEST = 8192
"""Bytes of a message: such a token in one line, the file to open, if any, in the next."""


class OneWindow(QObject):
    """Listens for later starts on the same data folder, which is locked by now."""

    asked = Signal(str)
    """Another start wants this window to be seen, and a file opened in it unless the path is empty."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        """Listen; what a crashed program left behind under this name is removed first."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))
        self._server.newConnection.connect(self._on_server_new_connection)

    def stop(self) -> None:
        """Listen no more: the data lies in another folder now."""
        self._server.close()
        self.deleteLater()

    @Slot()
    def _on_server_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if socket.waitForReadyRead(PATIENCE):
                message = bytes(socket.read(LONGEST).data())
                token, _, file = (part.strip() for part in message.decode(errors="ignore").partition("\n"))
                if token:
                    os.environ[ACTIVATION] = token
                socket.write(b"shown\n")
                socket.waitForBytesWritten(PATIENCE)
                self.asked.emit(file)
            socket.deleteLater()


def ask_running(folder: Path, file: Path | None = None) -> bool:
    """Have the program that holds a data folder show its window, and open ``file``; False when none answers."""
    socket = QLocalSocket()
    until = time.monotonic() + STARTING
    while True:
        socket.connectToServer(_name(folder))
        if socket.waitForConnected(PATIENCE):
            break
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    path = str(file.resolve()) if file else ""
    socket.write(f"{os.environ.get(ACTIVATION, '')}\n{path}\n".encode(errors="ignore")[:LONGEST])
    return socket.waitForBytesWritten(PATIENCE) and socket.waitForReadyRead(PATIENCE)


def _name(folder: Path) -> str:
    return f"nextrung-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]}"
