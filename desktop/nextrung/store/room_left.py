"""Whether a disk is full, which SQLite does not always say in so many words."""

from __future__ import annotations

import errno
import os
import uuid
from contextlib import suppress
from pathlib import Path

from nextrung.store import sqlite
from nextrung.store.connection import PRIMARY

NEEDED = 65_536
"""Bytes that opening a database takes: the index of its log (32 KiB at first), and a first page in the log."""
# A full disk, a used-up quota, and a file as large as its system or its limit allows.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MAY_BE = frozenset({sqlite.SQLITE_IOERR, sqlite.SQLITE_CANTOPEN})
"""What SQLite says when it cannot make its files; a full disk is one of the reasons."""


def is_full(folder: Path, error: BaseException) -> bool:
    """Whether ``error`` came from a folder in which there is no room left; where that is in doubt, it is tried."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
    return code == sqlite.SQLITE_FULL or (code in _MAY_BE and not _has_room(folder))


def _has_room(folder: Path) -> bool:
    tried = folder / f".nextrung-room.{uuid.uuid4().hex[:8]}.part"
    try:
        with tried.open("xb") as file:
            file.write(bytes(NEEDED))
            file.flush()
            # Some file systems, NFS among them, say only here that there is no room.
            os.fsync(file.fileno())
    except OSError as error:
        return error.errno not in _NO_ROOM
    finally:
        with suppress(OSError):
            tried.unlink(missing_ok=True)
    return True
