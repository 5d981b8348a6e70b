"""Files that are whole or not there: written beside, put on disk, then given their name in one step."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nextrung import parts, windows_files

OWNER_ONLY = 0o600
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between trials to give a file its name on Windows, where a scanner or a backup may have the old one open."""


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write to, the owner's alone; it takes the name ``path`` when the block ends.

    When the block raises, or removes the file, what stood under ``path`` stays as it was and nothing is left beside
    it. Raises OSError.
    """
    windows_files.require_name(path)
    path = windows_files.reachable(path)
    beside = parts.beside(path)
    with parts.noted(beside):
        # O_EXCL makes the file anew or fails, also where somebody has put a link of this name.
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        try:
            yield beside
            if not beside.exists():
                return
            # The content is on disk before the name: else a power cut could leave the name on an empty file.
            sync(beside)
            _replace(path, beside)
        except BaseException:
            parts.remove(beside)
            raise
    sync_folder(path.parent)


def _replace(path: Path, beside: Path) -> None:
    """Give a whole file its name. Raises OSError."""
    for pause in PAUSES if windows_files.IS_WINDOWS else ():
        try:
            beside.replace(path)
        except PermissionError:
            # nobody will take that mark away meanwhile
            if windows_files.is_write_protected(path):
                raise
            time.sleep(pause)
        else:
            return
    beside.replace(path)


def sync(path: Path) -> None:
    """Put what was written to a file on disk."""
    # Opened for writing as well, without which Windows flushes nothing.
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk, where the system can: some network drives cannot, Windows does it itself."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise
    finally:
        os.close(file)
