"""Moves the data to another folder: copied and proven there first, the old file renamed, never deleted.

Word of the move is left in both folders before anything is copied; from the moment when the old file is renamed the new
folder counts (``paths.data_folder``). What is broken off before that, the next start undoes; what after, it finishes.
"""

from __future__ import annotations

import shutil
import uuid
from contextlib import closing, suppress
from pathlib import Path

from nextrung import answering, parts, paths
from nextrung.errors import DatabaseError
from nextrung.keys import held
from nextrung.paths import Word
from nextrung.store import lock, sqlite
from nextrung.store.backups import snapshot
from nextrung.whole_file import sync_folder, written_whole

OLD = "nextrung-before-moving.db"
EVERY_OLD = "nextrung-before-moving*.db"
BESIDE = ("", "-wal", "-shm", "-journal", "-check")
"""Endings of the files that a database is made of."""
_OURS = (
    paths.BACKUPS,
    paths.KEYS,
    paths.QUESTIONNAIRES,
    paths.SET_ASIDE,
    paths.LOG,
    f"{paths.LOG}.1",
    paths.MOVED,
    paths.ARRIVING,
    lock.NAME,
)
"""What may lie in a folder that data was moved from before."""
_MOST = 10_000


def copy_to(database: Path, folder: Path) -> Path:
    """Copy a database that may be in use, with its backups, to ``folder``; returns the proven copy.

    Raises DatabaseError; then nothing has changed where the data was.
    """
    try:
        # Before any word is left: a folder that is refused stays exactly as it was.
        _require_free(database, folder)
        move = uuid.uuid4().hex
        # Word here comes first: it leads the next start to whatever is left unfinished there.
        paths.keep_word(database.parent, paths.MOVED, Word(folder.absolute(), move))
        try:
            folder.mkdir(mode=paths.OWNER_ONLY, parents=True, exist_ok=True)
            paths.keep_word(folder, paths.ARRIVING, Word(database.parent.absolute(), move))
            _copy_keys(database.parent, folder)
            _copy_backups(database.parent / paths.BACKUPS, folder / paths.BACKUPS)
            _copy_questionnaires(database.parent / paths.QUESTIONNAIRES, folder / paths.QUESTIONNAIRES)
            copy_again(database, folder)
        except BaseException:
            undo(database)
            raise
    except (OSError, sqlite.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DatabaseError(f"The data could not be copied to {folder}: {reason}. It stays where it is.") from error
    return folder / paths.DATABASE


def _require_free(database: Path, folder: Path) -> None:
    """Only an empty folder will do, or one that data was moved from, or copied to in vain. Raises DatabaseError."""
    if not folder.exists():
        return
    names = [path.name for path in folder.iterdir()]
    arriving = paths.word(folder, paths.ARRIVING)
    again = arriving is not None and arriving.folder == database.parent.absolute()
    if paths.DATABASE in names and not again:
        raise DatabaseError(f"There is data of Next Rung in {folder} already; choose an empty folder.")
    if any(not _is_ours(name) for name in names):
        raise DatabaseError(f"There are other files in {folder}; choose an empty folder.")


def _is_ours(name: str) -> bool:
    beginnings = (OLD.removesuffix(".db"), paths.DATABASE, parts.NOTE)
    return name in _OURS or name.startswith(beginnings)


def _copy_backups(here: Path, there: Path) -> None:
    """Copy the finished backups, on disk when this returns: the old ones may be deleted later. Raises OSError."""
    if not here.is_dir():
        return
    there.mkdir(mode=paths.OWNER_ONLY, exist_ok=True)
    for path in here.iterdir():
        if path.is_file() and not path.name.startswith("."):
            with written_whole(there / path.name) as beside:
                shutil.copyfile(path, beside)
                shutil.copystat(path, beside)


def _copy_keys(here: Path, there: Path) -> None:
    """Have encrypted data open there as here. Raises OSError."""
    key = held.of_folder(here)
    if key is not None:
        with written_whole(there / paths.KEYS) as beside:
            shutil.copyfile(here / paths.KEYS, beside)
        held.hold(there, key)


def _copy_questionnaires(here: Path, there: Path) -> None:
    """Copy a person's own questionnaires, file by file; links and other things are left. Raises OSError."""
    for path in sorted(here.rglob("*")) if here.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            beside = there / path.relative_to(here)
            beside.parent.mkdir(mode=paths.OWNER_ONLY, parents=True, exist_ok=True)
            with written_whole(beside) as whole:
                shutil.copyfile(path, whole)


def copy_again(database: Path, folder: Path) -> None:
    """Copy the database once more over an earlier copy, because it has changed. Raises DatabaseError, OSError."""
    with written_whole(folder / paths.DATABASE) as beside, closing(snapshot.read_only(database)) as source:
        snapshot.take(source, beside)


def hand_over(database: Path) -> Path:
    """Rename the old, closed database: from now on the copy is the data; returns its new name.

    Raises DatabaseError; then the old place stays in use.
    """
    names = (OLD, *(OLD.replace(".db", f"-{number}.db") for number in range(2, _MOST)))
    old = next(place for name in names if not (place := database.with_name(name)).exists())
    try:
        database.replace(old)
        try:
            sync_folder(database.parent)
        # The rename is what hands the data over; if it may not be on disk, it is taken back.
        except OSError:
            old.replace(database)
            raise
    except OSError as error:
        raise DatabaseError(f"The data could not be moved: {error.strerror or error}. It stays where it is.") from error
    return old


def settle(folder: Path) -> None:
    """The move to ``folder`` is done: take away what is left about it there. Tried again at the next start."""
    with suppress(OSError, DatabaseError):
        arriving = paths.word(folder, paths.ARRIVING)
        if arriving is not None:  # its log is of no use without the file
            for ending in BESIDE[1:]:
                (arriving.folder / (paths.DATABASE + ending)).unlink(missing_ok=True)
        (folder / paths.MOVED).unlink(missing_ok=True)  # of an earlier move, away from here
        sync_folder(folder)
        # Last of all: without it, word of an earlier move away from here would count again.
        (folder / paths.ARRIVING).unlink(missing_ok=True)


def undo(database: Path) -> None:
    """A move from here was broken off: take the copy away, then word of the move. Tried again at the next start."""
    moved = paths.word(database.parent, paths.MOVED)
    if moved is None or not moved.move or not database.exists():
        return
    with suppress(OSError, DatabaseError):
        if not any(answering.is_folder(one) for one in (moved.folder, moved.folder.parent)):
            return  # on a drive that is not connected, or does not answer
        arriving = paths.word(moved.folder, paths.ARRIVING)
        if arriving is not None and arriving.move == moved.move:
            # Word here goes last, since it alone leads the next start to what is left there.
            _remove_copy(database, moved.folder)
            (moved.folder / paths.ARRIVING).unlink()
            sync_folder(moved.folder)
        (database.parent / paths.MOVED).unlink()
        sync_folder(database.parent)


def _remove_copy(database: Path, folder: Path) -> None:
    """Only what was copied: what is here as well. Raises OSError."""
    for ending in BESIDE:
        (folder / (paths.DATABASE + ending)).unlink(missing_ok=True)
    if (database.parent / paths.KEYS).is_file():
        (folder / paths.KEYS).unlink(missing_ok=True)
    here, there = database.parent / paths.BACKUPS, folder / paths.BACKUPS
    if here.is_dir() and there.is_dir():
        for path in there.iterdir():
            same = here / path.name
            # A backup of the same name and size is the copy; another one was there before and is not ours to delete.
            if same.is_file() and same.stat().st_size == path.stat().st_size:
                path.unlink()
        with suppress(OSError):
            there.rmdir()  # with older backups of an earlier time here, it stays


def finish(database: Path) -> None:
    """Finish or undo what an earlier start left of a move. Raises DatabaseError, OSError."""
    folder = database.parent
    arriving = paths.word(folder, paths.ARRIVING)
    if arriving is not None:
        if paths.has_arrived(arriving):
            settle(folder)
        return
    undo(database)
    if not database.exists() and paths.word(folder, paths.MOVED) is None:
        _resume(database)


def _resume(database: Path) -> None:
    """A file that was renamed to be moved, and no word of where to: that was broken off, so it is the data again."""
    old = max(database.parent.glob(EVERY_OLD), key=lambda one: one.stat().st_mtime_ns, default=None)
    if old is None:
        return
    backups = (database.parent / paths.BACKUPS).glob("nextrung-*.db")
    newest = max((one.stat().st_mtime for one in backups), default=0.0)
    if old.stat().st_mtime + 1 >= newest:  # else it is of a move long ago, and the backups know more
        old.replace(database)
        sync_folder(database.parent)
