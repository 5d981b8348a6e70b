"""A questionnaire under another id, as the files of a new one; and one that is set aside, to be put back. No Qt."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from nextrung import looking
from nextrung.questionnaire import installing
from nextrung.questionnaire.authoring.patching import patched
from nextrung.questionnaire.editions import id_of
from nextrung.questionnaire.files import BLUEPRINT_FILE
from nextrung.questionnaire.installing import InstallError
from nextrung.questionnaire.model import Blueprint

REMOVED = ".removed"
"""Where those that were removed wait; it holds no main file itself, so that it is none of them."""
FIRST_VERSION = "0.1.0"
LONGEST_ID = 60


def copied(texts: Mapping[str, bytes], taken: Collection[str], title: str) -> tuple[str, dict[str, bytes]]:
    """Id and files of a copy called ``title``, under an id that none of ``taken`` is. Raises InstallError.

    All files but the main one stay as they were, byte for byte, and that one but for what is another one's.
    """
    source = installing.loaded(texts, title).blueprint
    one = _free(source.id, taken)
    author = source.author or f"the authors of {source.title} {source.version}"
    made: Blueprint = replace(
        source, id=one, title=title, version=FIRST_VERSION, status="draft", author=author, pay=False
    )
    return one, {**texts, BLUEPRINT_FILE: patched(texts[BLUEPRINT_FILE].decode(), source, made).encode()}


def _free(wanted: str, taken: Collection[str]) -> str:
    names = (f"{wanted[: LONGEST_ID - 8].rstrip('-')}-copy{'' if number == 1 else f'-{number}'}" for number in count(1))
    return next(one for one in names if one not in taken)


def removed_in(own: Path) -> dict[str, tuple[Path, ...]]:
    """The folders of all versions of those that were removed, by id."""
    found: dict[str, tuple[Path, ...]] = {}
    try:
        folders = sorted(one for one in (own / REMOVED).iterdir() if looking.is_file(one / BLUEPRINT_FILE))
    except OSError:
        return {}
    for folder in folders:
        found[id_of(folder)] = (*found.get(id_of(folder), ()), folder)
    return found


def set_aside(folders: Collection[Path], own: Path) -> None:
    """Move all versions of one out of sight. Raises InstallError; then all are where they were."""
    aside = own / REMOVED
    _move(folders, aside, "was removed before; put it back or delete it for good first")


def put_back(folders: Collection[Path], own: Path) -> None:
    """Move all versions of one that was removed back. Raises InstallError; then all are where they were."""
    _move(folders, own, "is here again; remove that one first")


def _move(folders: Collection[Path], place: Path, there: str) -> None:
    moved: list[tuple[Path, Path]] = []
    if any(looking.is_there(place / folder.name) for folder in folders):
        raise InstallError(f"Another “{min(folders).name}” {there}.")
    try:
        place.mkdir(parents=True, exist_ok=True)
        for folder in folders:
            moved.append((folder.rename(place / folder.name), folder))
    except OSError as error:
        for now, before in moved:
            now.rename(before)
        raise InstallError(f"{min(folders).name} cannot be moved: {error.strerror or error}.") from error


def delete(folders: Collection[Path]) -> None:
    """Delete for good. Raises InstallError."""
    try:
        for folder in folders:
            shutil.rmtree(folder)
    except OSError as error:
        raise InstallError(f"{min(folders).name} cannot be deleted: {error.strerror or error}.") from error
