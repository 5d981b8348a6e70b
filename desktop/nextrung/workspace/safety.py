"""Keeping the data safe: backups and their proof, restoring, erasing, moving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from nextrung import looking, parts, paths
from nextrung.clock import Clock
from nextrung.errors import DatabaseError, NextRungError
from nextrung.store import bin, contents, erase, inside, left, location, moving, people, restore, sqlite
from nextrung.store.backups import second
from nextrung.store.backups.backup_folder import Backup, BackupFolder, Reason
from nextrung.store.backups.proof import Going, go_on
from nextrung.store.backups.second import SecondFolder
from nextrung.store.database import open_database
from nextrung.store.erase import Copies, Receipt
from nextrung.store.inside import Inside
from nextrung.store.left import LeftBehind
from nextrung.store.location import Risk
from nextrung.store.restore import Prepared

__all__ = [
    "BackedUp",
    "Backup",
    "Elsewhere",
    "Inside",
    "LeftBehind",
    "Prepared",
    "Reason",
    "Receipt",
    "Risk",
    "SafetyService",
]

RISK_TOLD = "risk_told"
"""Setting that names the folder whose danger was told."""


class BackedUp(Struct, frozen=True):
    """What came of a backup: the newest one, and why the second folder has no copy of it (empty when it has)."""

    backup: Backup
    second_problem: str


class Elsewhere(Struct, frozen=True):
    """What other folders hold of this data: the second one, and those that it was moved from."""

    second_folder: Path | None
    """The second folder that was looked into."""
    second_newest: Backup | None
    """The newest proven copy in the second folder."""
    second_problem: str
    """Why the second folder cannot have copies now, in one sentence; empty when it can, or none was chosen."""
    left_behind: tuple[LeftBehind, ...]
    problem: str = ""
    """Why a folder that the data was moved from cannot be looked at; empty when it can."""


class SafetyService:
    """What can be done to keep the data safe. What is called ``…_work`` returns work that may run in another thread."""

    def __init__(self, connection: sqlite.Connection, database: Path, clock: Clock) -> None:
        """Work on an open database and the folder it lies in."""
        self._connection = connection
        self._database = database
        self._clock = clock
        self._copied_at = (-1, -1)

    @property
    def database(self) -> Path:
        """The data file."""
        return self._database

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._database.parent

    # backups

    @property
    def backup_folder(self) -> BackupFolder:
        """The backups beside the data."""
        return BackupFolder(self.folder / paths.BACKUPS)

    @property
    def second_folder(self) -> Path | None:
        """The folder that gets a copy of every backup, if one was chosen; it is not looked at."""
        chosen = second.chosen(self._connection)
        return chosen.folder if chosen is not None else None

    def elsewhere_work(self) -> Callable[[], Elsewhere]:
        """Work that looks into other folders, which may lie on a drive or a server that does not answer."""
        # All reading of this connection is done here: it belongs to the thread that opened it.
        chosen, before, here = second.chosen(self._connection), left.moved_from(self._connection), self.folder
        folder = chosen.folder if chosen is not None else None

        def work() -> Elsewhere:
            problem = chosen.problem() if chosen is not None else ""
            newest = None
            try:
                if chosen is not None and not problem:
                    newest = chosen.backup_folder.newest_proven()
                return Elsewhere(folder, newest, problem, left.find(before, here))
            except DatabaseError as error:
                return Elsewhere(folder, newest, problem, (), str(error))

        return work

    @property
    def _second(self) -> SecondFolder | None:
        return second.of(self._connection)

    def choose_second_folder(self, folder: Path | None) -> None:
        """Copy every backup there too from now on; None stops it. Raises DatabaseError when it cannot be used."""
        if folder is not None:
            if looking.resolved(folder) in (looking.resolved(self.folder), looking.resolved(self.backup_folder.folder)):
                raise DatabaseError("The second folder must be another one than the data folder, such as a USB stick.")
            if not folder.is_dir():
                raise DatabaseError(f"The folder {folder} is not there.")
            second.choose(self._connection, folder)
        else:
            second.forget(self._connection)

    def backups(self) -> tuple[Backup, ...]:
        """The backups beside the data, the newest first. Raises DatabaseError."""
        return self.backup_folder.backups()

    def backup_work(self, reason: Reason, going: Going = go_on) -> Callable[[], BackedUp]:
        """Work that backs up what has changed, copies it to the second folder, and thins both. Raises DatabaseError.

        ``going`` is called again and again, and raises DatabaseError to stop it.
        """
        # Looked up here, not in the work: the connection belongs to the thread that opened it.
        backup_folder, elsewhere, database, now = self.backup_folder, self._second, self._database, self._clock.now()

        def work() -> BackedUp:
            backup = backup_folder.add(database, reason, now, going)
            backup_folder.thin()
            problem = ""
            if elsewhere is not None:
                try:
                    elsewhere.copy(backup)
                except DatabaseError as error:
                    problem = str(error)
            return BackedUp(backup, problem)

        return work

    def back_up(self, reason: Reason) -> BackedUp:
        """Back up now, in this thread. Raises DatabaseError."""
        return self.backup_work(reason)()

    def empty_bin_work(self, gone: Sequence[int]) -> Callable[[], int]:
        """Work that backs up, then lets things in the bin go for good; it returns how many. It raises DatabaseError."""
        back_up, database = self.backup_work("deletion"), self._database

        def work() -> int:
            back_up()
            with closing(open_database(database)) as connection:
                return bin.remove(connection, gone)

        return work

    # restoring

    def present(self) -> Inside:
        """What the data holds now."""
        return inside.look(self._connection)

    def prepare_work(self, source: Path) -> Callable[[], Prepared]:
        """Work that looks into a data file to restore. It raises DatabaseError; nothing has changed then or after."""
        folder = self.folder
        return lambda: restore.prepare(source, folder)

    def restore_work(self, prepared: Prepared) -> Callable[[], Backup]:
        """Work that backs the present state up, then puts the prepared one in its place; it returns that backup.

        It raises DatabaseError, and everything is as before. All that was read from the database is out of date then.
        """
        back_up, database = self.backup_work("restore"), self._database

        def work() -> Backup:
            before = back_up().backup
            with closing(open_database(database)) as connection:
                restore.restore(connection, prepared)
            return before

        return work

    # erasing

    def holders_work(self, person: str) -> Callable[[], int]:
        """Work that counts the backups and copies that hold a person, wherever they can be reached.

        It raises DatabaseError.
        """
        database = self._database

        def work() -> int:
            with closing(open_database(database)) as connection:
                return len(erase.holders(connection, person))

        return work

    def erase_work(self, person: str, *, backups: bool) -> Callable[[], Receipt]:
        """Erase a person from the data, and return the work that takes away their traces and says what went.

        The work cleans the file and rewrites backups and copies if wanted; what it cannot do it says in the receipt,
        and it is tried again at every start. Raises DatabaseError, and nothing is erased.
        """
        name = self._name(person)
        rows = erase.erase(self._connection, person, copies=backups)
        moment, database, set_aside = self._clock.moment(), self._database, self._set_aside()
        chosen, beside = second.chosen(self._connection), self.backup_folder.folder

        def work() -> Receipt:
            own = (database.parent, beside, *((chosen.place,) if chosen and not chosen.problem() else ()))
            restore.remove_left_behind(database.parent)
            unfinished = parts.sweep(database.parent, own)
            traces = erase.clean_file(database)
            # Also without a wish for this person: earlier wishes may still be waiting.
            copies = erase.erase_from_copies(database)
            if not backups:
                copies = erase.held(database, person)
            return Receipt(
                name,
                moment,
                rows,
                copies.rewritten,
                copies.still_held,
                set_aside,
                copies.left_at,
                traces,
                copies.waiting,
                unfinished,
            )

        return work

    def finish_erasing_work(self) -> Callable[[], Copies]:
        """Work that goes on with an erasing that was broken off; what fails is tried again at the next start."""
        database = self._database

        def work() -> Copies:
            erase.clean_file(database)
            return erase.erase_from_copies(database)

        return work

    def _name(self, person: str) -> str:
        """The name of somebody who is here, or in the bin. Raises NextRungError."""
        here = people.by_id(self._connection, person)
        if here is not None:
            return here.name
        for one in bin.entries(self._connection, person):
            if one.kind == "person":
                return str(one.root["name"])
        raise NextRungError("This person is not here any more.")

    def _set_aside(self) -> int:
        """How many damaged files lie set aside: nobody can say whom they hold."""
        folder = self.folder / paths.SET_ASIDE
        return sum(1 for _ in folder.glob("*/*.db")) if folder.is_dir() else 0

    # where the data lies

    def risk(self) -> Risk | None:
        """Why the data folder is a dangerous place for it, or None."""
        return location.risk(self.folder)

    def is_open_to_others(self) -> bool:
        """Whether other accounts of this computer can read the data file."""
        return location.is_open_to_others(self.folder, self._database)

    def risk_not_told(self) -> Risk | None:
        """The danger of the data folder the first time it is asked for there; None from then on."""
        found = self.risk()
        if found is None or contents.setting(self._connection, RISK_TOLD) == str(self.folder):
            return None
        # By folder, so that data that lie elsewhere now are warned of once more.
        contents.keep_setting(self._connection, RISK_TOLD, str(self.folder))
        return found

    def copy_work(self, folder: Path) -> Callable[[], Path]:
        """Work that copies the data to another folder, proven, before it is moved. It raises DatabaseError."""
        # Refused here, though the folder in use is only warned of: nobody should be moved into a danger.
        if location.risk(folder) is not None:
            raise DatabaseError(
                f"{folder} lies on a network or is kept in step with other computers; choose a folder on this one only."
            )
        back_up, database = self.backup_work("move"), self._database
        # Noted before the copy begins, so that what is saved while it is made counts as not copied.
        self._copied_at = self._changes()

        def work() -> Path:
            back_up()
            return moving.copy_to(database, folder)

        return work

    def bring_copy_up_to_date(self, folder: Path) -> None:
        """Copy the data once more when something was saved since ``copy_work`` began. Raises DatabaseError."""
        if self._changes() == self._copied_at:
            return
        try:
            moving.copy_again(self._database, folder)
        except (OSError, sqlite.Error) as error:
            raise DatabaseError(f"The data could not be copied to {folder}: {error}. It stays where it is.") from error

    def delete_left_work(self) -> Callable[[], int]:
        """Work that deletes what stays where the data was moved from; it returns how many files went.

        It raises DatabaseError, and what could not be deleted is still there.
        """
        before, here = left.moved_from(self._connection), self.folder
        return lambda: left.delete(left.find(before, here), here)

    def _changes(self) -> tuple[int, int]:
        """Different whenever something was saved, through this connection or another one."""
        return self._connection.total_changes, int(self._connection.execute("PRAGMA data_version").fetchone()[0])
