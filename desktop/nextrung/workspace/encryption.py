"""Encrypting the data, making them plain again, and changing what opens them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from nextrung.errors import DatabaseError
from nextrung.keys import held, keys_file, recovery_key
from nextrung.keys.data_key import DataKey
from nextrung.keys.keys_file import Keys
from nextrung.keys.refusals import KeysError, KeysFileError, WrongRecoveryKeyError
from nextrung.store import erase, sqlite
from nextrung.store.database import open_database
from nextrung.store.encryption import copies, entrance, renewing, switching
from nextrung.store.encryption.copies import Copy
from nextrung.workspace.safety import SafetyService


class KeptOldKeys(Struct, frozen=True):
    """What did not get the new key: plain copies, those that did not open, and why others were out of reach."""

    plain: tuple[Path, ...]
    closed: tuple[Path, ...]
    out_of_reach: str


class EncryptionService:
    """Who can open the data. What is called ``…_work`` returns work that takes its time and may run in another thread.

    The workspace is open when work is asked for, and paused while the data file is written anew.
    """

    def __init__(self, safety: SafetyService) -> None:
        """Work on the data that ``safety`` keeps."""
        self._safety = safety
        self._database = safety.database

    @property
    def is_possible(self) -> bool:
        """Whether this program can encrypt."""
        return sqlite.CAN_ENCRYPT

    @property
    def is_on(self) -> bool:
        """Whether the data are encrypted."""
        return self._key is not None

    @property
    def has_recovery_key(self) -> bool:
        """Whether a recovery key opens them too. Raises KeysFileError."""
        return self._keys().has("recovery")

    @staticmethod
    def new_recovery_key() -> str:
        """A random recovery key to be written down; it opens nothing until it is given to one of the works."""
        return recovery_key.new()

    @staticmethod
    def require_same(recovery: str, typed: str) -> None:
        """Raise KeysError unless a recovery key was typed as it was shown, in whatever form."""
        if recovery_key.read(recovery) != recovery_key.read(typed):
            raise WrongRecoveryKeyError

    def require_passphrase(self, present: str) -> None:
        """Raise KeysError unless this is the passphrase of the data; takes up to a second."""
        self._opened(present)

    def encrypt_work(self, passphrase: str, recovery: str | None) -> Callable[[], None]:
        """Work that encrypts the paused data, for a passphrase and, where there is one, a recovery key.

        The plain data are backed up first, here, in this thread. Raises DatabaseError; so does the work, and nothing
        has changed then.
        """
        if not self.is_possible:
            raise KeysError("Encryption is not available here: the part sqlcipher3 of the program is missing.")
        self._require(is_on=False)
        _require_passphrase(passphrase)
        self._safety.back_up("asked")
        database = self._database

        def work() -> None:
            key = DataKey.new()
            keys = keys_file.made(key, passphrase)
            if recovery is not None:
                keys = keys.with_recovery(key, recovery)
            switching.encrypt(database, keys, key)

        return work

    def decrypt_work(self) -> Callable[[], None]:
        """Work that makes the paused data plain, then their backups and copies. Raises DatabaseError, as the work does.

        The data are backed up first. A backup that cannot be made plain stays as it is, and opens with its passphrase.
        """
        self._require(is_on=True)
        self._safety.back_up("asked")
        database, found = self._database, self._copies(are_plain=False)

        def work() -> None:
            with held.also_opening(database.parent, self._key):
                switching.decrypt(database)
                for copy in found:
                    copy.recode(database)

        return work

    def change_passphrase_work(self, present: str, new: str) -> Callable[[], None]:
        """Work that has a new passphrase open the data in the place of the present one. It raises KeysError.

        Backups open with the passphrase that they were made with.
        """
        _require_passphrase(new)
        return lambda: self._change(present, lambda keys, key: keys.with_passphrase(key, new))

    def change_recovery_key_work(self, present: str, recovery: str) -> Callable[[], None]:
        """Work that has a new recovery key open the data; ``present`` is the passphrase. It raises KeysError."""
        return lambda: self._change(present, lambda keys, key: keys.with_recovery(key, recovery))

    def new_key_work(self, present: str, new: str, recovery: str | None) -> Callable[[], KeptOldKeys]:
        """Work that writes the paused data and all backups and copies in reach anew, with a new key: all or nothing.

        ``new`` opens them then, and ``recovery`` where there is one; ``present`` is the passphrase until then. What is
        plain or does not open stays as it is and is named. The data are backed up first, here, in this thread. Raises
        KeysError, DatabaseError, and nothing has changed; so does the work.
        """
        _require_passphrase(new)
        _, key = self._opened(present)
        self._safety.back_up("asked")
        database = self._database
        with closing(open_database(database)) as connection:
            found, out_of_reach = copies.found(connection), erase.out_of_reach(connection)

        def work() -> KeptOldKeys:
            sorted_ = renewing.sorted_for(key, found)
            fresh = DataKey.new()
            keys = keys_file.made(fresh, new)
            if recovery is not None:
                keys = keys.with_recovery(fresh, recovery)
            switching.renew(database, keys, fresh, sorted_.renewed)
            return KeptOldKeys(sorted_.plain, sorted_.closed, out_of_reach)

        return work

    def _change(self, present: str, change: Callable[[Keys, DataKey], Keys]) -> None:
        keys, key = self._opened(present)
        try:
            keys_file.write(change(keys, key), entrance.keys_of(self._database))
        except OSError as error:
            reason = error.strerror or str(error)
            raise DatabaseError(f"The keys could not be saved: {reason}. The old ones hold.") from error

    def _opened(self, present: str) -> tuple[Keys, DataKey]:
        """The keys of the data and the one in them. Raises KeysError where the passphrase is another one."""
        self._require(is_on=True)
        keys = self._keys()
        key = keys.by_passphrase(present)
        if key != self._key:
            raise KeysFileError("The keys beside the data are those of other data. Nothing was changed.")
        return keys, key

    @property
    def _key(self) -> DataKey | None:
        """The key of the open data."""
        return held.of_folder(self._database.parent)

    def _keys(self) -> Keys:
        return keys_file.read(entrance.keys_of(self._database))

    def _require(self, *, is_on: bool) -> None:
        if self.is_on != is_on:
            raise KeysError(f"The data are {'not encrypted' if is_on else 'encrypted already'}.")

    # copies

    def plain_copies(self) -> tuple[Path, ...]:
        """Backups and copies of these data that are not encrypted, as far as they are reached. Raises DatabaseError."""
        return tuple(copy.path for copy in self._copies(are_plain=True))

    def seal_plain_copies_work(self) -> Callable[[], int]:
        """Work that encrypts all plain backups and copies; it returns how many. It raises DatabaseError."""
        database, found = self._database, self._copies(are_plain=True)

        def work() -> int:
            for copy in found:
                copy.recode(database)
            return len(found)

        return work

    def delete_plain_copies_work(self) -> Callable[[], int]:
        """Work that deletes all plain backups and copies; it returns how many. It raises DatabaseError.

        An encrypted backup is made first, so that there is one. Raises DatabaseError.
        """
        self._require(is_on=True)
        self._safety.back_up("asked")
        found = self._copies(are_plain=True)

        def work() -> int:
            for copy in found:
                copy.delete()
            return len(found)

        return work

    def _copies(self, *, are_plain: bool) -> tuple[Copy, ...]:
        with closing(open_database(self._database)) as connection:
            return tuple(copy for copy in copies.found(connection) if copy.is_plain == are_plain)


def _require_passphrase(passphrase: str) -> None:
    if not passphrase:
        raise KeysError("The passphrase is empty; nothing was changed.")
