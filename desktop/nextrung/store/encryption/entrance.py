"""The way into encrypted data: the key is proven against their pages before SQLite is asked.

SQLite says of a wrong key what it says of damage, so nothing that begins with a look at damage may see a wrong key.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from nextrung import looking, paths
from nextrung.errors import DatabaseError
from nextrung.keys import held
from nextrung.keys.beginning import PAGE, begin, is_plain
from nextrung.keys.refusals import KeysError, KeysFileError, LockedDataError, LostKeysError, WrongKeyError
from nextrung.lazy import lazy
from nextrung.store import sqlite

if TYPE_CHECKING:
    from nextrung.keys import keys_file, pages
    from nextrung.keys.data_key import DataKey
    from nextrung.keys.keys_file import Keys
else:
    keys_file = lazy("nextrung.keys.keys_file")
    pages = lazy("nextrung.keys.pages")

RECODED = ".recoded"
"""Ending of a data file that is written anew, to take the place of the one of its name."""
LISTED = paths.KEYS + ".copies"
"""Names the backups and copies that get another key together with the data, until each has it."""
COMING = paths.KEYS + ".new"
"""The keys that data get with a new data key: beside the old ones until the data file has changed."""
_MOST_SAMPLED = 16
_VARIED = 245
"""Different bytes in a page of noise, of 256; pages of a plain file have far fewer."""
Opening = Callable[["Keys"], "DataKey"]
"""How keys are opened: with a passphrase or a recovery key."""


def is_encrypted(database: Path) -> bool:
    """Whether a data file is encrypted, or the one that is missing was. Raises KeysFileError when its keys are gone."""
    if is_plain(database):
        return False
    if _keys_files(database):
        return True
    if _has_lost_keys(database):
        raise KeysFileError(
            f"The data in {database.parent} are encrypted, but the file {paths.KEYS} with their keys is not there."
            " Bring it back, or copy the one beside a backup there under this name. Nothing was changed."
        )
    return False


def require_unlocked(database: Path) -> None:
    """Raise LockedDataError for encrypted data whose key is not held, KeysFileError when they cannot be opened.

    LostKeysError is for those whose keys are gone, and beside which plain backups lie.
    """
    if not is_encrypted(database):
        if begin(database) and not is_plain(database) and _is_noise(database):
            raise LostKeysError(database.parent)
        return
    if not sqlite.CAN_ENCRYPT:
        raise KeysFileError(
            f"The data in {database.parent} are encrypted, and the part sqlcipher3 that opens them is missing here;"
            " install Next Rung again. Nothing was changed."
        )
    if held.of_folder(database.parent) is None:
        keys_file.read(_keys_files(database)[0])  # damaged ones are said before anybody is asked for a passphrase
        raise LockedDataError(database.parent)


def unlock(database: Path, opening: Opening) -> None:
    """Hold the key of a data folder; takes up to a second. Raises KeysError, and nothing has changed."""
    held.hold(database.parent, opened(database, opening))


def opened(database: Path, opening: Opening) -> DataKey:
    """The key of a data file, proven against its pages. Raises KeysError."""
    refused: WrongKeyError | None = None
    places = _keys_files(database)
    for place in places or (keys_of(database),):
        try:
            keys = keys_file.read(place)
            key = opening(keys)
        except WrongKeyError as error:
            refused = error
            continue
        # of a change that was broken off only the pages tell which of both the data have
        if _is_of(keys, key, database, by_backups=len(places) == 1):
            return key
    if refused is not None:
        raise refused
    raise KeysFileError(
        f"{keys_of(database)} holds the keys of other data, not of those beside it. Bring the right one back, or copy"
        " the one beside a backup there under this name. Nothing was changed."
    )


def unlock_file(file: Path, opening: Opening) -> None:
    """Hold the key of a single file, such as a backup of other data. Raises KeysError."""
    places = [one for one in reversed(held.keys_beside(file)) if looking.is_file(one)]
    if not places:
        raise KeysFileError(f"{file.name} is encrypted, and there is no file with its keys beside it.")
    refused: KeysError | None = None
    for place in places:
        try:
            key = opening(keys_file.read(place))
        except KeysError as error:
            refused = refused or error
            continue
        if held.opens(key, file):
            held.hold(file, key)
            return
    raise refused or KeysFileError(f"{file.name} is encrypted, and the keys beside it are those of another file.")


def _keys_files(database: Path) -> tuple[Path, ...]:
    """The files with keys that are there: more than one where a change of the key was broken off."""
    return tuple(one for one in (keys_of(database), database.with_name(COMING)) if looking.is_file(one))


def keys_of(database: Path) -> Path:
    """Where the keys of a data file lie."""
    return database.with_name(paths.KEYS)


def _is_of(keys: Keys, key: DataKey, database: Path, *, by_backups: bool) -> bool:
    """Whether keys are those of the data: a page, or where none is left, the backups say so."""
    try:
        if not begin(database) or pages.belongs(key, database):
            return True
    except OSError as error:
        raise DatabaseError(f"The data file {database} cannot be read: {error.strerror or error}.") from error
    return by_backups and any(_key_id(one) == keys.key for one in _of_backups(database))


def _of_backups(database: Path) -> tuple[Path, ...]:
    return tuple((database.parent / paths.BACKUPS).glob(f"*{held.ENDING}"))


def _key_id(place: Path) -> str:
    try:
        return keys_file.read(place).key
    except KeysFileError:
        return ""


def _has_lost_keys(database: Path) -> bool:
    """Whether a file without keys is no damaged plain one, but encrypted."""
    if not begin(database):
        return False
    # The newest one says what the data were: older ones may be of another time.
    newest = max((database.parent / paths.BACKUPS).glob("nextrung-*.db"), key=lambda one: one.name, default=None)
    return _is_noise(database) if newest is None else not is_plain(newest)


def _is_noise(database: Path) -> bool:
    """Whether the pages look encrypted."""
    with database.open("rb") as file:
        found = [page for _ in range(_MOST_SAMPLED) if (page := file.read(PAGE))]
    return all(len(page) == PAGE and len(set(page)) >= _VARIED for page in found)
