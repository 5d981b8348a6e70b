"""The keys that somebody has opened, by data folder, until they are locked again: the one place they are taken from.

They are held for the whole process, since each thread opens connections of its own by the path of a file alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nextrung import looking, paths
from nextrung.keys.beginning import PLAIN, begin
from nextrung.keys.refusals import LockedBackupError
from nextrung.lazy import lazy

if TYPE_CHECKING:
    from nextrung.keys import pages
    from nextrung.keys.data_key import DataKey
else:
    pages = lazy("nextrung.keys.pages")

_HELD: dict[Path, DataKey] = {}
ENDING = ".keys"
"""Ending of the file with the keys of a backup, in the place of that of the backup."""


def hold(folder: Path, key: DataKey) -> None:
    """Open what lies in a folder, or in the file of this name, with a key from now on."""
    _HELD[looking.resolved(folder)] = key


def forget(folder: Path) -> None:
    """Open it no more."""
    _HELD.pop(looking.resolved(folder), None)


def forget_wholly(folder: Path) -> None:
    """Forget the key of a folder wherever it is held, as for a place that the data were moved from."""
    key = of_folder(folder)
    for place in [place for place, other in _HELD.items() if other == key]:
        del _HELD[place]


@contextmanager
def also_opening(folder: Path, key: DataKey | None) -> Iterator[None]:
    """Files that a key opens are opened inside, whatever the key of the data in a folder is or becomes."""
    aside = folder / paths.KEYS  # no folder: nothing new is encrypted for it
    if key is not None:
        hold(aside, key)
    try:
        yield
    finally:
        forget(aside)


def of_folder(path: Path) -> DataKey | None:
    """The key of the data folder that a path lies in, which new files there are encrypted with; None for plain data."""
    if not _HELD:
        return None
    path = looking.resolved(path)
    return next((_HELD[one] for one in (path, *path.parents) if one in _HELD), None)


def of_file(path: Path) -> DataKey | None:
    """The key of a file that is there or is to be made; None for a plain one.

    One that none of the keys here opens gets that of its folder: SQLite says then that it is damaged.
    """
    # A data file is never looked at beside SQLite: closing it here would let go of all locks that the connections of
    # this process have on it (as POSIX has it), and another program could take their log away.
    if not _HELD or path.name == paths.DATABASE:
        return of_folder(path)
    first = begin(path)
    if first.startswith(PLAIN):
        return None
    folder = of_folder(path)
    known = (folder, *_HELD.values()) if first else ()
    return next((key for key in known if key is not None and pages.opens(key, first)), folder)


def require_openable(path: Path) -> None:
    """Raise LockedBackupError for a closed file that is encrypted with keys beside it, none of which is held."""
    first = begin(path)
    if first.startswith(PLAIN) or any(pages.opens(key, first) for key in _HELD.values()):
        return
    if any(looking.is_file(one) for one in keys_beside(path)):
        raise LockedBackupError(path)


def opens(key: DataKey, path: Path) -> bool:
    """Whether a key is that of a file, by its first page."""
    return pages.opens(key, begin(path))


def keys_beside(path: Path) -> tuple[Path, ...]:
    """Where the keys of a file may lie: those of a data file beside it, those of a backup under its name.

    Where a change of the key was broken off, the other ones wait beside those.
    """
    return path.with_name(paths.KEYS), renewed(path).with_suffix(ENDING), path.with_suffix(ENDING)


def renewed(path: Path) -> Path:
    """What is to take the place of a backup or copy when the data have got another key."""
    return path.with_name(f"{path.stem}.renewed{path.suffix}")
