"""A lock between processes that ends with its holder, however that ends."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

POLL_SECONDS = 0.2


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists everywhere else

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


@contextmanager
def one_at_a_time(path: Path, on_wait: Callable[[], None]) -> Iterator[int]:
    """Hold the lock file `path`; `on_wait` is called once if another process holds it first.

    Yields the descriptor. A child process that inherits it keeps the lock until it ends as well, so that nobody
    begins while the installer of a killed set-up is still writing.

    Raises OSError where the file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _try_lock(descriptor):
            on_wait()
            while not _try_lock(descriptor):
                time.sleep(POLL_SECONDS)
        yield descriptor
    finally:
        os.close(descriptor)
