"""The second folder for backups: a stick or a drive, known again by a mark that was left on it when it was chosen."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from msgspec import Struct

from nextrung import answering
from nextrung.errors import DatabaseError
from nextrung.store import contents, identity, sqlite
from nextrung.store.backups.backup_folder import Backup, BackupFolder
from nextrung.whole_file import written_whole

FOLDER = "backup_folder"
"""Setting that names the folder."""
MARKED = "backup_folder_mark"
"""Setting that holds what the mark there says."""
MARK = "nextrung-second-folder.json"


class SecondFolder(Struct, frozen=True):
    """A folder that gets a copy of every backup; ``mark`` is what was left there to know it by."""

    folder: Path
    place: Path
    mark: str

    @property
    def backup_folder(self) -> BackupFolder:
        """The backups there, of this data only; nothing is written while another disk is in its place."""
        return BackupFolder(self.place, self.require)

    def problem(self) -> str:
        """Why nothing can be written there now, in one sentence; empty when it can."""
        # Within seconds: a stick or server that hangs must not hold up a backup.
        if not answering.is_folder(self.folder):
            return f"The second folder {self.folder} is not there now, so it has no copy of the newest backup."
        try:
            raw = json.loads((self.place / MARK).read_text(encoding="utf-8"))
            known = isinstance(raw, dict) and bool(self.mark) and raw.get("mark") == self.mark
        except FileNotFoundError:
            known = False
        except (OSError, ValueError, RecursionError) as error:
            return f"The second folder {self.folder} cannot be read: {getattr(error, 'strerror', None) or error}."
        if known:
            return ""
        return (
            f"The disk at {self.folder} is another one than was chosen for second copies, so nothing is written there."
            " Connect the right one, or choose the folder again in the settings."
        )

    def require(self) -> None:
        """Raise DatabaseError when nothing can be written there now."""
        problem = self.problem()
        if problem:
            raise DatabaseError(problem)

    def copy(self, backup: Backup) -> Backup:
        """Have a copy of a backup there, and thin them; returns the copy. Raises DatabaseError."""
        self.require()
        copy = self.backup_folder.add_copy(backup)
        self.backup_folder.thin()
        return copy


def chosen(connection: sqlite.Connection) -> SecondFolder | None:
    """The second folder that was chosen, if one was; it is not looked at."""
    folder = contents.setting(connection, FOLDER)
    if not folder:
        return None
    mark = contents.setting(connection, MARKED) or ""
    # Part of the name tells the backups of several data files apart that share one stick.
    return SecondFolder(Path(folder), Path(folder) / f"Next Rung backups {identity.of(connection)[:8]}", mark)


def of(connection: sqlite.Connection) -> SecondFolder | None:
    """The second folder that was chosen, to be written to.

    A folder chosen with 0.1.0 has no mark; it gets one as soon as the copies of this data are seen there.
    """
    second = chosen(connection)
    if second is not None and not second.mark and answering.is_folder(second.folder) and second.backup_folder.backups():
        return choose(connection, second.folder)
    return second


def choose(connection: sqlite.Connection, folder: Path) -> SecondFolder:
    """Leave a mark in a folder, and have a copy of every backup there from now on. Raises DatabaseError."""
    place = folder / f"Next Rung backups {identity.of(connection)[:8]}"
    # Drawn at random: two sticks may have the same name and label, and be mounted at the same place.
    second = SecondFolder(folder, place, uuid.uuid4().hex)
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        with written_whole(place / MARK) as beside:
            beside.write_text(json.dumps({"mark": second.mark}) + "\n", encoding="utf-8")
    except OSError as error:
        raise DatabaseError(f"The folder {folder} cannot be written: {error.strerror or error}.") from error
    # The mark first: a folder that is named with another mark, or with none, is never written to.
    contents.keep_setting(connection, MARKED, second.mark)
    contents.keep_setting(connection, FOLDER, str(folder))
    return second


def forget(connection: sqlite.Connection) -> None:
    """No second copies from now on; those there stay. Raises DatabaseError."""
    contents.keep_setting(connection, FOLDER, "")
