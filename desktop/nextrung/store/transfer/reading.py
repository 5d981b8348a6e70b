"""Reads a data file into a database of its own, checks all of it, and sets it beside what is kept here."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from nextrung.keys import held
from nextrung.store import sqlite
from nextrung.store.connection import failure, is_damage
from nextrung.store.migrations import number_by_moments
from nextrung.store.tables import BY_NAME, TABLES, StoredTable, Value
from nextrung.store.transfer import arrivals
from nextrung.store.transfer.arrivals import Arrival
from nextrung.store.transfer.container import Container, opened
from nextrung.store.transfer.manifest import Manifest
from nextrung.store.transfer.merging import Side, Tally, merge
from nextrung.store.transfer.plain_data import plain_data
from nextrung.store.transfer.preview import PayData, TransferPreview, preview
from nextrung.store.transfer.refusals import TransferError, Watch
from nextrung.store.transfer.rows import row_of
from nextrung.store.transfer.trust import require_sense
from nextrung.store.transfer.writing import fingerprint

PayFits = Callable[[Mapping[str, str]], bool]
"""Whether pay files, by name, can be used with those of the program."""
_READ = 0.6
"""The part of the work that is done when all rows are read; the rest is checking what they mean."""
PATIENCE = 2_000
"""Milliseconds to wait while the database is written elsewhere."""


class TransferReading:
    """A data file that was read and found good: what it would change, and its rows, aside until they are taken in.

    The rows lie in a temporary database that only this object reaches and that goes with it.
    """

    def __init__(self, aside: sqlite.Connection, found: TransferPreview, manifest: Manifest) -> None:
        """Keep the rows that ``read`` put aside."""
        self._aside = aside
        self._manifest = manifest
        self.preview = found
        self.database: Path | None = None
        """The database that it was read from, which could be restored as well; None for exported data."""
        # With the object: a window that lets a preview go calls nothing.
        weakref.finalize(self, aside.close)

    def decide(self, here: Path, person: str) -> None:
        """Say whose a share is that comes for the first time: the id of somebody here, empty for somebody new.

        The preview is another one then. Raises TransferError, DamagedError.
        """
        arrival = self.preview.arrival
        if arrival is None or arrival.purpose != "share":
            return
        try:
            with _beside(self._aside, here, "ro"), _transaction(self._aside):
                own = self._aside.execute("SELECT origin FROM main.share").fetchone()[0]
                if person and person not in {one.id for one in arrival.candidates}:
                    raise TransferError("This person is no longer here.")
                found = arrivals.placed(self._aside, arrival, person or own)
                self.preview = preview(self._aside, self._manifest, self.preview.pay, found)
        except sqlite.Error as error:
            raise TransferError(f"The file cannot be read here: {error}.") from error

    def take_in(self, here: Path, side: Side) -> Tally:
        """Merge the rows into the database ``here`` in one transaction: all, or nothing.

        It opens the database by itself, so that it can run in any thread; the tally says what every row was. Raises
        TransferError, DamagedError.
        """
        if self.preview.arrival is not None and not self.preview.arrival.person:
            raise TransferError("Somebody of this name is here: say first whether it is the same person.")
        try:
            with _beside(self._aside, here, "rw"), _transaction(self._aside):
                tally = merge(self._aside, side)
                if self.preview.arrival is not None and self.preview.arrival.purpose == "share":
                    arrivals.note_taken(self._aside, self.preview.arrival.person)
                return tally
        except sqlite.Error as error:
            if is_damage(error):
                raise failure(error) from error
            raise TransferError(f"The file cannot be taken in: {error}. Nothing was changed.") from error


def read(path: Path, here: Path, pay_fits: PayFits, watch: Watch, passphrase: str | None = None) -> TransferReading:
    """Read and check the whole file ``path`` beside the database ``here``, in which nothing changes.

    Raises TransferError in one sentence for whatever is wrong with the file, CancelledError when stopped, SealError for
    a sealed file that ``passphrase`` and the key of the database do not open.
    """
    try:
        found = plain_data(path, here, passphrase)
    except OSError as error:
        raise _unreadable(error) from error
    with found.file as file:
        watch.step()
        return _read(file, here, pay_fits, watch, on_disk=not found.was_sealed and held.of_file(here) is None)


def _read(file: BinaryIO, here: Path, pay_fits: PayFits, watch: Watch, *, on_disk: bool) -> TransferReading:
    # One thread reads the file, then another one takes it in.
    aside = sqlite.temporary(on_disk=on_disk)
    try:
        with _beside(aside, here, "ro"):
            manifest = _checked(aside, file, watch)
            with _transaction(aside):
                number_by_moments(aside)
                _rename_contents(aside, _proven(aside))
                found = _seen(aside, manifest, _settle_pay(aside, pay_fits))
        watch.step(1)
    except sqlite.Error as error:
        aside.close()
        if is_damage(error):
            raise failure(error) from error
        raise TransferError(f"The file cannot be read here: {error}.") from error
    except OSError as error:
        aside.close()
        raise _unreadable(error) from error
    except BaseException:
        aside.close()
        raise
    return TransferReading(aside, found, manifest)


def _checked(aside: sqlite.Connection, file: BinaryIO, watch: Watch) -> Manifest:
    """Put all rows of a file into ``aside`` and see that they make sense. Raises TransferError."""
    _make_tables(aside)
    with opened(file, _READ) as container, _transaction(aside):
        for table in TABLES:
            if table.name in container.manifest.parts:
                _fill(aside, table, container, watch)
    # Together at the end, since rows of one table may name each other in any order.
    _require_references(aside)
    require_sense(aside, _proven(aside).keys(), watch)
    return container.manifest


def _seen(aside: sqlite.Connection, manifest: Manifest, pay: PayData) -> TransferPreview:
    arrival = None if manifest.purpose == "data" else arrivals.arrived(aside, manifest.purpose)
    return preview(aside, manifest, pay, arrival)


def seen_by_others(raw: bytes, here: Path) -> Arrival:
    """What whoever takes in a share or a plan will see of it: it is read and checked as they do. Raises TransferError.

    It is read beside ``here``, from where it comes; nobody is looked for there.
    """
    aside = sqlite.temporary(on_disk=False)
    with closing(aside), BytesIO(raw) as file, _beside(aside, here, "ro"):
        manifest = _checked(aside, file, Watch())
        return arrivals.described(aside, manifest.purpose)


def _unreadable(error: OSError) -> TransferError:
    return TransferError(f"The file cannot be read: {error.strerror or error}.")


@contextmanager
def _beside(aside: sqlite.Connection, here: Path, mode: sqlite.Mode) -> Iterator[None]:
    """The kept data attached as ``here``, as durable and strict as the program's own connection."""
    sqlite.attach(aside, here, mode, "here", held.of_file(here))
    try:
        aside.execute("PRAGMA here.synchronous = FULL")
        aside.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        # Cannot be switched inside a transaction; while reading, the rows of ``main`` are checked together at the end.
        aside.execute(f"PRAGMA foreign_keys = {'ON' if mode == 'rw' else 'OFF'}")
        yield
    finally:
        aside.execute("DETACH DATABASE here")


@contextmanager
def _transaction(aside: sqlite.Connection) -> Iterator[None]:
    aside.execute("BEGIN IMMEDIATE")
    try:
        aside.execute("PRAGMA defer_foreign_keys = ON")
        yield
        aside.execute("COMMIT")
    finally:
        if aside.in_transaction:
            aside.execute("ROLLBACK")


def _make_tables(aside: sqlite.Connection) -> None:
    """The same tables as here, so that the database itself checks types, keys and rules."""
    # Nothing here outlives a failure, so there is nothing to roll back to or to keep on disk.
    aside.execute("PRAGMA main.journal_mode = OFF")
    aside.execute("PRAGMA main.synchronous = OFF")
    for table in TABLES:
        (statement,) = aside.execute("SELECT sql FROM here.sqlite_master WHERE name = ?", (table.name,)).fetchone()
        aside.execute(statement)


def _fill(aside: sqlite.Connection, table: StoredTable, container: Container, watch: Watch) -> None:
    at = 0

    def rows() -> Iterator[tuple[Value, ...]]:
        nonlocal at
        for at, line in enumerate(container.lines(table, watch), start=1):  # noqa: B007  (named in the refusal)
            yield row_of(line, table)

    places = ", ".join("?" for _ in table.columns)
    statement = f"INSERT INTO main.{table.name} ({', '.join(table.names)}) VALUES ({places})"
    try:
        aside.executemany(statement, rows())
    except sqlite.IntegrityError as error:
        reason = "is there twice" if "UNIQUE" in str(error) else "has a value that is not allowed"
        raise TransferError(f"This file is not taken: row {at} of “{table.name}” {reason}.") from error
    except TransferError as error:
        # A whole sentence comes from the container and names the table itself.
        if str(error).endswith("."):
            raise
        raise TransferError(f"This file is not taken: row {at} of “{table.name}”: {error}.") from error


def _require_references(aside: sqlite.Connection) -> None:
    row = aside.execute("PRAGMA main.foreign_key_check").fetchone()
    if row is not None:
        message = f"a row of “{row[0]}” names a row of “{row[2]}” that is not in it"
        raise TransferError(f"This file is not complete: {message}.")


def _proven(aside: sqlite.Connection) -> dict[str, str]:
    """The names of the contents kept here, by the proven name that each has in a file."""
    # The newest first: of the same content kept twice, the name that was kept first is the last to be set, and stays.
    rows = aside.execute("SELECT fingerprint, content FROM here.questionnaire ORDER BY kept_at DESC, fingerprint DESC")
    return {fingerprint(content): name for name, content in rows}


def _rename_contents(aside: sqlite.Connection, proven: Mapping[str, str]) -> None:
    """Call the contents of the file as they are called here; one that is not here keeps its proven name."""
    for name, here in proven.items():
        for table, column in (
            ("questionnaire", "fingerprint"),
            ("assessment", "questionnaire"),
            ("coach_rating", "questionnaire"),
            ("view_round", "questionnaire"),
        ):
            aside.execute(f"UPDATE main.{table} SET {column} = ? WHERE {column} = ?", (here, name))


def _settle_pay(aside: sqlite.Connection, pay_fits: PayFits) -> PayData:
    """Newer pay data only come along when none are kept here and they fit; else they are put away."""
    names = ", ".join(BY_NAME["pay_file"].names[:2])
    found, kept = (dict(aside.execute(f"SELECT {names} FROM {side}.pay_file").fetchall()) for side in ("main", "here"))
    if found and not kept and pay_fits(found):
        return "new"
    # Away from the rows themselves, so that the merge, which adds whatever is missing, cannot bring it along.
    aside.execute("DELETE FROM main.pay_file")
    if not found:
        return "none"
    return "same" if found == kept else "stays" if kept else "unfit"
