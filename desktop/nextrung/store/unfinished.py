"""What an earlier start may have left to finish: looked for at every start, and what finishes it loaded only then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nextrung import parts, paths
from nextrung.errors import DatabaseError
from nextrung.keys.beginning import is_plain
from nextrung.lazy import lazy
from nextrung.store import sqlite
from nextrung.store.encryption.entrance import COMING, LISTED, RECODED

if TYPE_CHECKING:
    from nextrung.store import moving, recovery
    from nextrung.store.encryption import switching
else:
    moving = lazy("nextrung.store.moving")
    recovery = lazy("nextrung.store.recovery")
    switching = lazy("nextrung.store.encryption.switching")

READY = ".new"
"""Ending of a recovered data file that is to take the place of the damaged one."""
RECOVERING, RESTORING = "recovering-", "restoring-"
"""Beginnings of folders in which something is prepared."""
UNCLEAN = "clean_needed"
"""Setting that is there while old places in the file may hold traces of somebody who was erased."""
WISH = "erase."
"""Beginning of the settings that are there while somebody is to be erased from backups and copies."""


class Erasing(NamedTuple):
    """What is left of an erasing: old places ``in_file`` may hold traces, and somebody may be ``in_copies`` of it."""

    in_file: bool
    in_copies: bool


def finish_files(database: Path) -> None:
    """Finish what was broken off beside the data file. Raises DatabaseError; DamagedError when the file is lost."""
    sweep(database.parent)
    # One look at the names in the folder, instead of loading what mends: nearly every start ends here.
    if _is_as_usual(database):
        return
    switching.tidy(database)
    try:
        moving.finish(database)
    except OSError as error:
        raise DatabaseError(f"The data file {database} cannot be opened: {error.strerror or error}.") from error
    recovery.finish(database)
    recovery.require_not_lost(database)


def sweep(folder: Path) -> None:
    """Take away unfinished files that a data folder has, or has notes of; whoever asks holds its lock."""
    parts.sweep(folder, own=(folder, folder / paths.BACKUPS))


def _is_as_usual(database: Path) -> bool:
    """Whether there is a data file with something in it, and nothing that was prepared beside it."""
    try:
        names = [path.name for path in database.parent.iterdir()]
        of_a_move = paths.MOVED in names or paths.ARRIVING in names
        left = any(name.startswith((RECOVERING, RESTORING)) or name == database.name + READY for name in names)
        of_a_switch = not {database.name + RECODED, COMING, LISTED}.isdisjoint(names) or (
            paths.KEYS in names and is_plain(database)
        )
        return not left and not of_a_move and not of_a_switch and database.stat().st_size > 0
    except OSError:
        return False


def erasing(connection: sqlite.Connection) -> Erasing:
    """What an erasing that was broken off has left to do; nothing where that cannot be read now."""
    query = "SELECT name = ? FROM setting WHERE name = ? OR substr(name, 1, ?) = ?"
    try:
        left = connection.execute(query, (UNCLEAN, UNCLEAN, len(WISH), WISH)).fetchall()
    except DatabaseError:
        return Erasing(in_file=False, in_copies=False)
    return Erasing(in_file=(1,) in left, in_copies=(0,) in left)
