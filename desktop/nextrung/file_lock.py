"""The system's own lock on an open file, which ends with the program however that ends."""

from __future__ import annotations

import errno
import os
import sys

if sys.platform == "win32":
    import msvcrt

    _PLACE = 1 << 30
    """The one byte that is locked, far behind every end: what Windows locks nobody else can read."""
    _CANNOT = frozenset({errno.EBADF, errno.EINVAL, errno.ENOMEM})
    """What is told of a disk that has no locks, of a file that is closed, of a system without memory. Everything else
    is a lock that another program has: EACCES by Windows, none at all (0) by Wine, whose C library sets none."""

    def lock(file: int) -> None:
        """Lock it for this program alone; at once BlockingIOError when another one has it, OSError when none can."""
        try:
            _at_place(file, msvcrt.LK_NBLCK)  # tries once, where LK_LOCK would try for ten seconds
        except OSError as error:
            if error.errno in _CANNOT:
                raise
            raise BlockingIOError(errno.EACCES, os.strerror(errno.EACCES)) from error

    def unlock(file: int) -> None:
        """Let others have it. Raises OSError."""
        _at_place(file, msvcrt.LK_UNLCK)

    def _at_place(file: int, mode: int) -> None:
        before = os.lseek(file, 0, os.SEEK_CUR)
        os.lseek(file, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(file, mode, 1)
        finally:
            os.lseek(file, before, os.SEEK_SET)

else:
    import fcntl

    _HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})
    """How the systems say that another program has a lock; anything else means that they cannot lock here."""

    def lock(file: int) -> None:
        """Lock it for this program alone; at once BlockingIOError when another one has it, OSError when none can."""
        try:
            # Not a POSIX record lock: that one is lost as soon as the program closes any descriptor of the file.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            raise BlockingIOError(error.errno, error.strerror) from error

    def unlock(file: int) -> None:
        """Let others have it. Raises OSError."""
        fcntl.flock(file, fcntl.LOCK_UN)
