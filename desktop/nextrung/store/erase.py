"""Erases a person wholly: rows, free pages, write-ahead log, and on request every backup and every copy left behind.

What is still to do is kept in the data file until it is done: when the rows go, the file is marked as not clean and the
wish to erase from the copies is kept, all in one transaction. Whatever breaks in between, the next start goes on.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from nextrung import answering, paths
from nextrung.errors import DatabaseError
from nextrung.store import contents, drafts, left, sqlite
from nextrung.store.backups import second, snapshot
from nextrung.store.backups.backup_folder import Backup, BackupFolder
from nextrung.store.backups.snapshot import row_counts
from nextrung.store.database import file_of, open_database, writing
from nextrung.store.unfinished import UNCLEAN, WISH
from nextrung.whole_file import written_whole

Wanted = Callable[[str], bool]
"""Whether an id is that of somebody who is to be erased."""


class Receipt(Struct, frozen=True):
    """What went: rows by table, how many copies were rewritten, and how many still hold the person.

    ``set_aside`` counts damaged files that were set aside, which may hold anybody. ``left_at`` is a folder that the
    data was moved from, if it still holds the person. ``traces`` says why old places in the file could not be cleaned,
    ``waiting`` why copies could not be reached: both are tried again at every start. ``unfinished`` are files that a
    killed program left and that cannot be taken away now.
    """

    name: str
    at: str
    rows: dict[str, int]
    rewritten: int
    still_held: int
    set_aside: int
    left_at: Path | None = None
    traces: str = ""
    waiting: str = ""
    unfinished: tuple[Path, ...] = ()


class Copies(Struct, frozen=True):
    """What became of the copies: how many were rewritten and still hold somebody; why some could not be reached."""

    rewritten: int
    still_held: int
    waiting: str = ""
    left_at: Path | None = None


def erase(connection: sqlite.Connection, person: str, *, copies: bool = False) -> dict[str, int]:
    """Erase a person from the database; returns the rows that went, by table. ``finish`` takes their traces away.

    With ``copies`` the wish to erase them from backups and copies is kept until ``finish_copies`` has done it. Raises
    DatabaseError, and nothing is erased.
    """
    # Deleted content is overwritten with zeros, instead of only being unlinked in its page.
    connection.execute("PRAGMA secure_delete = ON")
    with writing(connection):
        # Counted, since a cursor does not count the rows that go by a foreign key (sqlite3_changes).
        before = row_counts(connection)
        _delete(connection, person)
        after = row_counts(connection)
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, 'yes')", (UNCLEAN,))
        if copies:
            wish = (WISH + _secret(person), "yes")
            connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", wish)
    return {table: before[table] - after[table] for table in before if before[table] != after[table]}


def _secret(person: str) -> str:
    """What a wish keeps of an id, so that the id itself is gone from the data."""
    # Ids are random, so a hash of one cannot be guessed back to it.
    return hashlib.sha256(person.encode()).hexdigest()[:32]


def _delete(connection: sqlite.Connection, person: str) -> None:
    """The row of the person takes all others along; the bin may hold more, and the settings name the current person."""
    connection.execute("DELETE FROM person WHERE id = ?", (person,))
    if _has_bin(connection):
        connection.execute("DELETE FROM bin WHERE person = ?", (person,))
    connection.execute("DELETE FROM setting WHERE value = ?", (person,))
    connection.execute("DELETE FROM setting WHERE name = ?", (contents.CHOSEN + person,))
    drafts.drop_about(connection, person)


def _has_bin(connection: sqlite.Connection) -> bool:
    """A backup of an older version has none."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'bin'").fetchone() is not None


def _everybody(connection: sqlite.Connection) -> tuple[str, ...]:
    """The ids of all people in a data file, in its bin as well. Raises sqlite.Error."""
    binned = " UNION SELECT person FROM bin WHERE person IS NOT NULL" if _has_bin(connection) else ""
    return tuple(str(person) for (person,) in connection.execute(f"SELECT id FROM person{binned}").fetchall())


def finish(connection: sqlite.Connection) -> str:
    """Clean a database that somebody was erased from, if that is still to do; returns why it failed, else nothing.

    It is tried again at every start: the program may have been killed, or the disk full.
    """
    try:
        if contents.setting(connection, UNCLEAN) is not None:
            clean(connection)
            with writing(connection):
                connection.execute("DELETE FROM setting WHERE name = ?", (UNCLEAN,))
    except DatabaseError as error:
        return str(error)
    return ""


def clean_file(database: Path) -> str:
    """``finish`` with a connection of its own, in another thread."""
    try:
        with closing(open_database(database)) as connection:
            return finish(connection)
    except (DatabaseError, OSError) as error:
        return str(error)


def erase_from_copies(database: Path) -> Copies:
    """``finish_copies`` with a connection of its own, in another thread."""
    try:
        with closing(open_database(database)) as connection:
            return finish_copies(connection)
    except (DatabaseError, OSError) as error:
        return Copies(0, 0, str(error))


def clean(connection: sqlite.Connection) -> None:
    """Write the database anew without free pages and empty its write-ahead log. Raises DatabaseError."""
    try:
        connection.execute("PRAGMA temp_store = MEMORY")  # nothing of it in a temporary file
        # VACUUM goes through the log, so the log is copied into the file and cut to nothing only after it.
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except (sqlite.Error, DatabaseError) as error:
        raise DatabaseError(f"Old places in the data file could not be cleaned: {error}") from error
    if busy:
        raise DatabaseError("Old places in the data file could not be cleaned: they are still in use.")


def finish_copies(connection: sqlite.Connection) -> Copies:
    """Erase from backups and copies whoever is still wished to be erased there; a wish goes when it is fulfilled.

    Raises DatabaseError. What cannot be reached or rewritten now is tried again the next time.
    """
    wishes = _wishes(connection)
    if not wishes:
        return Copies(0, 0)

    def wanted(person: str) -> bool:
        return _secret(person) in wishes

    done = _erase_everywhere(connection, wanted)
    # Looked at anew: a wish goes only when no copy that can be read holds anybody wished away.
    readable_holders = any(who_is_in(path, wanted) for path, _ in all_copies(connection))
    if not done.waiting and not readable_holders:
        with writing(connection):
            connection.executemany("DELETE FROM setting WHERE name = ?", [(WISH + one,) for one in wishes])
        # The wishes held secrets made of ids: they leave the log as well.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return done


def held(database: Path, person: str) -> Copies:
    """How many backups and copies hold a person, with a connection of its own: nothing is changed."""
    try:
        with closing(open_database(database)) as connection:
            found = holders(connection, person)
            left_at = next((path.parent for path in found if _is_left_behind(connection, path)), None)
            return Copies(0, len(found), "", left_at)
    except DatabaseError as error:
        return Copies(0, 0, str(error))


def _is_left_behind(connection: sqlite.Connection, path: Path) -> bool:
    """Whether a copy lies in a folder that the data was moved from."""
    return any(folder in path.parents for folder in left.moved_from(connection))


def _wishes(connection: sqlite.Connection) -> frozenset[str]:
    """The secrets of those who are to be erased from copies; whoever is back in the data is not among them."""
    rows = connection.execute("SELECT name FROM setting WHERE substr(name, 1, ?) = ?", (len(WISH), WISH)).fetchall()
    back = {_secret(person) for person in _everybody(connection)}
    kept = frozenset(name.removeprefix(WISH) for (name,) in rows)
    if kept & back:
        with writing(connection):
            connection.executemany("DELETE FROM setting WHERE name = ?", [(WISH + one,) for one in kept & back])
    return kept - back


def _erase_everywhere(connection: sqlite.Connection, wanted: Wanted) -> Copies:
    rewritten = still_held = 0
    left_at = None
    for path, backup_folder in all_copies(connection):
        # None is not (): a copy that cannot be read may hold anybody, so it is tried and counted.
        if who_is_in(path, wanted) == ():
            continue
        try:
            _erase_from(path, backup_folder, wanted)
            rewritten += 1
        except DatabaseError:
            still_held += 1
            left_at = path.parent if _is_left_behind(connection, path) else left_at
    return Copies(rewritten, still_held, out_of_reach(connection), left_at)


def out_of_reach(connection: sqlite.Connection) -> str:
    """Why not all places with copies can be reached, in one sentence; empty when they can."""
    chosen = second.of(connection)
    problem = chosen.problem() if chosen is not None else ""
    here = file_of(connection).parent
    away = [folder for folder in left.moved_from(connection) if folder != here and not answering.is_folder(folder)]
    return problem or (f"The folder {away[0]}, where the data lay before, is not there now." if away else "")


def _shelves(connection: sqlite.Connection) -> tuple[BackupFolder, ...]:
    here = file_of(connection).parent
    chosen = second.of(connection)
    there = (chosen.backup_folder,) if chosen is not None and not chosen.problem() else ()
    return (BackupFolder(here / paths.BACKUPS), *there, *left.backup_folders(connection, here))


def all_copies(connection: sqlite.Connection) -> Iterator[tuple[Path, tuple[BackupFolder, Backup] | None]]:
    """Every backup with its folder, and every renamed data file, that can be reached. Raises DatabaseError."""
    for backup_folder in _shelves(connection):
        for backup in backup_folder.backups():
            yield backup.path, (backup_folder, backup)
    for folder in left.folders(connection, file_of(connection).parent):
        for path in left.old_copies(folder):
            yield path, None


def holders(connection: sqlite.Connection, person: str) -> tuple[Path, ...]:
    """The backups and copies that hold a person, or cannot be read to find out. Raises DatabaseError."""
    return tuple(path for path, _ in all_copies(connection) if who_is_in(path, lambda one: one == person) != ())


def who_is_in(path: Path, wanted: Wanted) -> tuple[str, ...] | None:
    """Who of those wanted is in a copy; None when it cannot be read."""
    try:
        with closing(snapshot.closed(path)) as copy:
            return tuple(person for person in _everybody(copy) if wanted(person))
    except (sqlite.Error, UnicodeError):
        return None


def _erase_from(path: Path, in_backup_folder: tuple[BackupFolder, Backup] | None, wanted: Wanted) -> None:
    """Rewrite a copy without those wanted, and prove it again. Raises DatabaseError, and the copy is as it was."""

    def change(copy: sqlite.Connection) -> None:
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("PRAGMA temp_store = MEMORY")
        for person in _everybody(copy):
            if wanted(person):
                _delete(copy, person)
        copy.commit()
        # A copy may be in WAL mode: what VACUUM writes must be in the file itself, which is all that is kept.
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("VACUUM")

    if in_backup_folder is not None:
        backup_folder, backup = in_backup_folder
        backup_folder.rewrite(backup, change)
        return
    try:
        with written_whole(path) as beside:
            shutil.copyfile(path, beside)
            with closing(sqlite.connect(beside)) as copy:
                change(copy)
            snapshot.prove(beside)
    except (OSError, sqlite.Error, UnicodeError) as error:
        raise DatabaseError(f"{path} could not be rewritten: {error}.") from error
