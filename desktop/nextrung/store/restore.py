"""Brings a backup back: looked into first, then put in the place of what is there, all of it or nothing."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from nextrung import looking
from nextrung.errors import DamagedError, DatabaseError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.keys import held
from nextrung.keys.refusals import KeysError
from nextrung.store import contents, identity, sqlite, strangers
from nextrung.store.backups import second
from nextrung.store.backups.snapshot import row_counts
from nextrung.store.connection import FAILURES, Connection, reason
from nextrung.store.database import NEEDED_VERSION, file_of, open_database, require_not_newer, writing
from nextrung.store.encryption.recoding import recode_prepared
from nextrung.store.inside import Inside, look
from nextrung.store.left import MOVED_FROM
from nextrung.store.unfinished import RESTORING, WISH
from nextrung.store.whole import fault

OF_THIS_COMPUTER = (identity.SETTING, second.FOLDER, second.MARKED, MOVED_FROM, NEEDED_VERSION)
"""Settings that belong to this computer: a restored backup does not change them."""
_BESIDE = ("", "-wal")


class Prepared(Struct, frozen=True):
    """A checked copy of a data file at the newest schema, ready to be restored; ``discard`` it in the end."""

    source: Path
    copy: Path
    inside: Inside

    def discard(self) -> None:
        """Delete the copy with its folder; what cannot be deleted now goes at the next start."""
        shutil.rmtree(self.copy.parent, ignore_errors=True)


def remove_left_behind(folder: Path) -> None:
    """Remove what a program that was killed in the middle had prepared."""
    for place in folder.glob(f"{RESTORING}*"):
        shutil.rmtree(place, ignore_errors=True)


def prepare(source: Path, folder: Path) -> Prepared:
    """Copy a data file into ``folder``, bring the copy to the newest schema, check it and look inside.

    ``source`` is left as it is. Raises DatabaseError in one sentence.
    """
    try:
        place = Path(tempfile.mkdtemp(prefix=RESTORING, dir=folder))
    except OSError as error:
        raise DatabaseError(f"The data folder {folder} cannot be written: {error.strerror or error}.") from error
    copy = place / "copy.db"
    try:
        _require_file(source)
        for end in _BESIDE:
            # The index of the log ("-shm") is left: SQLite makes it anew from the log.
            part = source.with_name(source.name + end)
            if not end or looking.is_there(part):
                entering.copy(part, place / f"copy.db{end}", entering.BACKUP)
        _require_content(copy, source)
        _require_ours(copy, source)
        with closing(open_database(copy)) as connection:
            inside = look(connection)
            page_size = connection.execute("PRAGMA page_size").fetchone()[0]
            # Takes the log into the file and removes it, so that the copy is one file.
            connection.execute("PRAGMA journal_mode = DELETE")
        _set_page_size(copy, int(page_size))
    except EntryError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise DatabaseError(str(error)) from error
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise DatabaseError(f"{source} cannot be read: {error.strerror or error}.") from error
    except FAILURES as error:
        shutil.rmtree(place, ignore_errors=True)
        raise DatabaseError(f"{source.name} is damaged, so it cannot be restored: {reason(error)}.") from error
    except KeysError:
        shutil.rmtree(place, ignore_errors=True)
        raise
    except DamagedError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise DatabaseError(
            f"{source.name} is damaged or no data file of Next Rung, so it cannot be restored."
        ) from error
    except DatabaseError as error:
        shutil.rmtree(place, ignore_errors=True)
        # Sentences name the copy, in a folder that the person has never seen.
        raise DatabaseError(str(error).replace(str(copy), source.name)) from error
    return Prepared(source, copy, inside)


def _require_file(source: Path) -> None:
    if not looking.is_file(source):
        problem = "is no file" if looking.is_there(source) else "is not there"
        raise DatabaseError(f"{source} {problem}.")


def _require_content(copy: Path, source: Path) -> None:
    if not copy.stat().st_size:
        raise DatabaseError(f"{source.name} is empty, so there is nothing to restore in it.")
    if not strangers.is_database(copy) and not _opens(copy, source):
        raise DatabaseError(f"{source.name} is damaged or no data file of Next Rung, so it cannot be restored.")


def _opens(copy: Path, source: Path) -> bool:
    """Whether a key that is held here opens the copy. Raises LockedBackupError when another one would."""
    held.require_openable(source)
    return held.of_file(copy) is not None


def _require_ours(copy: Path, source: Path) -> None:
    """Raise DatabaseError when the copy holds anything that this program never made, or is damaged."""
    with closing(sqlite.connect(copy)) as connection, strangers.bounded(connection, copy):
        if not strangers.is_ours(connection):
            require_not_newer(connection, copy)
            raise DatabaseError(f"{source.name} is no data file of Next Rung, so it cannot be restored.")
        if fault(connection):
            raise DatabaseError(f"{source.name} is damaged, so it cannot be restored.")


def _set_page_size(copy: Path, page_size: int) -> None:
    """Give a copy the usual page size: SQLite refuses to copy into a database in WAL mode whose pages differ."""
    with closing(sqlite.in_memory()) as usual:
        wanted = int(usual.execute("PRAGMA page_size").fetchone()[0])
    if page_size != wanted:
        with closing(sqlite.connect(copy, isolation_level=None)) as connection:
            # A new page size takes hold with the next VACUUM, and never in WAL mode, which was left before.
            connection.execute(f"PRAGMA page_size = {wanted}")
            connection.execute("VACUUM")


def restore(live: sqlite.Connection, prepared: Prepared) -> None:
    """Put the prepared copy in the place of all that the open database holds, in one transaction.

    Raises DatabaseError, and everything is as before.
    """
    if isinstance(live, Connection):
        live.require_writable()  # copying page by page asks nobody
    kept = {name: contents.setting(live, name) for name in OF_THIS_COMPUTER}
    still_to_erase = "SELECT name, value FROM setting WHERE substr(name, 1, ?) = ?"
    # Wishes to erase outlive a restore, which may bring back the very person.
    kept |= dict(live.execute(still_to_erase, (len(WISH), WISH)).fetchall())
    try:
        recode_prepared(prepared.copy, file_of(live).parent)
        with closing(sqlite.connect(prepared.copy)) as source:
            with writing(source):
                for name, value in kept.items():
                    source.execute("DELETE FROM setting WHERE name = ?", (name,))
                    if value is not None:
                        source.execute("INSERT INTO setting (name, value) VALUES (?, ?)", (name, value))
            wanted = row_counts(source)
            # All pages are copied in one step and one transaction: readers see the old data or the new.
            source.backup(live)
            found = row_counts(live)
    except FAILURES as error:
        raise DatabaseError(f"The backup could not be restored: {reason(error)}. Everything is as it was.") from error
    if found != wanted:
        raise DatabaseError("The backup was not restored as a whole; restore the one made just before, and try again.")
