"""Opening encrypted data with a passphrase or a recovery key, before there is a workspace; trials slow down."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from nextrung.keys import held
from nextrung.keys.refusals import KeysError, WrongDataPassphraseError, WrongKeyError
from nextrung.store.encryption import entrance

if TYPE_CHECKING:
    from nextrung.keys.data_key import DataKey
    from nextrung.keys.keys_file import Keys

FREE_TRIALS = 3
"""Wrong trials after which each further one has to wait."""
LONGEST_WAIT = 60.0
"""Seconds; the wait doubles from one second up to this."""


class TooSoonError(KeysError):
    """Another trial right after several wrong ones."""

    def __init__(self, seconds: float) -> None:
        """Say how long to wait."""
        super().__init__(f"After several wrong trials the next one has to wait: {seconds:.0f} seconds.")


def is_encrypted(database: Path) -> bool:
    """Whether a data file is encrypted. Raises KeysFileError where it is and its keys are gone."""
    return entrance.is_encrypted(database)


def is_locked(database: Path) -> bool:
    """Whether it is encrypted and nobody has unlocked it yet. Raises KeysFileError."""
    return entrance.is_encrypted(database) and held.of_folder(database.parent) is None


def lock(database: Path) -> None:
    """Forget the key; whoever has the data open closes them first."""
    held.forget_wholly(database.parent)


def either(typed: str) -> Callable[[Keys], DataKey]:
    """How keys are opened with what somebody typed, which may be the passphrase or the recovery key."""

    def opening(keys: Keys) -> DataKey:
        try:
            return keys.by_passphrase(typed)
        except WrongDataPassphraseError as wrong:
            try:
                return keys.by_recovery(typed)
            except WrongKeyError:
                raise wrong from None

    return opening


class Unlocking:
    """Trials to unlock one data file; nothing is changed or deleted by any number of them."""

    def __init__(self, database: Path, seconds: Callable[[], float] = time.monotonic) -> None:
        """``seconds`` is a clock that only runs forward."""
        self._database = database
        self._seconds = seconds
        self._wrong = 0
        self._not_before = 0.0

    @property
    def wait(self) -> float:
        """Seconds until the next trial may be made; 0 when it may be made now."""
        return max(0.0, self._not_before - self._seconds())

    def with_passphrase(self, passphrase: str) -> None:
        """Unlock with the passphrase; takes up to a second, in any thread. Raises KeysError."""
        self._try(lambda keys: keys.by_passphrase(passphrase))

    def with_recovery(self, typed: str) -> None:
        """Unlock with the recovery key, typed in any way. Raises KeysError."""
        self._try(lambda keys: keys.by_recovery(typed))

    def with_either(self, typed: str) -> None:
        """Unlock with one of both. Raises KeysError."""
        self._try(either(typed))

    def _try(self, opening: entrance.Opening) -> None:
        if self.wait:
            raise TooSoonError(self.wait)
        try:
            entrance.unlock(self._database, opening)
        except WrongKeyError:
            self._wrong += 1
            if self._wrong >= FREE_TRIALS:
                self._not_before = self._seconds() + min(LONGEST_WAIT, 2.0 ** (self._wrong - FREE_TRIALS))
            raise
        self._wrong = 0


def unlock_file(file: Path, typed: str) -> None:
    """Have a backup open that was made with other keys, by the passphrase or recovery key of then. Raises KeysError."""
    entrance.unlock_file(file, either(typed))
