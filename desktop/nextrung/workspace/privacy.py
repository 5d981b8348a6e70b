"""Privacy beside others: coach mode, hidden names, and the lock. All is kept, so that a restart changes nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from nextrung.errors import DatabaseError, NextRungError
from nextrung.lazy import lazy
from nextrung.store import contents, people, sqlite

if TYPE_CHECKING:
    import hashlib
    import hmac
else:
    hashlib = lazy("hashlib")
    hmac = lazy("hmac")

SHORTEST_PASSPHRASE = 4
LONGEST_PASSPHRASE = 1000
IDLE_MINUTES = (1, 120)
USUAL_IDLE = 10
_COST = {"n": 2**14, "r": 8, "p": 1}
"""What trying one passphrase costs: 16 MiB and some tens of milliseconds (RFC 7914, interactive use)."""
FREE_ATTEMPTS = 3
"""Wrong passphrases after which each further one costs a pause, twice as long every time."""
LONGEST_PAUSE = 60
"""Seconds."""
_COACH, _HIDDEN, _PASSPHRASE, _IDLE = "coach.mode", "names.hidden", "lock.passphrase", "lock.idle_minutes"
_WRONG = "lock.wrong_attempts"
_HASHED = re.compile(r"[0-9a-f]{32} [0-9a-f]{128}")
"""What is kept of a passphrase: 16 bytes of salt and the 64 that scrypt makes of both, as hexadecimal digits."""
_MOST_DIGITS = 9
"""Digits that are read of a kept number; no count that the program writes comes near."""


class LockError(NextRungError):
    """A passphrase or idle time that is refused, in one sentence."""


class PrivacyService:
    """What others who see the screen may see."""

    def __init__(self, connection: sqlite.Connection) -> None:
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
        return self.coach_mode or self.several

    @property
    def several(self) -> bool:
        """Whether there is more than one person."""
        return people.count(self._connection) > 1

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
        return bool(self._hashed)

    @property
    def _hashed(self) -> str:
        kept = contents.setting(self._connection, _PASSPHRASE) or ""
        # What damage made of a hash fits no passphrase, and would keep out everybody for good.
        return kept if _HASHED.fullmatch(kept) else ""

    def attempt(self, passphrase: str) -> Callable[[], bool]:
        """Work for a thread, some tens of milliseconds: whether a passphrase unlocks the screen."""
        return partial(_matches, self._hashed, passphrase)

    def changing(self, current: str, new: str) -> Callable[[], str]:
        """Work for a thread: look at the passphrase in force and make what is kept of a new one, "" for none.

        Raises LockError for a new one that is too short or too long, and the work does for a wrong one in force.
        """
        if new and not SHORTEST_PASSPHRASE <= len(new) <= LONGEST_PASSPHRASE:
            raise LockError(f"Use a passphrase of {SHORTEST_PASSPHRASE} to {LONGEST_PASSPHRASE} characters.")
        return partial(_changed, self.attempt(current), new)

    def keep_passphrase(self, made: str) -> None:
        """Lock from now on with what ``changing`` made, a salted hash; "" locks no more."""
        contents.keep_setting(self._connection, _PASSPHRASE, made)
        self.count_attempt(right=True)

    def set_passphrase(self, new: str, current: str = "") -> None:
        """Do all of this at once; an empty new one takes the lock away. Raises LockError."""
        self.keep_passphrase(self.changing(current, new)())

    def count_attempt(self, *, right: bool) -> None:
        """Take note of how a try went; kept, so that a new start does not forgive."""
        wrong = 0 if right else self._wrong_attempts + 1
        if wrong != self._wrong_attempts:
            with suppress(DatabaseError):  # a full disk must not keep somebody out
                contents.keep_setting(self._connection, _WRONG, str(wrong))

    @property
    def _wrong_attempts(self) -> int:
        return self._number(_WRONG)

    @property
    def pause(self) -> int:
        """Seconds until the next try, counted from the last one or from the start of the program."""
        costly = self._wrong_attempts - FREE_ATTEMPTS
        # The exponent is bounded too: a count that was tampered with must not ask for a number of millions of digits.
        return 0 if costly < 0 else int(min(LONGEST_PAUSE, 2 ** min(costly + 1, 16)))

    def _number(self, name: str) -> int:
        """A kept whole number; 0 where none is kept, or none can be read."""
        kept = contents.setting(self._connection, name) or ""
        # A start asks for it: raising would lead to the recovery, which keeps settings as they are, and here again.
        return int(kept[:_MOST_DIGITS]) if kept.isascii() and kept.isdecimal() else 0

    @property
    def idle_minutes(self) -> int:
        """Minutes without a key or a click after which the screen locks itself."""
        kept = self._number(_IDLE)
        return kept if IDLE_MINUTES[0] <= kept <= IDLE_MINUTES[1] else USUAL_IDLE

    def set_idle_minutes(self, minutes: int) -> None:
        """Lock after so many idle minutes. Raises LockError outside ``IDLE_MINUTES``."""
        if not IDLE_MINUTES[0] <= minutes <= IDLE_MINUTES[1]:
            raise LockError(f"The screen can lock itself after {IDLE_MINUTES[0]} to {IDLE_MINUTES[1]} minutes.")
        contents.keep_setting(self._connection, _IDLE, str(minutes))


def _matches(kept: str, passphrase: str) -> bool:
    salt, _, made = kept.partition(" ")
    if not made:
        return True
    # Compared in constant time, so that its duration says nothing of how much fits.
    return hmac.compare_digest(_hash(passphrase, bytes.fromhex(salt)), bytes.fromhex(made))


def _changed(attempt: Callable[[], bool], new: str) -> str:
    if not attempt():
        raise LockError("This is not the passphrase in force.")
    if not new:
        return ""
    # Random for each passphrase, so that equal ones look different and no table made beforehand fits (RFC 7914).
    salt = os.urandom(16)
    return f"{salt.hex()} {_hash(new, salt).hex()}"


def _hash(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, **_COST)
