"""The system's own lock on an open file, which ends with the program however that ends."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt

    def lock(file: int) -> None:
        """Lock it for this program alone. Raises OSError at once when another one has it."""
        # Tries once, where LK_LOCK would try for ten seconds; one byte is enough for all to meet at.
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def unlock(file: int) -> None:
        """Let others have it. Raises OSError."""
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def lock(file: int) -> None:
        """Lock it for this program alone. Raises OSError at once when another one has it."""
        # Not a POSIX record lock: that one is lost as soon as the program closes any descriptor of the file.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(file: int) -> None:
        """Let others have it. Raises OSError."""
        fcntl.flock(file, fcntl.LOCK_UN)
