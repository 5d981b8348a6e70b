"""Opens and reads files that enter: ordinary files only, within the size of their kind, within a deadline."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from nextrung import windows_files
from nextrung.errors import NextRungError
from nextrung.shown import in_a_line

BLOCK = 1 << 20
"""Bytes read between two looks at size and time."""
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""O_NONBLOCK: opening what became a pipe since it was looked at must not wait for somebody to write into it."""


class EntryError(NextRungError):
    """A file that does not come in. ``reason`` is the sentence without the name of the file and the full stop."""

    def __init__(self, name: str, reason: str) -> None:
        """Say ``reason`` about the file ``name``."""
        self.reason = reason
        super().__init__(f"{name}: {reason}.")


class Entrance(Struct, frozen=True):
    """A kind of file that may enter: what it holds, its bytes at most, and the seconds that reading may take."""

    what: str
    largest: int
    seconds: float = 20.0


ANSWERS = Entrance("answers", 8_000_000)
"""An answers file, a report with answers, or a filled template: a whole one has some ten thousand bytes."""
PEOPLE = Entrance("people", 60_000_000)
"""A table of a hundred thousand people with their notes."""
OWN_FIGURES = Entrance("own figures", 60_000_000)
"""A hundred thousand rows of a pay survey take some ten million bytes."""
FRAMEWORK = Entrance("frameworks of competencies", 30_000_000)
"""A table of all skills of a thousand occupations takes some ten million bytes."""
REPLY = Entrance("replies", 4_000_000)
"""A sealed reply has some ten thousand bytes; the longest notes make it a few hundred thousand."""
CONTENT = Entrance("questionnaires and pay data", 2_000_000)
"""One YAML file of a questionnaire or of pay data has some ten thousand bytes."""
DATA_FILE = Entrance("exported data", 512 * 1024 * 1024)
"""Seven million answers take about a hundred million bytes."""
SEALED_DATA = Entrance("sealed files", 256 * 1024 * 1024)
"""Opened in memory alone, which takes several times as much of it."""
PASSPHRASE = Entrance("passphrases", 10_000)
"""A file with one line."""
BACKUP = Entrance("data", 4 * 1024 * 1024 * 1024, seconds=600)
"""A data file or a backup of one; ten million answers take about two thousand million bytes."""
KEYS = Entrance("keys", 65_536)
"""A file with keys has some five hundred bytes."""
NOTE = Entrance("notes of the program", 1_000_000)
"""What the program wrote beside its data for itself: the proof of a backup, word of a move."""


class Deadline:
    """The end of a time that began when this was made; ``over`` says whether it has come."""

    def __init__(self, seconds: float) -> None:
        """Let it end in ``seconds``."""
        self._end = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        # Not the time of day, which can be set back while a file is read.
        return time.monotonic() > self._end


def entering(path: Path, entrance: Entrance) -> BinaryIO:
    """An ordinary file, open for reading, that has no more bytes than its kind may have. Raises EntryError."""
    path = windows_files.reachable(path)
    try:
        # looked at before it is opened, which alone makes some devices do something; and after, as it may be another
        _require_ordinary(path, entrance, path.stat())
        file = os.fdopen(os.open(path, _HOW), "rb")
    except (OSError, ValueError) as error:  # a name with a zero character is a ValueError
        raise EntryError(_name(path), _cannot(error)) from error
    try:
        _require_ordinary(path, entrance, os.fstat(file.fileno()))
    except BaseException:
        file.close()
        raise
    return file


def whole(path: Path, entrance: Entrance) -> bytes:
    """All bytes of a file. Raises EntryError."""
    with entering(path, entrance) as file:
        return b"".join(_blocks(file, path, entrance))


def copy(path: Path, target: Path, entrance: Entrance) -> None:
    """Copy a file to ``target``, which is made or replaced. Raises EntryError; OSError when it cannot be written."""
    with entering(path, entrance) as file, target.open("wb") as out:
        for block in _blocks(file, path, entrance):
            out.write(block)


def _require_ordinary(path: Path, entrance: Entrance, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((words for test, words in _KINDS if test(found.st_mode)), "something else")
        raise EntryError(_name(path), f"the file cannot be read: it is {kind}, not a file")
    if found.st_size > entrance.largest:
        raise _too_large(path, entrance)


def _blocks(file: BinaryIO, path: Path, entrance: Entrance) -> Iterator[bytes]:
    """The bytes of a file, which may grow or never end whatever its size was said to be."""
    deadline, left = Deadline(entrance.seconds), entrance.largest
    while True:
        try:
            block = file.read(BLOCK)
        except OSError as error:
            raise EntryError(_name(path), _cannot(error)) from error
        if not block:
            return
        left -= len(block)
        if left < 0:
            raise _too_large(path, entrance)
        if deadline.over:
            raise EntryError(_name(path), f"the file cannot be read: it took longer than {entrance.seconds:g} seconds")
        yield block


def _too_large(path: Path, entrance: Entrance) -> EntryError:
    reason = f"the file is larger than {entrance.largest:,} bytes; {entrance.what} take far less"
    return EntryError(_name(path), reason)


def _cannot(error: OSError | ValueError) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"the file cannot be read: {reason}"


def _name(path: Path) -> str:
    return in_a_line(path.name or str(path))
