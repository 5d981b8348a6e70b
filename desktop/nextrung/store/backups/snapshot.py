"""Takes a closed copy of a database through SQLite's own backup call, and proves that it is whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from nextrung import looking
from nextrung.errors import DatabaseError
from nextrung.keys.beginning import is_plain
from nextrung.lazy import lazy
from nextrung.store import sqlite, strangers
from nextrung.store.backups.proof import Going, Proof, go_on
from nextrung.store.connection import FAILURES, reason
from nextrung.store.whole import fault

if TYPE_CHECKING:
    import hashlib

    from msgspec import msgpack
else:
    hashlib = lazy("hashlib")
    msgpack = lazy("msgspec.msgpack")

PAGES_A_STEP = 2000
"""Pages copied between two looks at whether to go on; 8 MB."""
# Bytes 24 to 27 count changes, 92 to 99 say at which change and by which release of SQLite the file was written.
_COUNTERS = (slice(24, 28), slice(92, 100))
"""Where the header counts changes: they differ between two copies of the same content."""
_CHUNK = 1 << 20
_ROWS = 1000
"""Rows that are hashed at a time."""


def read_only(path: Path) -> sqlite.Connection:
    """A connection that can only read a database, which may be in use. Raises sqlite.Error."""
    return sqlite.connect(looking.resolved(path), "ro")


def closed(path: Path) -> sqlite.Connection:
    """A connection to a closed copy, which writes nothing beside it. Raises sqlite.Error."""
    return sqlite.connect(looking.resolved(path), "ro", immutable=True)


def take(source: sqlite.Connection, target: Path, going: Going = go_on) -> Proof:
    """Copy a database, as it is at one moment, to the empty file ``target``, and prove the copy.

    ``source`` may be written to by others meanwhile. Raises DatabaseError when the copy is not whole, sqlite.Error
    when it cannot be made.
    """
    # The first SELECT below fixes one snapshot; without it the backup would start anew whenever another connection
    # writes.
    source.execute("BEGIN")
    try:
        counted = row_counts(source)
        # encrypted with the same key, if with any: only such pages can be copied
        with closing(sqlite.connect(target, like=_file_of(source))) as copy:
            source.backup(copy, pages=PAGES_A_STEP, progress=lambda *_: going())
            # The copied header says WAL: a closed copy must be whole without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.rollback()
    proof = prove(target)
    # Compared with the rows counted in the very transaction that was copied: whatever is missing was lost on the way.
    if proof.rows != counted:
        raise DatabaseError("The backup does not hold the same rows as the data, so it was not kept.")
    return proof


def prove(path: Path) -> Proof:
    """Open a closed copy, check all of it and count its rows. Raises DatabaseError in one sentence."""
    try:
        with closing(closed(path)) as copy, strangers.bounded(copy, path):
            encrypted = not is_plain(path)
            if fault(copy, texts=not encrypted):
                raise DatabaseError(f"The backup {path.name} is damaged, so it cannot be trusted.")
            # Encrypted anew, the same content has other bytes.
            content = _content(copy) if encrypted else ""
            return Proof(row_counts(copy), digest(path), content)
    except (*FAILURES, OSError) as error:
        raise DatabaseError(f"The backup {path.name} cannot be read: {reason(error)}.") from error


def _file_of(connection: sqlite.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def _content(connection: sqlite.Connection) -> str:
    """The SHA-256 of all rows of all tables, each in its order. Raises what ``FAILURES`` names, as for a bad text."""
    found = hashlib.sha256()
    for table in row_counts(connection):
        found.update(table.encode())
        reading = sqlite.Cursor(connection).execute(f'SELECT * FROM "{table}"')
        while rows := reading.fetchmany(_ROWS):
            found.update(msgpack.encode(rows))
    return found.hexdigest()


def row_counts(connection: sqlite.Connection) -> dict[str, int]:
    """How many rows each table holds."""
    # "_" stands for any character in LIKE, so it is escaped.
    own = "type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    tables = [str(name) for (name,) in connection.execute(f"SELECT name FROM sqlite_master WHERE {own} ORDER BY name")]
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in tables}


def digest(path: Path) -> str:
    """The SHA-256 of a closed copy but for ``_COUNTERS``, so that the same content has the same one. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        first = bytearray(file.read(_CHUNK))
        for counter in _COUNTERS:
            first[counter] = bytes(len(first[counter]))
        found.update(first)
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
