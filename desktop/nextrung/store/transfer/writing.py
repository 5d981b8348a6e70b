"""Writes what a database holds into one data file: whole or not at all, and read back before it counts."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from nextrung import __version__
from nextrung.intake.entering import SEALED_DATA
from nextrung.sealing import sealed as sealing
from nextrung.sealing.sealed import Sealing
from nextrung.store import migrations, sqlite
from nextrung.store.connection import failure, is_damage
from nextrung.store.connection import reason as why
from nextrung.store.database import open_reading
from nextrung.store.tables import BY_NAME, TABLES, StoredTable, Value
from nextrung.store.transfer import container, manifest
from nextrung.store.transfer.manifest import Manifest, ManifestEntry, Purpose
from nextrung.store.transfer.refusals import TransferError, Watch
from nextrung.store.transfer.rows import line_of
from nextrung.store.transfer.selection import Selection
from nextrung.whole_file import written_whole

SUFFIX = ".nextrung"
LEVEL = 6
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment an archive can name: entries carry no time of their own, so that equal data are equal bytes."""
# "Made by" 3 means Unix, and the mode stands in the upper 16 bits; set here, since the library goes by the system.
_UNIX = 3
_FILE_MODE = 0o100600 << 16
_WRITING = 0.7
"""The part of the work that is done when all is written; the rest is reading it back."""


class Exported(Struct, frozen=True):
    """What is in a file that was written."""

    path: Path
    people: int
    assessments: int


class RowSource(Struct, frozen=True):
    """Where the rows come from, and when."""

    connection: sqlite.Connection
    made_at: str
    of: Selection | None
    purpose: Purpose = "data"

    def count(self) -> int:
        """About how many rows there are. Raises sqlite.Error."""
        if self.of is not None:
            return self.of.count(self.connection)
        count = "SELECT count(*) FROM {}"
        return sum(int(self.connection.execute(count.format(table.name)).fetchone()[0]) for table in TABLES)

    def rows(self, table: StoredTable) -> Iterator[tuple[Value, ...]]:
        """The rows of a table in their order. Raises sqlite.Error."""
        if self.of is not None:
            yield from self.of.rows(self.connection, table)
            return
        statement = f"SELECT {', '.join(table.names)} FROM {table.name} ORDER BY {table.order}"
        rows: Iterable[tuple[Value, ...]] = self.connection.execute(statement)
        yield from rows


def export(
    here: Path, path: Path, made_at: str, watch: Watch, seal: Sealing | None = None, *, of: Selection | None = None
) -> Exported:
    """Write the database ``here`` into ``path``, which is replaced only when the new file was read back.

    It is everything, or what ``of`` selects. With ``seal`` nothing that is not sealed goes to the disk. It reads by
    itself and in one transaction, so that it can run in any thread. Raises TransferError, CancelledError, SealError,
    DamagedError; what was at ``path`` stays then.
    """
    with closing(open_reading(here)) as connection:
        return export_from(connection, path, made_at, watch, seal, of=of)


def export_from(
    connection: sqlite.Connection,
    path: Path,
    made_at: str,
    watch: Watch,
    seal: Sealing | None = None,
    *,
    of: Selection | None = None,
) -> Exported:
    """As ``export``, out of a connection that begins no transaction by itself."""
    source = RowSource(connection, made_at, of)
    try:
        if seal is not None:
            sqlite.keep_aside_in_memory(connection)
        # One snapshot for all tables: without it each SELECT would see what was saved since the one before.
        connection.execute("BEGIN")
        with written_whole(path) as beside:
            if seal is None:
                with beside.open("r+b") as file:
                    parts = _write_checked(source, file, watch)
            else:
                with BytesIO() as plain:
                    parts = _write_checked(source, plain, watch)
                    beside.write_bytes(_sealed(plain.getvalue(), seal, watch))
    except sqlite.Error as error:
        if is_damage(error):
            raise failure(error) from error
        raise TransferError(f"The data cannot be read: {why(error)}. No file was written.") from error
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    watch.step(1)
    return Exported(path, parts["person"].rows, parts["assessment"].rows)


def packed(here: Path, made_at: str, of: Selection, purpose: Purpose) -> bytes:
    """The bytes of a data file of what ``of`` selects, which have been nowhere but in memory.

    Raises TransferError, DamagedError.
    """
    try:
        with closing(open_reading(here)) as connection, BytesIO() as plain:
            sqlite.keep_aside_in_memory(connection)
            connection.execute("BEGIN")
            _write_checked(RowSource(connection, made_at, of, purpose), plain, Watch())
            return plain.getvalue()
    except sqlite.Error as error:
        if is_damage(error):
            raise failure(error) from error
        raise TransferError(f"The data cannot be read: {why(error)}. No file was written.") from error


def write_sealed(path: Path, plain: bytes, seal: Sealing) -> None:
    """Write bytes to ``path`` sealed, whole or not at all. Raises TransferError, SealError."""
    made = _sealed(plain, seal, Watch())
    try:
        with written_whole(path) as beside:
            beside.write_bytes(made)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> TransferError:
    reason = error.strerror or str(error)
    return TransferError(f"The file {path.name} cannot be written: {reason}. Choose another place.")


def _write_checked(source: RowSource, file: BinaryIO, watch: Watch) -> dict[str, ManifestEntry]:
    """Write all tables and read them back as a stranger would."""
    parts = _write(source, file, watch)
    if parts is None:  # so repetitive that it would look like a trap
        parts = _write(source, file, watch, zipfile.ZIP_STORED) or {}
    container.verify(file, watch)
    return parts


def _sealed(plain: bytes, seal: Sealing, watch: Watch) -> bytes:
    """The sealed bytes, opened again to see that they can be. Raises SealError, TransferError."""
    made = sealing.sealed(plain, seal)
    watch.step()
    if len(made) > SEALED_DATA.largest:
        raise TransferError(f"This is too much for a sealed file: at most {SEALED_DATA.largest:,} bytes are opened.")
    # what is sealed for a key of others can be opened by them alone
    if seal.passphrase and sealing.opened(made, given=seal.passphrase) != plain:
        raise TransferError("The sealed file could not be opened again; no file was written.")
    watch.step()
    return made


def fingerprint(content: str) -> str:
    """The name of a questionnaire's content in a data file: made from the content, so that it can be proven."""
    return hashlib.sha256(content.encode()).hexdigest()


def _write(
    source: RowSource, file: BinaryIO, watch: Watch, packing: int = zipfile.ZIP_DEFLATED
) -> dict[str, ManifestEntry] | None:
    """The parts that were written; None when one is packed more tightly than a reader takes."""
    # The second try begins where the first one did.
    file.seek(0)
    file.truncate()
    contents = source.connection.execute("SELECT fingerprint, content FROM questionnaire")
    proven = {name: fingerprint(content) for name, content in contents}
    todo = source.count() or 1
    done = 0
    parts: dict[str, ManifestEntry] = {}
    with zipfile.ZipFile(file, "w", packing, compresslevel=LEVEL) as archive:
        for table in TABLES:
            digest, count = hashlib.sha256(), 0
            # The size is not known beforehand, and without ZIP64 an entry may not grow over 2 GiB.
            with archive.open(_entry(table.entry, packing), "w", force_zip64=True) as stream:
                for row in _proven_rows(source, table, proven):
                    line = line_of(row, table)
                    digest.update(line)
                    stream.write(line)
                    count += 1
                    done += 1
                    if done % container.WATCH_EVERY == 0:
                        watch.step(_WRITING * done / todo)
            parts[table.name] = ManifestEntry(count, digest.hexdigest())
        about = Manifest(migrations.STEPS[-1], __version__, source.made_at, parts, source.purpose)
        with archive.open(_entry(manifest.ENTRY, packing), "w") as stream:
            stream.write(manifest.dump(about))
        tight = any(container.too_tight(entry) for entry in archive.infolist())
    file.flush()
    return None if tight else parts


def _entry(name: str, packing: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = packing
    entry.create_system = _UNIX
    entry.external_attr = _FILE_MODE
    return entry


def _proven_rows(source: RowSource, table: StoredTable, proven: dict[str, str]) -> Iterator[tuple[Value, ...]]:
    """The rows of a table in their order, with the proven names of contents; the same content comes once."""
    at = _content_column(table)
    seen: set[str] = set()
    for row in source.rows(table):
        if at is None:
            yield row
            continue
        name = proven.get(str(row[at]), str(row[at]))
        # Two contents kept under names of their own may turn out to be the same.
        if table is BY_NAME["questionnaire"]:
            if name in seen:
                continue
            seen.add(name)
        yield (*row[:at], name, *row[at + 1 :])


def _content_column(table: StoredTable) -> int | None:
    """Where a table names the content of a questionnaire."""
    name = "fingerprint" if table.name == "questionnaire" else "questionnaire"
    return table.names.index(name) if name in table.names else None
