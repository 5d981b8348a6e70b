"""Moves the data to another folder: copied and proven there first, the old file renamed, never deleted."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from nextrung import paths
from nextrung.errors import DatabaseError
from nextrung.store import lock
from nextrung.store.backups import snapshot
from nextrung.whole_file import written_whole

OLD = "nextrung-before-moving.db"
EVERY_OLD = "nextrung-before-moving*.db"
_OURS = (paths.BACKUPS, paths.SET_ASIDE, paths.LOG, f"{paths.LOG}.1", paths.MOVED, lock.NAME)
"""What may lie in a folder that data was moved from before."""
_MOST = 10_000


def copy_to(database: Path, folder: Path) -> Path:
    """Copy a database that may be in use, with its backups, to ``folder``; returns the proven copy.

    Raises DatabaseError; then nothing has changed where the data was.
    """
    target = folder / paths.DATABASE
    try:
        folder.mkdir(mode=paths.OWNER_ONLY, parents=True, exist_ok=True)
        if target.exists():
            raise DatabaseError(f"There is data of Next Rung in {folder} already; choose an empty folder.")
        if any(not _is_ours(path.name) for path in folder.iterdir()):
            raise DatabaseError(f"There are other files in {folder}; choose an empty folder.")
        backups = database.parent / paths.BACKUPS
        if backups.is_dir():
            shutil.copytree(backups, folder / paths.BACKUPS, dirs_exist_ok=True)
        copy_again(database, folder)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DatabaseError(f"The data could not be copied to {folder}: {reason}. It stays where it is.") from error
    return target


def _is_ours(name: str) -> bool:
    return name in _OURS or name.startswith(OLD.removesuffix(".db"))


def copy_again(database: Path, folder: Path) -> None:
    """Copy the database once more over an earlier copy, because it has changed. Raises DatabaseError, OSError."""
    with written_whole(folder / paths.DATABASE) as beside, closing(snapshot.read_only(database)) as source:
        snapshot.take(source, beside)


def leave(database: Path, folder: Path) -> Path:
    """Leave word where the data went, and rename the old, closed database; returns its new name.

    Raises DatabaseError; then the old place stays in use and the copy is removed.
    """
    names = (OLD, *(OLD.replace(".db", f"-{number}.db") for number in range(2, _MOST)))
    old = next(place for name in names if not (place := database.with_name(name)).exists())
    try:
        database.replace(old)
        paths.keep_moved(database.parent, folder)
    except OSError as error:
        if old.exists() and not database.exists():
            old.replace(database)
        (folder / paths.DATABASE).unlink(missing_ok=True)
        raise DatabaseError(f"The data could not be moved: {error.strerror or error}. It stays where it is.") from error
    return old
