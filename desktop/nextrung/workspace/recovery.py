"""What can be done before there is a workspace: going on after damage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from nextrung import paths
from nextrung.clock import utc_now
from nextrung.errors import DamagedError, NextRungError
from nextrung.store import recovery
from nextrung.store.backups.backup_folder import Backup
from nextrung.store.connection import is_other_schema
from nextrung.store.inside import Inside
from nextrung.store.lock import FolderLock
from nextrung.store.recovery import Recovery
from nextrung.store.salvage import Salvaged

__all__ = ["Backup", "Inside", "Recovery", "RecoveryService", "Salvaged"]


def is_damage(failure: Exception) -> bool:
    """Whether a failure of a start whose database was opened says that it is damaged, or holds what it never held.

    So does whatever the program itself did not foresee; a missing right, file or memory has other reasons.
    """
    if isinstance(failure, DamagedError) or is_other_schema(failure.__cause__):
        return True
    return not isinstance(failure, (NextRungError, OSError, MemoryError))


def why_not_here(folder: Path) -> str:
    """Why a folder cannot be the data folder, in one sentence; empty when it can: it holds data, or nothing."""
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        return f"The folder {folder} cannot be read: {error.strerror or error}."
    if not names or names & {paths.DATABASE, paths.BACKUPS, paths.SET_ASIDE}:
        return ""
    return f"There are other files in {folder}, and no data of Next Rung; choose another folder, or an empty one."


class RecoveryService:
    """Goes on after damage, with the data folder locked from ``__enter__`` to ``__exit__``."""

    def __init__(self, database: Path, now: Callable[[], datetime] = utc_now) -> None:
        self.database = database
        self.now = now
        self._lock = FolderLock(self.database.parent)

    def __enter__(self) -> RecoveryService:
        """Take the lock. Raises InUseError."""
        self._lock.acquire()
        return self

    def __exit__(self, *_error: object) -> None:
        self._lock.release()

    def look_work(self) -> Callable[[], Recovery]:
        """Work that finds what can be read and the newest backup. It raises DatabaseError; the file is only read."""
        database = self.database
        return lambda: recovery.look_for(database)

    def use_recovered(self, found: Recovery) -> Path:
        """Go on with what could be read; returns where the damaged files lie. Raises DatabaseError, KeyError."""
        if found.recovered is None:
            raise KeyError("recovered")
        return recovery.use(self.database, found.recovered, self.now)

    def use_backup(self, found: Recovery) -> Path:
        """Go on with the newest backup; returns where the damaged files lie. Raises DatabaseError, KeyError."""
        if found.backed_up is None:
            raise KeyError("backup")
        return recovery.use(self.database, found.backed_up, self.now)

    def begin_empty(self) -> Path:
        """Go on with nothing; returns where the damaged files lie. Raises DatabaseError."""
        return recovery.begin_empty(self.database, self.now)
