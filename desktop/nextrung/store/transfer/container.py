"""The archive around the rows: opened with suspicion, and read line by line without believing what it says."""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from nextrung.counting import counted
from nextrung.intake import archives
from nextrung.shown import clip
from nextrung.store.tables import TABLES, StoredTable
from nextrung.store.transfer import limits, manifest
from nextrung.store.transfer.manifest import Manifest
from nextrung.store.transfer.refusals import TransferError, Watch

# What zipfile raises for bad bytes, as its documentation and its source say: RuntimeError for an encrypted entry,
# NotImplementedError for a way of packing, the others from unpacking numbers and data.
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
    OSError,
)
"""What the archive library raises for a file that is none, or that is hurt."""
# Bit 0 of the general purpose flags of an entry (APPNOTE 4.4.4).
_ENCRYPTED = 0x1
_KNOWN = {manifest.ENTRY, *(table.entry for table in TABLES)}
WATCH_EVERY = 2_000
"""Rows between two looks at whether to go on."""


class Container:
    """An open data file whose directory was looked through; entries are read through ``lines``."""

    def __init__(self, archive: zipfile.ZipFile, share: float) -> None:
        """Check the directory and read the manifest; all rows are a ``share`` of the work. Raises TransferError."""
        self._archive = archive
        self._entries = _directory(archive)
        self._done = 0
        self._share = share
        if manifest.ENTRY not in self._entries:
            raise TransferError(f"This is not a data file of Next Rung: there is no {manifest.ENTRY} in it.")
        with archive.open(self._entries[manifest.ENTRY]) as stream:
            # One byte more than may be tells that it is too long without unpacking the rest.
            raw = stream.read(limits.LARGEST_MANIFEST + 1)
        if len(raw) > limits.LARGEST_MANIFEST:
            raise TransferError(f"This file is not taken: its manifest is over {limits.LARGEST_MANIFEST:,} bytes.")
        self.manifest: Manifest = manifest.read(raw)
        named = {manifest.ENTRY, *(f"{name}.jsonl" for name in self.manifest.parts)}
        # Both ways: an entry that the manifest does not name has no checksum to be held against.
        for name in sorted(named ^ self._entries.keys()):
            what = f"“{name}” is missing" if name in named else f"its manifest does not name “{name}”"
            raise TransferError(f"This file is not complete: {what}.")
        self._all_rows = sum(part.rows for part in self.manifest.parts.values())

    def lines(self, table: StoredTable, watch: Watch) -> Iterator[bytes]:
        """The rows of a table; when they end, their number and checksum were right. Raises TransferError."""
        part = self.manifest.parts[table.name]
        digest, count, left = hashlib.sha256(), 0, self._entries[table.entry].file_size
        with self._archive.open(self._entries[table.entry]) as stream:
            # One byte more than may be tells that a row is too long, without unpacking the rest.
            while line := stream.readline(limits.LONGEST_LINE + 1):
                count += 1
                left -= len(line)
                if len(line) > limits.LONGEST_LINE:
                    longest = f"{limits.LONGEST_LINE:,}"
                    raise TransferError(
                        f"This file is not taken: row {count} of “{table.name}” is over {longest} bytes."
                    )
                # While it is read, not at the end: a forged entry could go on far beyond what its directory says.
                if count > part.rows or left < 0:
                    raise TransferError(f"This file is damaged: “{table.name}” has more rows than the manifest says.")
                digest.update(line)
                yield line
                self._done += 1
                if self._done % WATCH_EVERY == 0:
                    watch.step(self._share * self._done / self._all_rows)
        if count != part.rows:
            rows = counted(count, "1 row", "{0} rows")
            message = f"“{table.name}” has {rows} where the manifest says {part.rows:,}"
            raise TransferError(f"This file is damaged: {message}.")
        if digest.hexdigest() != part.sha256:
            raise TransferError(f"This file is damaged: the rows of “{table.name}” do not fit their checksum.")


@contextmanager
def opened(file: BinaryIO, share: float = 1.0) -> Iterator[Container]:
    """The data file in ``file``, of which reading all rows is a ``share`` of the work.

    Raises TransferError in one sentence for whatever is wrong with it, here or while it is read.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > limits.LARGEST_FILE:
        raise TransferError(f"This file is not taken: it is over {limits.LARGEST_FILE // limits.MEBIBYTE} MB.")
    problem = archives.problem_with(file, limits.MOST_ENTRIES)
    if problem:
        raise TransferError(f"This is not a data file of Next Rung: {problem}; nothing was read.")
    try:
        with zipfile.ZipFile(file) as archive:
            yield Container(archive, share)
    except TransferError:
        raise
    except _DAMAGED as error:
        # A number of the system means that the file cannot be read; errors of the library have none.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise TransferError("This is not a data file of Next Rung, or it is damaged; nothing was read.") from error


def verify(file: BinaryIO, watch: Watch) -> None:
    """Read a file that was just written as a stranger would. Raises TransferError when it would be refused."""
    with opened(file) as container:
        for table in TABLES:
            for _ in container.lines(table, watch):
                pass


def too_tight(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry unpacks to more than a reader takes for what lies in the file."""
    return entry.file_size > max(limits.RATIO_FROM, entry.compress_size * limits.LARGEST_RATIO)


def _directory(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by name, when every one may be read."""
    entries = archive.infolist()
    if len(entries) > limits.MOST_ENTRIES:
        raise TransferError(f"This file is not taken: it has {len(entries):,} entries; most are {limits.MOST_ENTRIES}.")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = clip(entry.filename)
        if entry.filename not in _KNOWN:
            raise TransferError(f"This is not a data file of Next Rung, or of a newer one: “{name}” is in it.")
        if entry.filename in found:
            raise TransferError(f"This file is not taken: “{name}” is in it twice.")
        if entry.flag_bits & _ENCRYPTED:
            raise TransferError(f"This file is not taken: “{name}” is encrypted.")
        # Unix keeps the mode in the upper half. Nothing is unpacked to disk here, but no writer of ours makes a link.
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise TransferError(f"This file is not taken: “{name}” is a link.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise TransferError(f"This file is not taken: “{name}” is packed in another way than this version reads.")
        if too_tight(entry):
            raise TransferError(f"This file is not taken: “{name}” would unpack to over {limits.LARGEST_RATIO} times.")
        found[entry.filename] = entry
    if sum(entry.file_size for entry in entries) > limits.LARGEST_UNPACKED:
        raise TransferError(f"This file is not taken: it unpacks to over {limits.LARGEST_UNPACKED:,} bytes.")
    return found
