"""Reads everything that can be read of a damaged database into a fresh one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from msgspec import Struct

from nextrung.errors import DatabaseError
from nextrung.keys import held
from nextrung.store import sqlite
from nextrung.store.database import open_database, writing
from nextrung.store.migrations import number_by_moments
from nextrung.store.salvage import near_ids
from nextrung.store.salvage.filling import Filling, fill
from nextrung.store.salvage.pages import image_of
from nextrung.store.salvage.reading import Findings, read, read_encrypted
from nextrung.store.salvage.shapes import TableShape, shapes

LOG = "-wal"
SHARED = "-shm"


class SavedTable(Struct, frozen=True):
    """What became of one table."""

    name: str
    saved: int
    """Rows in the fresh database as they were."""
    left_out: int
    """Rows that were found but fit no more: a key used twice, or a reference to something lost."""
    lost: int
    """Rows that are known to have been there and cannot be read; there may have been more that nothing knows of."""
    stand_ins: int
    """Rows made up for lost ones, so that what refers to them could be kept."""


class Salvaged(Struct, frozen=True):
    """What was saved of a damaged database."""

    tables: tuple[SavedTable, ...]
    unreadable_pages: int
    """Pages of tables of which nothing could be read."""

    def table(self, name: str) -> SavedTable:
        """One table by name. Raises KeyError."""
        return {one.name: one for one in self.tables}[name]

    @property
    def saved(self) -> int:
        """Rows of all tables in the fresh database, stand-ins aside."""
        return sum(one.saved for one in self.tables)

    @property
    def complete(self) -> bool:
        """Whether nothing is known to be missing."""
        return not self.unreadable_pages and not any(one.left_out or one.lost or one.stand_ins for one in self.tables)


def salvage(damaged: Path, into: Path) -> Salvaged:
    """Read all that can be read of the file ``damaged``, with the log beside it, into the new file ``into``.

    The damaged files are read, never written. What was deleted stays deleted as far as the list of free pages can be
    read. Raises DatabaseError in one sentence when a file cannot be read or written, or when ``into`` is there already.
    """
    if into.exists():
        raise DatabaseError(f"{into} is there already; nothing was saved into it.")
    try:
        log = damaged.with_name(damaged.name + LOG)
        scratch = into.with_name(into.name + "-scratch")
        key = held.of_file(damaged)
        with closing(open_database(into)) as connection:
            known = shapes(connection)
            if key is not None:
                findings = read_encrypted(damaged, key, known, scratch)
            else:
                # Read as bytes and never opened by SQLite, which would take the log into the damaged file.
                image = image_of(damaged.read_bytes(), log.read_bytes() if log.exists() else b"")
                findings = read(image, known, scratch)
            near_ids.mend(findings, known)
            filling = fill(connection, known, findings)
            with writing(connection):
                # Rows of an older version, and stand-ins, have no number that says what came later.
                number_by_moments(connection)
    except (OSError, MemoryError, sqlite.Error, DatabaseError) as error:
        for name in (into.name, into.name + LOG, into.name + SHARED):
            into.with_name(name).unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or str(error) or "there is not enough memory"
        raise DatabaseError(f"{damaged} cannot be saved into {into}: {reason.removesuffix('.')}.") from error
    return _summary(known, findings, filling)


def _summary(known: dict[str, TableShape], findings: Findings, filling: Filling) -> Salvaged:
    tables = tuple(
        SavedTable(name, filling.saved[name], filling.left_out[name], findings.lost(name), filling.stand_ins[name])
        for name in known
    )
    return Salvaged(tables, findings.unreadable_pages)
