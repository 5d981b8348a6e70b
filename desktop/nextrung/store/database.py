"""Opens the SQLite file: durable writes, foreign keys, and the newest schema."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nextrung import __version__, looking
from nextrung.errors import DamagedError, DatabaseError, DiskFullError, NewerError, UnreadPartError
from nextrung.keys import held
from nextrung.keys.refusals import KeysError
from nextrung.lazy import lazy
from nextrung.store import migrations, sqlite
from nextrung.store.connection import FAILURES, PRIMARY, Connection, is_damage, is_other_schema, reason

if TYPE_CHECKING:
    from nextrung.store import room_left
    from nextrung.store import whole as store_whole
else:
    room_left = lazy("nextrung.store.room_left")
    store_whole = lazy("nextrung.store.whole")

OWNER_ONLY = 0o600
NEEDED_VERSION = "needed_version"
"""Setting that names the oldest version of the program that can open the database."""
IN_MEMORY = "nextrung-only-to-look-"
"""How databases that lie in memory are called."""
ONLY_TO_LOOK = "This could not be saved: the disk was full at the start. Make room on it, then start Next Rung again."
UNREAD_BEFORE = (
    "This could not be saved: a part of the encrypted data could not be read before, so nothing is written over it."
    " Start Next Rung again. Everything saved before is still there."
)
ONLY_READ = "This could not be saved: the data was opened only to be read."
_TRIES = 5
"""How often a closed database is looked at that somebody opens and closes meanwhile."""
T = TypeVar("T")


def open_database(path: Path, before_migration: Callable[[], None] | None = None) -> Connection:
    """Open or create the database with write-ahead log, full synchronisation and foreign keys, at the newest schema.

    ``before_migration`` is called before the schema of an existing database changes; when it raises, nothing changes.
    A database that was not closed cleanly is checked as a whole. Raises DatabaseError in one sentence when the file is
    no database, comes from a newer version or cannot be written, DamagedError when it is damaged, DiskFullError when
    there is no room to open it. A refused file and its log keep every byte; a new one that cannot be filled is removed.
    """
    if path.name.startswith(IN_MEMORY):
        raise DiskFullError(ONLY_TO_LOOK)
    # Asked first: SQLite takes the log away when the last connection closes.
    unclean = left_unclean(path)
    try:
        new = _create(path)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        looked = new or _look_into(path, whole=unclean)
        connection = _connect(path, before_migration)
        if unclean and not looked:
            _require_whole_or_close(connection)
    except Exception as error:  # the migration library has errors of its own for a schema that does not fit
        if new:
            _remove(path)
        raise _refused(path, error) from error
    return connection


def _create(path: Path) -> bool:
    """Create the file, the owner's alone where that can be had; False when it was there. Raises OSError."""
    if path.exists():
        return False
    # Made before SQLite does: that would give the file the rights that the umask leaves, and its log the same.
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
    with suppress(OSError):  # some file systems keep no rights: what can be read and written there is used all the same
        path.chmod(OWNER_ONLY)  # whatever the umask takes away
    return True


def _remove(path: Path) -> None:
    """Take a new file away again, so that the next start finds none instead of an empty one."""
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + end).unlink(missing_ok=True)


def _connect(path: Path, before_migration: Callable[[], None] | None) -> Connection:
    connection = sqlite.connect(path, factory=Connection)
    try:
        connection.watch(path)
        # Foreign keys are off in every new connection, and cannot be switched inside a transaction.
        # FULL puts the log on disk at each commit; with NORMAL a power cut could take back answers said to be saved.
        # The timeout is for work in threads, which writes through connections of its own.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 2000"):
            connection.execute(f"PRAGMA {pragma}")
        with suppress(OSError):
            _check_mark(path).unlink(missing_ok=True)
        if migrations.pending(connection):
            if before_migration is not None and migrations.applied(connection):
                before_migration()
            migrations.apply(connection)
            _keep_needed_version(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_to_look(path: Path) -> Connection:
    """The database as it is on disk, in memory and at the newest schema, for a disk without room: nothing can be saved.

    Nothing is written to the disk. Raises DatabaseError like ``open_database``.
    """
    if not path.exists() or not path.stat().st_size:
        message = f"The disk is full, so Next Rung cannot begin in {path.parent}; make room there and try again."
        raise DiskFullError(message)
    return _in_memory(path, lambda copy: _copy_alone(path, copy), ONLY_TO_LOOK)


def open_copy(path: Path) -> Connection:
    """The same of a database that another program may have open, or that lies where nothing can be written."""

    def read(copy: Connection) -> None:
        read_beside_others(path, lambda connection: connection.backup(copy))

    return _in_memory(path, read, ONLY_READ)


def read_beside_others(path: Path, look: Callable[[sqlite.Connection], T]) -> T:
    """What ``look`` finds in a database that may be in use; beside a closed one nothing is written.

    It looks anew where the file changed meanwhile. Raises sqlite.Error, and what ``look`` raises.
    """
    for _ in range(_TRIES):
        before = _state(path)
        in_use = path.with_name(f"{path.name}-wal").exists()
        # Without a log nobody has it open, and without "immutable" SQLite would make a log beside it to look at it.
        # But then SQLite takes no lock either: a window that opens, saves and closes meanwhile would be seen in part.
        try:
            looked = sqlite.connect(looking.resolved(path), "ro", immutable=not in_use, isolation_level=None)
            with closing(looked) as connection:
                found = look(connection)
        except Exception:
            if in_use or _state(path) == before:
                raise
        else:
            # What a window saved since lies in its log, so a file that is as it was held one moment all the time.
            if in_use or _state(path) == before:
                return found
    raise sqlite.OperationalError("another program keeps writing to it")


def _state(path: Path) -> tuple[int, ...]:
    """What changes whenever a file is written or another takes its place."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _in_memory(path: Path, read: Callable[[Connection], None], why: str) -> Connection:
    """A copy of the database in memory, at the newest schema; each change is refused with ``why``.

    ``read`` copies the database into the connection that it is given.
    """
    # A name of its own: all connections of the process that name one share it, so that other threads can open it.
    name = f"{IN_MEMORY}{uuid.uuid4().hex}"
    connection = sqlite.in_memory(name, factory=Connection, like=path)
    connection.name_in_memory = name
    try:
        read(connection)
        require_not_newer(connection, path)
        if migrations.pending(connection):
            migrations.apply(connection)
        connection.execute("PRAGMA query_only = ON")
    except Exception as error:
        connection.close()
        raise _refused(path, error) from error
    connection.only_to_look = why
    return connection


def _copy_alone(path: Path, copy: Connection) -> None:
    """Copy a database that nobody else has, with what stands in its log. Raises sqlite.Error."""
    with closing(sqlite.connect(path, "rw", isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # else SQLite makes an index of the log, on the full disk
        connection.execute("PRAGMA query_only = ON")
        connection.backup(copy)


def left_unclean(path: Path) -> bool:
    """Whether the program that had the database last did not close it, or saw damage in it.

    SQLite removes its log when the last connection closes; a log that is still there was left by a crash.
    """
    log = path.with_name(path.name + "-wal")
    try:
        return _check_mark(path).exists() or (log.exists() and log.stat().st_size > 0)
    except OSError:
        return False


def ask_for_check(path: Path) -> None:
    """Have the database checked as a whole when it is opened next, because damage was seen in it."""
    with suppress(OSError):
        _check_mark(path).touch(mode=OWNER_ONLY)


def _check_mark(path: Path) -> Path:
    return path.with_name(path.name + "-check")


def _require_whole(connection: sqlite.Connection) -> None:
    found = store_whole.fault(connection)
    if found:
        raise DamagedError(found)


def _keep_needed_version(connection: Connection) -> None:
    """Note which version of the program the new schema needs, for older ones that meet it."""
    with writing(connection):
        connection.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (NEEDED_VERSION, __version__),
        )


def _look_into(path: Path, *, whole: bool) -> bool:
    """Read the schema, and check all of it if ``whole``, without changing a byte of the file or its log.

    Returns whether it could be done: not while a transaction waits to be undone, for which SQLite has to write.

    Raises DatabaseError, and what ``FAILURES`` names.
    """
    if whole and path.stat().st_size == 0:
        raise DamagedError(f"The data file {path} is empty, but something was written to it.")  # SQLite drops the log
    try:
        with closing(sqlite.connect(path, "ro")) as connection:
            require_not_newer(connection, path)
            if whole:
                _require_whole(connection)
    except sqlite.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite.SQLITE_READONLY:
            return False
        raise
    return True


def _require_whole_or_close(connection: Connection) -> None:
    try:
        _require_whole(connection)
    except BaseException:
        connection.close()
        raise


def require_not_newer(connection: sqlite.Connection, path: Path) -> None:
    """Raise DatabaseError, naming the version that is needed, when a newer program has changed the schema."""
    # By the names of steps, not their number: a step that is not known changed the schema in a way that is not known.
    if migrations.applied(connection) - set(migrations.STEPS):
        needed = _needed_version(connection)
        version = f"version {needed} or newer" if needed else "that version"
        raise NewerError(f"The data file {path} was written by a newer Next Rung; open it with {version}.")


def _needed_version(connection: sqlite.Connection) -> str:
    try:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (NEEDED_VERSION,)).fetchone()
    except sqlite.Error:
        return ""
    # Written by a program that this one knows nothing of: no more of it than a version takes goes into a sentence.
    return str(row[0])[:20] if row else ""


def _refused(path: Path, error: Exception) -> DatabaseError:
    cause = error.__cause__ if isinstance(error, DatabaseError) and error.__cause__ else error
    if room_left.is_full(path.parent, cause):
        return DiskFullError(f"The disk is full, so there is no room in {path.parent} to open the data file.")
    if isinstance(error, (NewerError, KeysError)) or (isinstance(error, DatabaseError) and isinstance(cause, OSError)):
        return error  # it says itself what is in the way
    if isinstance(cause, OSError):
        return DatabaseError(f"The data file {path} cannot be opened: {reason(cause)}.")
    damaged = is_damage(cause) or is_other_schema(cause) or isinstance(error, DamagedError)
    kind = DamagedError if damaged else DatabaseError
    return kind(f"The data file {path} cannot be read: {reason(cause)}. Nothing in it was changed.")


def file_of(connection: sqlite.Connection) -> Path:
    """The file behind an open database, or its name in memory; for ``open_reading``."""
    name = connection.name_in_memory if isinstance(connection, Connection) else ""
    return Path(name or connection.execute("PRAGMA database_list").fetchone()[2])


def open_reading(path: Path) -> sqlite.Connection:
    """Open a second connection that only reads, for work in another thread. Raises DatabaseError."""
    try:
        if path.name.startswith(IN_MEMORY):
            return sqlite.in_memory(path.name, only_read=True)
        return sqlite.connect(path, "ro")
    except sqlite.Error as error:
        raise DatabaseError(f"The data file {path} cannot be read: {reason(error)}.") from error


def _is_closed_to_writing(connection: Connection, cause: BaseException) -> bool:
    """Whether SQLCipher writes nothing more, because a page could not be read before; other connections still can."""
    is_refused = getattr(cause, "sqlite_errorcode", 0) & PRIMARY == sqlite.SQLITE_READONLY
    return is_refused and held.of_folder(file_of(connection)) is not None


@contextmanager
def writing(connection: sqlite.Connection) -> Iterator[sqlite.Connection]:
    """One transaction: on disk when the block ends, undone when it raises. Raises DatabaseError if it fails."""
    if isinstance(connection, Connection):
        connection.require_writable()
    try:
        # IMMEDIATE waits for the write lock at once: a reader that turns writer later may fail without any waiting.
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    except (sqlite.Error, DatabaseError) as error:
        # A commit that fails, as on a full disk, leaves the transaction open.
        if connection.in_transaction:
            connection.rollback()
        cause = error.__cause__ if isinstance(error, DatabaseError) else error
        if not isinstance(cause, FAILURES):
            raise
        if isinstance(connection, Connection) and _is_closed_to_writing(connection, cause):
            raise UnreadPartError(UNREAD_BEFORE) from cause
        kind = DamagedError if is_damage(cause) else DatabaseError
        raise kind(f"This could not be saved: {reason(cause)}. Everything saved before is still there.") from cause
