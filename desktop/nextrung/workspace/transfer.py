"""Everything out, everything in: all data as one file, and such a file merged into what is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from nextrung import looking
from nextrung.clock import Clock, as_moment
from nextrung.errors import DatabaseError
from nextrung.people.person import Person
from nextrung.sealing.refusals import PassphraseNeededError, WrongPassphraseError
from nextrung.sealing.sealed import Sealing
from nextrung.store import migrations, people, restore, sqlite, strangers
from nextrung.store.backups.backup_folder import Reason
from nextrung.store.connection import FAILURES, reason
from nextrung.store.database import file_of, read_beside_others, require_not_newer
from nextrung.store.transfer import reading, writing
from nextrung.store.transfer.merging import Side, Tally
from nextrung.store.transfer.preview import PayData, PersonPreview, TransferPreview
from nextrung.store.transfer.reading import TransferReading
from nextrung.store.transfer.refusals import TransferCancelledError, TransferError, Watch
from nextrung.store.transfer.selection import Selection
from nextrung.store.transfer.writing import SUFFIX, Exported

__all__ = [
    "SUFFIX",
    "Exported",
    "PassphraseNeededError",
    "PayData",
    "PersonPreview",
    "Sealing",
    "Side",
    "Tally",
    "TransferCancelledError",
    "TransferError",
    "TransferPreview",
    "TransferReading",
    "TransferService",
    "Watch",
    "WrongPassphraseError",
    "export",
]


_NO_LETTERS = re.compile(r"[^\w]+")


class TransferService:
    """What can be done about data files. Work handed out may run in another thread: it opens the data by itself."""

    def __init__(
        self,
        connection: sqlite.Connection,
        pay_fits: Callable[[Mapping[str, str]], bool],
        clock: Clock,
        on_taken_in: Callable[[], None],
        backup_work: Callable[[Reason], Callable[[], object]] | None = None,
    ) -> None:
        """Work on the file behind an open database.

        ``on_taken_in`` is called after rows were taken in, ``backup_work`` gives work that keeps the state before.
        """
        self._here = file_of(connection)
        self._pay_fits = pay_fits
        self._clock = clock
        self._on_taken_in = on_taken_in
        self._backup_work = backup_work

    def suggested_name(self) -> str:
        """A name for a file made today."""
        return f"next-rung-{self._clock.today():%Y-%m-%d}{SUFFIX}"

    def suggested_name_of(self, who: str) -> str:
        """The same for the file of one person, who is called so."""
        words = "-".join(_NO_LETTERS.sub(" ", who).split()).lower()
        return f"next-rung-{words or 'person'}-{self._clock.today():%Y-%m-%d}{SUFFIX}"

    def export_work(
        self, path: Path, watch: Watch | None = None, seal: Sealing | None = None, *, person: str = ""
    ) -> Callable[[], Exported]:
        """Work that writes everything into ``path``, sealed or not, whole or not at all.

        With the id of a ``person``, everything that belongs to them and nothing of anybody else. It raises
        TransferError, and SealError for a passphrase or key that nothing can be sealed for.
        """
        here, made_at, watched = self._here, self._clock.moment(), watch or Watch()

        def work() -> Exported:
            require_suffix(path)
            return writing.export(here, path, made_at, watched, seal, of=Selection(person) if person else None)

        return work

    def reading_work(
        self, path: Path, watch: Watch | None = None, passphrase: str | None = None
    ) -> Callable[[], TransferReading]:
        """Work that reads and checks a file and says what it would change, keeping nothing. It raises TransferError.

        A sealed file that opens with a passphrase raises PassphraseNeededError without one, WrongPassphraseError with
        another one. One that is sealed for the key of this data folder opens by itself; else it raises SealError.
        A database of this program comes in like exported data: a backup, or the copy that a synchronised folder made
        where two computers had changed it.
        """
        here, pay_fits, watched = self._here, self._pay_fits, watch or Watch()

        def work() -> TransferReading:
            if _is_database(path):
                return _of_database(path, here, pay_fits, watched)
            return reading.read(path, here, pay_fits, watched, passphrase)

        return work

    def taking_in_work(self, found: TransferReading, side: Side = "here") -> Callable[[], Tally]:
        """Work that backs up the state before, then merges what was read, all or nothing; ``settle`` belongs after it.

        ``side`` says whose rows count where nothing tells which are right. It raises TransferError, DatabaseError, and
        nothing is changed then.
        """
        here = self._here
        back_up = self._backup_work("import") if self._backup_work is not None else None

        def work() -> Tally:
            if back_up is not None:
                back_up()
            return found.take_in(here, side)

        return work

    def settle(self) -> None:
        """Have the workspace look again, after rows were taken in."""
        self._on_taken_in()

    def decide(self, found: TransferReading, person: str) -> None:
        """Say whose a share is that comes for the first time: somebody here, by id, or somebody new, empty.

        Raises TransferError.
        """
        found.decide(self._here, person)

    def take_in(self, found: TransferReading, side: Side = "here") -> Tally:
        """Merge what was read, at once. Raises TransferError, DatabaseError, and nothing is changed."""
        tally = self.taking_in_work(found, side)()
        self.settle()
        return tally


def export(
    database: Path,
    path: Path,
    made_at: str,
    seal: Sealing | None,
    whose: Callable[[Sequence[Person]], Person] | None = None,
) -> Exported:
    """Write everything of a data file, which may be in use, into ``path``. Raises TransferError, SealError.

    ``whose`` chooses one of the people in it, to whom alone the file is to belong; what it raises is raised.
    """
    require_suffix(path)

    def write(connection: sqlite.Connection) -> Exported:
        require_not_newer(connection, database)
        if migrations.pending(connection):
            raise TransferError(
                "The data was written by an older Next Rung; open it once with this one, then export it."
            )
        of = None if whose is None else Selection(whose(people.all_people(connection)).id)
        return writing.export_from(connection, path, made_at, Watch(), seal, of=of)

    try:
        return read_beside_others(database, write)
    except FAILURES as error:
        raise TransferError(f"The data file {database} cannot be read: {reason(error)}.") from error


def require_suffix(path: Path) -> None:
    """Raise TransferError for a name that does not say what is in the file."""
    if path.suffix.lower() != SUFFIX:  # above all not the database itself
        raise TransferError(f"The name of the file must end in {SUFFIX}, so that it is known for what it is.")


def _is_database(path: Path) -> bool:
    """Whether a file begins as a database does; what cannot be looked at is left to who reads it."""
    try:
        return looking.is_file(path) and strangers.is_database(path)
    except OSError:
        return False


def _of_database(
    path: Path, here: Path, pay_fits: Callable[[Mapping[str, str]], bool], watch: Watch
) -> TransferReading:
    """What a database holds, read from a checked copy of it. Raises TransferError."""
    try:
        # A database has no moment of its own; the file's is the nearest to it.
        made_at = as_moment(datetime.fromtimestamp(path.stat().st_mtime, UTC))
        # By way of a file as exported: a strange database then passes the same checks as a strange file, and one merge.
        prepared = restore.prepare(path, here.parent)
    except (DatabaseError, OSError) as error:
        message = str(error).replace("so it cannot be restored", "so nothing of it can come in")
        raise TransferError(message) from error
    try:
        file = prepared.copy.with_suffix(SUFFIX)
        writing.export(prepared.copy, file, made_at, Watch())
        found = reading.read(file, here, pay_fits, watch)
        found.database = path
        return found
    finally:
        prepared.discard()
