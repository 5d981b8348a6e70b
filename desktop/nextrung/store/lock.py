"""One program for one data folder: a lock that the system lets go of when the program ends, however it ends."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import TracebackType

from nextrung.errors import DatabaseError, DiskFullError, InUseError
from nextrung.file_lock import lock, unlock

NAME = "nextrung.lock"
OWNER_ONLY = 0o600


class FolderLock:
    """Held from ``acquire`` to ``release``; the file stays, what counts is the system's lock on it."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is locked yet."""
        self._path = folder / NAME
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock. Raises InUseError when another program has it, DatabaseError when it cannot be tried."""
        try:
            # The file is never deleted: two programs could then each hold a lock on a file of this name.
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        except OSError as error:
            message = f"The data folder {self._path.parent} cannot be used: {error.strerror or error}."
            kind = DiskFullError if error.errno in (errno.ENOSPC, errno.EDQUOT) else DatabaseError
            raise kind(message) from error
        try:
            lock(file)
        except OSError as error:
            os.close(file)
            folder = self._path.parent
            if isinstance(error, BlockingIOError):
                raise InUseError(f"Next Rung is open already with the data in {folder}; use that window.") from error
            raise DatabaseError(f"The data folder {folder} cannot be locked: {error.strerror or error}.") from error
        self._file = file

    def release(self) -> None:
        """Let others have it; nothing happens when it is not held."""
        if self._file is not None:
            unlock(self._file)  # closing alone would leave it to a copy of this program that was forked off
            os.close(self._file)
            self._file = None

    def __enter__(self) -> FolderLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
