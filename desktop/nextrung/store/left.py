"""What stays where the data was moved from: the renamed file and its backups. They can be deleted, and rewritten."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from nextrung import answering, paths
from nextrung.errors import DatabaseError
from nextrung.store import contents, sqlite
from nextrung.store.backups.backup_folder import BackupFolder, beside
from nextrung.store.lock import FolderLock
from nextrung.store.moving import BESIDE, EVERY_OLD

MOVED_FROM = "moved_from"
"""Setting that names the folders the data lay in before it was moved."""


class LeftBehind(Struct, frozen=True):
    """Files of this data in one folder it was moved from; ``size`` is what they take up, in bytes."""

    folder: Path
    files: tuple[Path, ...]
    size: int


def keep_moved_from(connection: sqlite.Connection, folder: Path) -> None:
    """Remember where the data lay before: files were left there. Raises DatabaseError."""
    # Once each, and the latest last: data may have been moved back and forth.
    folders = [one for one in moved_from(connection) if one != folder]
    contents.keep_setting(connection, MOVED_FROM, json.dumps([str(one) for one in (*folders, folder)]))


def moved_from(connection: sqlite.Connection) -> tuple[Path, ...]:
    """The folders the data lay in before, the latest last. Raises DatabaseError."""
    kept = contents.setting(connection, MOVED_FROM)
    if not kept:
        return ()
    try:
        raw = json.loads(kept)
    except ValueError:
        raw = [kept]  # 0.1.0 kept the path of the latest one as it was
    return tuple(Path(one) for one in raw if isinstance(one, str)) if isinstance(raw, list) else ()


def old_copies(folder: Path) -> tuple[Path, ...]:
    """The renamed data files in a folder. Raises OSError."""
    return tuple(sorted(path for path in folder.glob(EVERY_OLD) if path.is_file()))


def backup_folders(connection: sqlite.Connection, here: Path) -> tuple[BackupFolder, ...]:
    """The backups in the folders the data was moved from, as far as they can be reached. Raises DatabaseError."""
    return tuple(BackupFolder(folder / paths.BACKUPS) for folder in _others(connection, here) if not _in_use(folder))


def folders(connection: sqlite.Connection, here: Path) -> tuple[Path, ...]:
    """Every folder that may hold a renamed data file, this one among them. Raises DatabaseError."""
    return (here, *_others(connection, here))


def find(before: tuple[Path, ...], here: Path) -> tuple[LeftBehind, ...]:
    """What was left here and in each folder of ``before`` that can be reached, which may take. Raises DatabaseError."""
    found = []
    for folder in (here, *_reached(before, here)):
        try:
            files = _files(folder, own=folder == here)
            size = sum(path.stat().st_size for path in files)
        except OSError as error:
            raise DatabaseError(f"The folder {folder} cannot be read: {error.strerror or error}.") from error
        if files:
            found.append(LeftBehind(folder, files, size))
    return tuple(found)


def delete(left: tuple[LeftBehind, ...], here: Path) -> int:
    """Delete what was left behind; returns how many files went. Raises DatabaseError, InUseError."""
    count = 0
    for one in left:
        # Another program may have begun anew there; the folder of this data is locked already.
        lock = None if one.folder == here else FolderLock(one.folder)
        if lock is not None:
            lock.acquire()
        try:
            for path in one.files:
                path.unlink(missing_ok=True)
                count += 1
            if one.folder != here:
                # The folder of backups goes only when it is empty: whatever else lies in it is not ours.
                with suppress(OSError):
                    (one.folder / paths.BACKUPS).rmdir()
        except OSError as error:
            reason = error.strerror or str(error)
            raise DatabaseError(f"Not everything in {one.folder} could be deleted: {reason}.") from error
        finally:
            if lock is not None:
                lock.release()
    return count


def _others(connection: sqlite.Connection, here: Path) -> tuple[Path, ...]:
    return _reached(moved_from(connection), here)


def _reached(before: tuple[Path, ...], here: Path) -> tuple[Path, ...]:
    return tuple(one for one in before if one != here and answering.is_folder(one))


def _in_use(folder: Path) -> bool:
    """Whether a folder has data of its own again, whose backups are not ours to touch."""
    return (folder / paths.DATABASE).exists()


def _files(folder: Path, *, own: bool) -> tuple[Path, ...]:
    files = [old.with_name(old.name + ending) for old in old_copies(folder) for ending in BESIDE]
    if not own and not _in_use(folder):
        backups = [backup.path for backup in BackupFolder(folder / paths.BACKUPS).backups()]
        files += [*backups, *(place for path in backups for place in beside(path))]
        files += [folder / (paths.DATABASE + ending) for ending in BESIDE if ending]
        files.append(folder / paths.KEYS)
    return tuple(path for path in files if path.is_file())
