"""A damaged data file: set aside, never deleted; what can be read of it, or a backup, takes its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from nextrung import paths
from nextrung.clock import utc_now
from nextrung.errors import DamagedError, DatabaseError
from nextrung.lazy import lazy
from nextrung.store import restore, sqlite
from nextrung.store.backups import snapshot
from nextrung.store.backups.backup_folder import Backup, BackupFolder
from nextrung.store.database import open_database
from nextrung.store.encryption.recoding import recode_prepared
from nextrung.store.inside import Inside, look
from nextrung.store.unfinished import READY, RECOVERING
from nextrung.whole_file import sync, sync_folder

if TYPE_CHECKING:
    from nextrung.store import salvage
    from nextrung.store.salvage import Salvaged
else:
    salvage = lazy("nextrung.store.salvage")

_PARTS = ("", "-wal", "-shm", "-journal", "-check")
_MOST = 10_000


class RecoveryChoice(Struct, frozen=True):
    """One way to go on: a whole database at the newest schema, and what it holds. ``discard`` removes its files."""

    file: Path
    inside: Inside


class Recovery(Struct, frozen=True):
    """What was found: what could be read, with how much of it, and the newest proven backup; either may be missing."""

    folder: Path
    salvaged: Salvaged | None
    recovered: RecoveryChoice | None
    backup: Backup | None
    backed_up: RecoveryChoice | None

    def discard(self) -> None:
        """Remove what was only prepared."""
        for choice in (self.recovered, self.backed_up):
            if choice is not None:
                shutil.rmtree(choice.file.parent, ignore_errors=True)

    def missing(self) -> dict[str, int]:
        """What would be missing from the backup against what could be read: rows by table, only where there are some.

        Rows are counted, not compared: one that was changed since is not missing.
        """
        if self.recovered is None or self.backed_up is None:
            return {}
        have = self.backed_up.inside.rows
        more = {name: count - have.get(name, 0) for name, count in self.recovered.inside.rows.items()}
        return {name: count for name, count in more.items() if count > 0}


def look_for(database: Path) -> Recovery:
    """Read everything readable of a damaged database into a fresh file, and find the newest proven backup.

    The damaged files are only read. Raises DatabaseError when the data folder cannot be written.
    """
    folder = database.parent
    salvaged, recovered = _recovered(database)
    backup, backed_up = _backed_up(folder)
    return Recovery(folder, salvaged, recovered, backup, backed_up)


def _recovered(database: Path) -> tuple[Salvaged | None, RecoveryChoice | None]:
    if not database.exists() or not (database.stat().st_size or _log_size(database)):
        return None, None
    place = _place(database.parent)
    file = place / paths.DATABASE
    try:
        salvaged = salvage.salvage(database, file)
        with closing(open_database(file)) as connection:
            inside = look(connection)
            # What stands in the log goes into the file: only the file is copied into place.
            connection.execute("PRAGMA journal_mode = DELETE")
        snapshot.prove(file)
    except DatabaseError:
        shutil.rmtree(place, ignore_errors=True)
        return None, None
    # Without a person there is nothing to go on with: the rest are settings, contents and pay data.
    if not inside.people:
        shutil.rmtree(place, ignore_errors=True)
        return salvaged, None
    return salvaged, RecoveryChoice(file, inside)


def _backed_up(folder: Path) -> tuple[Backup | None, RecoveryChoice | None]:
    """The newest backup that is still what its proof says and can be restored; a bad one is passed over."""
    for backup in BackupFolder(folder / paths.BACKUPS).backups():
        if backup.proof is None:
            continue
        try:
            if snapshot.prove(backup.path) != backup.proof:
                continue
            prepared = restore.prepare(backup.path, folder)
            recode_prepared(prepared.copy, folder)
        except DatabaseError:
            continue
        return backup, RecoveryChoice(prepared.copy, prepared.inside)
    return None, None


def _place(folder: Path) -> Path:
    """A new folder of the owner's alone for what is only prepared."""
    for number in range(_MOST):
        place = folder / f"{RECOVERING}{number}"
        try:
            place.mkdir(mode=paths.OWNER_ONLY)
        except FileExistsError:
            continue
        except OSError as error:
            raise DatabaseError(f"The data folder {folder} cannot be written: {error.strerror or error}.") from error
        return place
    raise DatabaseError(f"There are too many unfinished recoveries in {folder}; remove them.")


def use(database: Path, choice: RecoveryChoice, now: Callable[[], datetime]) -> Path:
    """Set the damaged files aside and put what was chosen in their place; returns the folder they lie in now.

    Until the last step the damaged file stays where it is, so that nothing is lost whenever this is broken off: what
    was chosen is on disk beside it first. Raises DatabaseError, and the damaged file is in its place again.
    """
    ready = database.with_name(database.name + READY)
    try:
        shutil.copyfile(choice.file, ready)
        with suppress(OSError):  # not every file system keeps rights
            ready.chmod(0o600)
        # On disk before the damaged file moves: from then on this is the only whole one.
        sync(ready)
        aside = _set_aside(database, now())
        ready.replace(database)
        sync_folder(database.parent)
    except (OSError, sqlite.Error) as error:
        raise DatabaseError(f"The damaged file could not be set aside: {error}. Nothing was lost.") from error
    return aside


def finish(database: Path) -> None:
    """Finish a recovery that was broken off after the damaged files were set aside. Raises DatabaseError."""
    ready = database.with_name(database.name + READY)
    try:
        if ready.exists():
            if database.exists():
                ready.unlink()  # it had not come to setting aside: the next look finds everything again
            else:
                _set_aside(database, utc_now())  # a log that is left would be taken for that of the new file
                ready.replace(database)
        for place in database.parent.glob(f"{RECOVERING}*"):
            shutil.rmtree(place, ignore_errors=True)
        restore.remove_left_behind(database.parent)
    except OSError as error:
        raise DatabaseError(f"The data file {database} cannot be opened: {error.strerror or error}.") from error


def begin_empty(database: Path, now: Callable[[], datetime]) -> Path:
    """Set the damaged files aside and leave their place empty; returns the folder they lie in now."""
    try:
        return _set_aside(database, now())
    except OSError as error:
        raise DatabaseError(f"The damaged file could not be set aside: {error}. Nothing was lost.") from error


def require_not_lost(database: Path) -> None:
    """Raise DamagedError when there is no data file, or an empty one, though there is its log, or proven backups."""
    try:
        if database.exists() and database.stat().st_size:
            return
        log = _log_size(database)
    except OSError:
        return
    if log and database.exists():
        raise DamagedError(f"The data file {database} is empty, but its log is not.")
    if BackupFolder(database.parent / paths.BACKUPS).newest_proven() is not None:
        raise DamagedError(f"The data file {database} is gone, but there are backups of it.")


def _log_size(database: Path) -> int:
    log = database.with_name(database.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def _set_aside(database: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    base = database.parent / paths.SET_ASIDE
    base.mkdir(mode=paths.OWNER_ONLY, exist_ok=True)
    aside = next(place for number in range(_MOST) if not (place := base / f"{stamp}-{number}").exists())
    aside.mkdir(mode=paths.OWNER_ONLY)
    keys = database.with_name(paths.KEYS)
    if keys.exists():  # an encrypted file opens with what opens it now, whatever the keys are later
        shutil.copyfile(keys, aside / keys.name)
    moved: list[tuple[Path, Path]] = []
    try:
        for part in _PARTS:  # the database first: what is left of it then says that this was broken off
            here = database.with_name(database.name + part)
            if here.exists():
                here.replace(aside / here.name)
                moved.append((here, aside / here.name))
    except OSError:
        for here, there in reversed(moved):
            there.replace(here)
        raise
    sync_folder(aside)
    return aside
