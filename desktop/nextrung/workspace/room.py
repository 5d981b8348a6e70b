"""Privacy in the room: coach mode, hidden names, and the lock. All of it is kept, so that a restart changes nothing."""

from __future__ import annotations

import os
import sqlite3

from nextrung.errors import NextRungError
from nextrung.store import contents, people

SHORTEST_PASSPHRASE = 4
LONGEST_PASSPHRASE = 1000
IDLE_MINUTES = (1, 120)
USUAL_IDLE = 10
_COST = {"n": 2**14, "r": 8, "p": 1}
"""What trying one passphrase costs: 16 MiB and some tens of milliseconds (RFC 7914, interactive use)."""
_COACH, _HIDDEN, _PASSPHRASE, _IDLE = "coach.mode", "names.hidden", "lock.passphrase", "lock.idle_minutes"


class LockError(NextRungError):
    """A passphrase or idle time that is refused, in one sentence."""


class RoomDesk:
    """What others in the room may see."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on an open database."""
        self._connection = connection

    # coach mode and names

    @property
    def coach_mode(self) -> bool:
        """Whether coach mode was switched on."""
        return contents.setting(self._connection, _COACH) == "on"

    def set_coach_mode(self, *, on: bool) -> None:
        """Switch coach mode; with a second person the coach's pages stay in sight all the same."""
        contents.keep_setting(self._connection, _COACH, "on" if on else "off")

    @property
    def coaching(self) -> bool:
        """Whether the coach's pages are in sight: coach mode is on, or there is a second person."""
        return self.coach_mode or people.count(self._connection) > 1

    @property
    def names_hidden(self) -> bool:
        """Whether pseudonyms stand in place of names."""
        return contents.setting(self._connection, _HIDDEN) == "on"

    def hide_names(self, *, hidden: bool) -> None:
        """Show pseudonyms in place of names everywhere, or names again."""
        contents.keep_setting(self._connection, _HIDDEN, "on" if hidden else "off")

    # the lock

    @property
    def has_passphrase(self) -> bool:
        """Whether the screen can be locked."""
        return bool(contents.setting(self._connection, _PASSPHRASE))

    def set_passphrase(self, passphrase: str) -> None:
        """Lock with this passphrase from now on; only a salted hash is kept. Raises LockError."""
        if not SHORTEST_PASSPHRASE <= len(passphrase) <= LONGEST_PASSPHRASE:
            raise LockError(f"Use a passphrase of {SHORTEST_PASSPHRASE} to {LONGEST_PASSPHRASE} characters.")
        salt = os.urandom(16)
        contents.keep_setting(self._connection, _PASSPHRASE, f"{salt.hex()} {_hash(passphrase, salt).hex()}")

    def remove_passphrase(self, passphrase: str) -> None:
        """Lock no more. Raises LockError for another passphrase."""
        if not self.opens(passphrase):
            raise LockError("This is not the passphrase.")
        contents.keep_setting(self._connection, _PASSPHRASE, "")

    def opens(self, passphrase: str) -> bool:
        """Whether a passphrase unlocks the screen."""
        salt, _, kept = (contents.setting(self._connection, _PASSPHRASE) or "").partition(" ")
        if not kept:
            return True
        import hmac  # noqa: PLC0415  (loads OpenSSL; most windows never lock)

        return hmac.compare_digest(_hash(passphrase, bytes.fromhex(salt)), bytes.fromhex(kept))

    @property
    def idle_minutes(self) -> int:
        """Minutes without a key or a click after which the screen locks itself."""
        kept = contents.setting(self._connection, _IDLE)
        return int(kept) if kept else USUAL_IDLE

    def set_idle_minutes(self, minutes: int) -> None:
        """Lock after so many idle minutes. Raises LockError outside ``IDLE_MINUTES``."""
        if not IDLE_MINUTES[0] <= minutes <= IDLE_MINUTES[1]:
            raise LockError(f"The screen can lock itself after {IDLE_MINUTES[0]} to {IDLE_MINUTES[1]} minutes.")
        contents.keep_setting(self._connection, _IDLE, str(minutes))


def _hash(passphrase: str, salt: bytes) -> bytes:
    import hashlib  # noqa: PLC0415  (see above)

    return hashlib.scrypt(passphrase.encode(), salt=salt, **_COST)
