"""Archives that enter: their directory is looked at before the library loads it, as it loads all of it at once."""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

_END = struct.Struct("<4s4H2LH")
"""The end record of an archive: signature, disks, entries here and in all, size and place of the directory, comment."""
_SIGNATURE = b"PK\x05\x06"
_LARGE_SIGNATURE = b"PK\x06\x07"
_LARGE_LOCATOR = 20
"""Bytes of the ZIP64 locator, which stands right before the end record."""
_LONGEST_COMMENT = 65_535
"""Bytes: its length is kept in two."""
_LARGEST_ENTRY = 1024
"""Bytes of the directory for one entry; a name and what systems note beside it take some hundred."""


def problem_with(file: BinaryIO, most_entries: int) -> str:
    """Why an archive is not opened, in words that go on after a name; empty when it may be.

    The archive library makes an object of every entry in the directory, whatever number the end record says: so the
    size of the directory counts. The place in the file is at its beginning afterwards.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT - _LARGE_LOCATOR))
    tail = file.read()
    file.seek(0)
    at = len(tail) - _END.size
    if tail[at : at + 4] != _SIGNATURE:  # the library looks there first, too
        # The last one, which the library takes as well: both must look at the same record.
        at = tail.rfind(_SIGNATURE)
    if at < 0 or len(tail) < at + _END.size:
        return "it is no archive, or it is damaged"
    if tail[max(0, at - _LARGE_LOCATOR) : at].startswith(_LARGE_SIGNATURE):
        return "it is an archive of a kind for thousands of entries"
    directory = _END.unpack_from(tail, at)[5]
    if directory > most_entries * _LARGEST_ENTRY:
        return f"its directory is too large; at most {most_entries:,} entries are read"
    return ""
