"""Backups and renamed data files, which are encrypted or made plain after the data themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct

from nextrung import paths
from nextrung.errors import DatabaseError
from nextrung.keys import beginning, held
from nextrung.store import erase, sqlite
from nextrung.store.backups.backup_folder import Backup, BackupFolder
from nextrung.store.encryption.recoding import copy_like
from nextrung.whole_file import written_whole


class Copy(Struct, frozen=True):
    """A backup with its folder, or a data file that was renamed when the data were moved."""

    path: Path
    kept: tuple[BackupFolder, Backup] | None

    @property
    def is_plain(self) -> bool:
        """Whether it is not encrypted."""
        return beginning.is_plain(self.path)

    def recode(self, database: Path) -> None:
        """Encrypt it as the data file is, or make it plain. Raises DatabaseError, and it is as it was."""
        if self.kept is not None:
            shelf, backup = self.kept
            shelf.recode(backup, database)
            return
        keys, place = database.with_name(paths.KEYS), self.path.with_suffix(held.ENDING)
        try:
            if keys.exists():
                with written_whole(place) as beside:
                    shutil.copyfile(keys, beside)
            with written_whole(self.path) as beside:
                copy_like(self.path, beside, database.parent)
            if not keys.exists():
                place.unlink(missing_ok=True)
        except OSError as error:
            raise DatabaseError(f"{self.path} could not be written anew: {error.strerror or error}.") from error

    def delete(self) -> None:
        """Take it away. Raises DatabaseError."""
        if self.kept is not None:
            shelf, backup = self.kept
            shelf.remove(backup)
            return
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise DatabaseError(f"{self.path} could not be deleted: {error.strerror or error}.") from error


def found(connection: sqlite.Connection) -> tuple[Copy, ...]:
    """All backups and copies of the open data that can be reached. Raises DatabaseError."""
    return tuple(Copy(path, kept) for path, kept in erase.all_copies(connection))
