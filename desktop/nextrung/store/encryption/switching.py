"""Changes a data file from plain to encrypted, and back, or to another key: all or nothing, wherever broken off.

The new file is whole, proven and on disk beside the old one before it takes its name, which is one step. The keys are
there before an encrypted file is, and stay until a plain one is: the file itself always says which of both it is, and
the next start takes away whatever is left over.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from nextrung import paths
from nextrung.errors import DatabaseError
from nextrung.keys import held, keys_file
from nextrung.keys.beginning import begin, is_plain
from nextrung.keys.data_key import DataKey
from nextrung.keys.keys_file import Keys
from nextrung.keys.refusals import KeysFileError
from nextrung.store import sqlite
from nextrung.store.connection import FAILURES, reason
from nextrung.store.encryption import renewing
from nextrung.store.encryption.copies import Copy
from nextrung.store.encryption.entrance import COMING, LISTED, RECODED
from nextrung.store.encryption.recoding import recode
from nextrung.whole_file import sync_folder


def encrypt(database: Path, keys: Keys, key: DataKey) -> None:
    """Encrypt a plain, closed data file with a key that ``keys`` hold. Raises DatabaseError, and it is as it was."""
    _switch(database, key, keys)


def decrypt(database: Path) -> None:
    """Make an encrypted, closed data file plain again. Raises DatabaseError, and it is as it was."""
    _switch(database, None, None)


def renew(database: Path, keys: Keys, key: DataKey, copies: Sequence[Copy]) -> None:
    """Give an encrypted, closed data file and copies of it another key, which ``keys`` hold.

    Raises DatabaseError, and all are as they were.
    """
    with held.also_opening(database.parent, key):
        _switch(database, key, keys, copies)


def _switch(database: Path, key: DataKey | None, keys: Keys | None, copies: Sequence[Copy] = ()) -> None:
    recoded = database.with_name(database.name + RECODED)
    try:
        _require_one_file(database)
        if key is not None and keys is not None and copies:
            renewing.prepare(database.with_name(LISTED), copies, keys, key)
        recode(database, recoded, key)
        if keys is not None:
            keys_file.write(keys, database.with_name(COMING))
        recoded.replace(database)
        _hold(database, key)
    except (OSError, *FAILURES) as error:
        raise DatabaseError(f"The data could not be written anew: {reason(error)}. They are as they were.") from error
    finally:
        tidy(database)


def _hold(database: Path, key: DataKey | None) -> None:
    """From now on the file opens with another key, or none."""
    if key is None:
        held.forget(database.parent)
    else:
        held.hold(database.parent, key)


def _require_one_file(database: Path) -> None:
    """Take the log into the file. Raises DatabaseError when somebody else has it open."""
    with closing(sqlite.connect(database, "rw", isolation_level=None)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete" or database.with_name(database.name + "-wal").exists():
        raise DatabaseError("The data could not be written anew: they are in use. They are as they were.")


def tidy(database: Path) -> None:
    """Take away what a change that was broken off, or has just ended, left over; what cannot go now goes later."""
    try:
        # The names are on disk first: nothing goes that would be needed if a power cut brought the old ones back.
        sync_folder(database.parent)
    except OSError:
        return
    for part in (_remove_recoded, _settle_keys, _settle_copies):
        with suppress(OSError):
            part(database)
            sync_folder(database.parent)


def _remove_recoded(database: Path) -> None:
    for end in (RECODED, f"{RECODED}-journal"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def _settle_keys(database: Path) -> None:
    """Leave the keys that open the file, and no others."""
    keys, coming = database.with_name(paths.KEYS), database.with_name(COMING)
    if not begin(database):
        return
    if is_plain(database):
        keys.unlink(missing_ok=True)
        coming.unlink(missing_ok=True)
        return
    key = held.of_folder(database.parent)
    # Keys are deleted only where others are proven to open the file; what cannot be read now may be the right ones.
    if coming.exists() and key is not None and held.opens(key, database):
        if _is_of(coming, key):
            coming.replace(keys)
        elif _is_of(keys, key):
            coming.unlink()


def _settle_copies(database: Path) -> None:
    listed = database.with_name(LISTED)
    key = held.of_folder(database.parent)
    if listed.exists() and key is not None and held.opens(key, database):
        renewing.settle(listed, key)


def _is_of(place: Path, key: DataKey) -> bool:
    try:
        return keys_file.read(place).key == key.id
    except KeysFileError:
        return False
