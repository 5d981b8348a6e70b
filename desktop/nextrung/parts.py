"""Unfinished files, and the notes by which the next start finds those that a killed program left.

An unfinished file lies beside the one it is to become, wherever a person chose; it may hold everything. So a note in
the data folder names it from before it is made until it is gone. Whoever writes holds a lock on the note: what a note
without one names was left behind.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nextrung import answering
from nextrung.file_lock import lock
from nextrung.lazy import lazy

if TYPE_CHECKING:
    import json
else:
    json = lazy("json")  # names of files may be no Unicode, which other readers of JSON refuse

OWNER_ONLY = 0o600
NOTE = "nextrung-writing-"
"""Beginning of the name of a note."""
_NAME = re.compile(r"\..+\.[0-9a-f]{8}\.part", re.DOTALL)
_LONGEST_START = 100
"""Bytes of a name that the file beside begins with: the whole name must fit where any allowed name does."""
_BESIDE = ("", "-journal", "-wal", "-shm")
"""Endings of what SQLite leaves beside a file it was writing."""


class _Home:
    """Where this program keeps its notes: in the data folder that it has locked."""

    folder: Path | None = None


def note_in(folder: Path | None) -> None:
    """Keep the notes of all unfinished files of this program in ``folder`` from now on; None keeps none."""
    _Home.folder = folder


def home() -> Path | None:
    """The folder that the notes are kept in."""
    return _Home.folder


def beside(path: Path) -> Path:
    """A new name for the unfinished file that is to become ``path``."""
    # The cut may fall into a character; what is left of it is dropped.
    start = os.fsencode(path.name)[:_LONGEST_START].decode("utf-8", "ignore")
    return path.with_name(f".{start}.{uuid.uuid4().hex[:8]}.part")


@contextmanager
def noted(part: Path) -> Iterator[None]:
    """Have a note of ``part`` while it is written; it stays when the file could not be taken away.

    Where no note can be kept, such as on a full disk, the file is written all the same.
    """
    note, file = _note(part)
    try:
        yield
    finally:
        gone = not any(_there(one) for one in _files(part))
        # Closed before the note goes: Windows removes no file that is open.
        if file is not None:
            os.close(file)
        if gone and note is not None:
            with suppress(OSError):
                note.unlink(missing_ok=True)


def _note(part: Path) -> tuple[Path | None, int | None]:
    if _Home.folder is None:
        return None, None
    note = _Home.folder / f"{NOTE}{uuid.uuid4().hex[:8]}.json"
    try:
        file = os.open(note, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
    except OSError:
        return None, None
    with suppress(OSError):
        lock(file)
        os.write(file, json.dumps({"part": str(part.absolute())}).encode())
        # The note is on disk before the file that it names is made.
        os.fsync(file)
    return note, file


def remove(part: Path) -> bool:
    """Take an unfinished file away with what SQLite left beside it; whether nothing of it is there any more."""
    gone = True
    for one in _files(part):
        try:
            one.unlink(missing_ok=True)
        except OSError:
            gone = False
    return gone


def sweep(folder: Path, own: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Take away what killed programs left unfinished, as the notes in a data folder tell; returns what is still there.

    What lies on a disk that is not connected, or does not answer, keeps its note. From folders of the program's
    ``own`` every unfinished file goes that nobody is writing, noted or not.
    """
    left: list[Path] = []
    living: set[Path] = set()
    for note in _notes(folder):
        part = _named(note)
        if _is_held(note):
            living |= {part} if part else set()
        elif part is not None and part.name and not _take_away(part):
            left.append(part)
        # Also a note that names nothing: it was cut short before its file was made.
        elif part is not None:
            with suppress(OSError):
                note.unlink(missing_ok=True)
    for one in own:
        _sweep_own(one, living)
    return tuple(left)


def _sweep_own(folder: Path, living: Set[Path]) -> None:
    kept = {one for part in living for one in _files(part)}
    try:
        found = [path for path in folder.iterdir() if path.name.startswith(".nextrung") and ".part" in path.name]
    except OSError:
        return
    for path in found:
        if path.absolute() not in kept:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _take_away(part: Path) -> bool:
    if not answering.is_folder(part.parent):
        return False
    return _NAME.fullmatch(part.name) is None or remove(part)


def _files(part: Path) -> tuple[Path, ...]:
    return tuple(part.with_name(part.name + ending) for ending in _BESIDE)


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True


def _notes(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.name.startswith(NOTE) and path.suffix == ".json"]
    except OSError:
        return []


def _is_held(note: Path) -> bool:
    """Whether a program that lives holds the note."""
    try:
        file = os.open(note, os.O_RDWR)
    # In doubt it counts as held: nothing that another program writes may be taken away.
    except OSError:
        return True
    try:
        lock(file)
    except OSError:
        return True
    finally:
        os.close(file)
    return False


def _named(note: Path) -> Path | None:
    """The file that a note names; an empty path when it names none, None when it cannot be read now."""
    try:
        raw = json.loads(note.read_text(encoding="utf-8"))
        return Path(str(raw["part"]))
    except OSError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return Path()
