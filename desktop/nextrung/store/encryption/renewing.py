"""Gives backups and copies another key together with the data: all of them, or none.

What is to take the place of each is written beside it first, with its keys and its proof. Once the data themselves have
the other key, each gets its name, which needs no room and no key. Broken off anywhere, the next start does the rest:
until then every copy opens with keys that lie beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from nextrung import answering
from nextrung.errors import DatabaseError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.keys import held, keys_file, pages
from nextrung.keys.data_key import DataKey
from nextrung.keys.keys_file import Keys
from nextrung.keys.refusals import KeysFileError
from nextrung.store.backups.backup_folder import keep_proof
from nextrung.store.backups.snapshot import prove
from nextrung.store.connection import FAILURES, reason
from nextrung.store.encryption.copies import Copy
from nextrung.store.encryption.recoding import recode
from nextrung.whole_file import sync_folder, written_whole

_PROOF = ".json"


class Sorted(NamedTuple):
    """The copies of encrypted data: those that get another key, and those that stay as they are."""

    renewed: tuple[Copy, ...]
    plain: tuple[Path, ...]
    closed: tuple[Path, ...]
    """Damaged, or with a key that is not that of the data."""


def sorted_for(key: DataKey, copies: Sequence[Copy]) -> Sorted:
    """What becomes of each copy of data that have ``key``. Raises DatabaseError when one cannot be read now."""
    plain = tuple(copy.path for copy in copies if copy.is_plain)
    opened = tuple(copy for copy in copies if copy.path not in plain and _opens_wholly(key, copy.path))
    stay = {*plain, *(copy.path for copy in opened)}
    return Sorted(opened, plain, tuple(copy.path for copy in copies if copy.path not in stay))


def _opens_wholly(key: DataKey, path: Path) -> bool:
    try:
        return held.opens(key, path) and not pages.damaged(key, path)
    except OSError as error:
        raise DatabaseError(f"{path} cannot be read: {reason(error)}. Nothing was changed.") from error


def prepare(listed: Path, copies: Sequence[Copy], keys: Keys, key: DataKey) -> None:
    """Write beside each copy what is to take its place, and first of all into ``listed`` which they are.

    The key of the copies and the other one are both held. Raises OSError, DatabaseError; ``settle`` tidies up then.
    """
    before = read(listed)
    _list(listed, (*before, *(copy.path for copy in copies if copy.path not in before)))
    for copy in copies:
        coming = held.renewed(copy.path)
        try:
            # the file first: keys without one say that it has got its name
            with written_whole(coming) as beside:
                recode(copy.path, beside, key)
                proof = prove(beside)
            if copy.kept is not None:
                keep_proof(coming, proof, copy.kept[1].made_at)
            keys_file.write(keys, coming.with_suffix(held.ENDING))
        except (DatabaseError, OSError, *FAILURES) as error:
            why = f"The backup or copy {copy.path} could not be written anew: {reason(error)}."
            raise DatabaseError(f"{why} Nothing was changed.") from error


def settle(listed: Path, key: DataKey) -> None:
    """Give what was prepared its name where it has the key of the data, and take it away where it has not.

    What lies on a disk that is away now waits for another start. Raises OSError.
    """
    waiting = [path for path in read(listed) if not _is_settled(path, key)]
    if waiting:
        _list(listed, waiting)
    else:
        listed.unlink(missing_ok=True)


def _is_settled(path: Path, key: DataKey) -> bool:
    if not answering.is_folder(path.parent):
        return False
    coming = held.renewed(path)
    try:
        if _is_to_come(coming, key):
            _give_names(path, coming)
        else:
            _take_away(coming)
    except (OSError, KeysFileError):
        return False
    return True


def _is_to_come(coming: Path, key: DataKey) -> bool:
    """Whether what was prepared takes its place; keys that stand alone say that a part of it has done so."""
    keys = coming.with_suffix(held.ENDING)
    return keys.exists() and (not coming.exists() or keys_file.read(keys).key == key.id)


def _give_names(path: Path, coming: Path) -> None:
    # The keys last: until all is done they lie there under one name or the other.
    for ending in (path.suffix, _PROOF, held.ENDING):
        one = coming.with_suffix(ending)
        if one.exists():
            one.replace(path.with_suffix(ending))
            sync_folder(path.parent)


def _take_away(coming: Path) -> None:
    # The keys first: alone they would say that the file has got its name.
    for ending in (held.ENDING, _PROOF, coming.suffix):
        one = coming.with_suffix(ending)
        if one.exists():
            one.unlink()
            sync_folder(coming.parent)


def read(listed: Path) -> tuple[Path, ...]:
    """The copies beside which something may be prepared. Raises OSError."""
    if not listed.exists():
        return ()
    try:
        raw = json.loads(entering.whole(listed, entering.NOTE))
    except EntryError as error:
        raise OSError(str(error)) from error
    except (ValueError, RecursionError):  # written whole, so this is not ours
        return ()
    return tuple(Path(one) for one in raw if isinstance(one, str)) if isinstance(raw, list) else ()


def _list(listed: Path, copies: Sequence[Path]) -> None:
    with written_whole(listed) as beside:
        # names of files may be no Unicode, which JSON then holds escaped
        beside.write_text(json.dumps([str(path.absolute()) for path in copies]) + "\n", encoding="utf-8")
