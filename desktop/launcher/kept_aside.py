"""Keeps the environment that works while another one is made in its place.

An environment names its own folder inside, so the new one has to be made where it will lie. The one before waits beside
it and comes back when the new one does not become whole, whatever ended that: at once, or at the next start after the
process was killed.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from launcher.stamp import BEGUN_NAME, STAMP_NAME

BEFORE = ".before"
REST = ".rest"


class ForeignFolderError(OSError):
    """The folder holds something that this set-up did not make, perhaps a developer's own environment."""

    strerror = "something is there that Next Rung did not make"


@contextmanager
def kept_aside(folder: Path) -> Iterator[None]:
    """Free `folder` for a new environment; an error inside, Ctrl+C too, puts back what was whole there before.

    Raises ForeignFolderError if something else is there, and OSError where it cannot be moved.
    """
    place = folder.resolve()
    if _is_whole(place):
        place.rename(_beside(place, BEFORE))
    else:
        _discard(place)
    place.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        # What cannot be put back now is put back by the next start.
        with suppress(OSError):
            put_back(folder)
        raise
    _clear(_beside(place, BEFORE))


def put_back(folder: Path) -> None:
    """Bring back what a set-up that did not end has moved aside, and remove what is left of such ones.

    Raises OSError where it cannot be moved.
    """
    place = folder.resolve()
    before = _beside(place, BEFORE)
    if _is_whole(before) and not _is_whole(place):
        _discard(place)
        before.rename(place)
    for left in (before, _beside(place, REST)):
        _clear(left)


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(place.name + ending)


def _is_whole(folder: Path) -> bool:
    return (folder / STAMP_NAME).is_file()


def _discard(folder: Path) -> None:
    """Remove what is no whole environment: out of the way in one step first, as removing it takes seconds."""
    rest = _beside(folder, REST)
    _clear(rest)
    _require_own(folder)
    if folder.exists():
        folder.rename(rest)
        _clear(rest)


def _require_own(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ForeignFolderError
    names = {entry.name for entry in folder.iterdir()}
    if names and not names & {BEGUN_NAME, STAMP_NAME}:
        raise ForeignFolderError


def _clear(folder: Path) -> None:
    """Remove a folder of ours, if it is there; ForeignFolderError if it is anything else."""
    _require_own(folder)
    if not folder.exists():
        return
    (folder / BEGUN_NAME).touch()
    # the stamp goes first, so that it never says "finished" of half an environment; the sign that it is ours goes last
    order = {STAMP_NAME: 0, BEGUN_NAME: 2}
    for entry in sorted(folder.iterdir(), key=lambda entry: order.get(entry.name, 1)):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    folder.rmdir()
