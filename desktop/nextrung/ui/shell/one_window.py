"""A second start brings the window of the first to the front, through a local socket that only this user can reach."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import struct
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from nextrung import looking

ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""Where a Wayland desktop says that a start was asked for by the person; the window needs it to come to the front."""
PATIENCE = 1500
"""Milliseconds that a second start waits for the first to answer."""
STARTING = 5.0
"""Seconds that a second start gives the first, which may be starting itself, to listen."""
LONGEST_PLACE = 100
"""Bytes of the path of a socket; systems take 104 to 108."""
SYSTEM_PIPES = os.name == "nt"
"""Windows keeps such names apart from files, and Qt lets only this user open them."""
LONGEST = 8192
"""Bytes of a message: such a token in one line, the file to open, if any, in the next."""


class OneWindow(QObject):
    """Listens for later starts on the same data folder, which is locked by now."""

    asked = Signal(str)
    """Another start wants this window to be seen, and a file opened in it unless the path is empty."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        """Listen where nobody else gets; what a crashed program left behind there is removed first."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        for place in places(folder):
            # on systems with socket files that of a crash stays, and would keep anybody from listening there again
            QLocalServer.removeServer(place)
            if self._server.listen(place):
                break
        self._server.newConnection.connect(self._on_server_new_connection)

    def stop(self) -> None:
        """Listen no more: the data lies in another folder now."""
        self._server.close()
        self.deleteLater()

    @Slot()
    def _on_server_new_connection(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            # a caller that sends nothing holds this window up for no longer than that, and only this user can call
            if is_ours(caller) and caller.waitForReadyRead(PATIENCE):
                message = bytes(caller.read(LONGEST).data())
                token, _, file = (part.strip() for part in message.decode(errors="ignore").partition("\n"))
                # Qt takes it from there when the window asks to be activated
                if token:
                    os.environ[ACTIVATION] = token
                caller.write(b"shown\n")
                # the answer goes out first: the other start waits for it
                caller.waitForBytesWritten(PATIENCE)
                self.asked.emit(file)
            caller.deleteLater()


def ask_running(folder: Path, file: Path | None = None) -> bool:
    """Have the program that holds a data folder show its window, and open ``file``; False when none answers."""
    until = time.monotonic() + STARTING
    while (running := _reached(folder)) is None:
        if time.monotonic() > until:
            return False
        # there is no window yet that could be held up, and no event loop to wait in
        time.sleep(0.1)
    path = str(looking.resolved(file)) if file else ""
    running.write(f"{os.environ.get(ACTIVATION, '')}\n{path}\n".encode(errors="ignore")[:LONGEST])
    return running.waitForBytesWritten(PATIENCE) and running.waitForReadyRead(PATIENCE)


def _reached(folder: Path) -> QLocalSocket | None:
    for place in places(folder):
        running = QLocalSocket()
        running.connectToServer(place)
        if running.waitForConnected(PATIENCE) and is_ours(running):
            return running
    return None


def is_ours(other: QLocalSocket) -> bool:
    """Whether a program of this same user is at the other end, as far as the system says who is."""
    asked = getattr(socket, "SO_PEERCRED", None)
    if asked is None:
        return True  # there the private folder, or the rights of the pipe, say it
    with socket.fromfd(int(other.socketDescriptor()), socket.AF_UNIX, socket.SOCK_STREAM) as end:
        # on Linux this is a ``struct ucred``: process, user and group
        _process, user, _group = struct.unpack("3i", end.getsockopt(socket.SOL_SOCKET, asked, struct.calcsize("3i")))
    return bool(user == os.getuid())


def places(folder: Path) -> Iterator[str]:
    """Where the program with the data in ``folder`` may listen, best first: in folders that only this user enters."""
    # a part of the hash will do, as a path of a socket is short
    name = f"nextrung-{hashlib.sha256(str(looking.resolved(folder)).encode()).hexdigest()[:20]}"
    if SYSTEM_PIPES:
        yield name
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    bases = [Path(runtime)] if runtime.startswith("/") else []
    cache = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    bases += [Path(cache), looking.resolved(folder)]
    for base in bases:
        place = base / "nextrung-window" / name
        if len(os.fsencode(place)) <= LONGEST_PLACE and _is_private(place.parent):
            yield str(place)


def _is_private(folder: Path) -> bool:
    """Whether a folder is there, made now where it was missing, that is this user's own and open to nobody else."""
    try:
        # for this user alone; what a system leaves out of new folders can only make it less
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # ``lstat``, or a link that somebody else put there would be followed
        found = folder.lstat()
    except OSError:
        return False
    # neither the group nor others may even enter
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
