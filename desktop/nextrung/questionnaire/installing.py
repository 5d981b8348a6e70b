"""Puts the files of a questionnaire into a folder: whole or not at all, and never over another one.

A folder is a questionnaire from the moment that its main file is there, which therefore is written last.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from nextrung import looking
from nextrung.errors import FindingsError, NextRungError
from nextrung.questionnaire import files
from nextrung.questionnaire.files import BLUEPRINT_FILE
from nextrung.questionnaire.model import Questionnaire
from nextrung.questionnaire.travelling import TravelError, texts_in
from nextrung.shown import clip
from nextrung.whole_file import written_whole

Outcome = Literal["added", "same", "newer", "older"]
"""Nothing of its id was there, exactly it was, an older version was, or a newer one was; these stay."""

MOST_DIGITS = 10
"""Digits of a number of a version; more make no version."""


class InstallError(NextRungError):
    """A questionnaire that is not taken in, in one sentence; nothing was changed."""


class InstallPlan(Struct, frozen=True):
    """Where a questionnaire would go; an older version that lies there moves to ``aside`` first."""

    outcome: Outcome
    folder: Path
    aside: Path | None = None
    before: str | None = None
    """The version that is here now, where it is another one."""


def loaded(texts: Mapping[str, bytes], name: str) -> Questionnaire:
    """The questionnaire that files are, checked as a folder is. Raises InstallError in one sentence."""
    if BLUEPRINT_FILE not in texts:
        raise InstallError(f"{clip(name)} is no questionnaire: {BLUEPRINT_FILE} is not in it.")
    with tempfile.TemporaryDirectory(prefix="nextrung-") as place:
        folder = Path(place) / "questionnaire"
        folder.mkdir()
        for file, text in texts.items():
            (folder / file).write_bytes(text)
        try:
            questionnaire = files.load(folder)
            files.load_guide(folder, questionnaire)
        except FindingsError as error:
            more = f" (and {len(error.findings) - 1:,} more)" if len(error.findings) > 1 else ""
            raise InstallError(f"{clip(name)} is no questionnaire: {error.findings[0]}{more}.") from error
    return questionnaire


def plan(questionnaire: Questionnaire, texts: Mapping[str, bytes], own: Path, built_in: Collection[str]) -> InstallPlan:
    """Where it would go in the folder of a person's own. Raises InstallError where it must not."""
    one, version = questionnaire.id, questionnaire.version
    if one in built_in:
        raise InstallError(f"The id “{one}” is that of a questionnaire of the program; give it another one.")
    folder = own / one
    if not looking.is_file(folder / BLUEPRINT_FILE):
        _require_free(folder, texts)
        return InstallPlan("added", folder)
    try:
        there = files.identity(folder)
    except FindingsError as error:
        raise InstallError(f"The questionnaire “{one}” that is here cannot be read: {error.findings[0]}.") from error
    if there == (one, version):
        return InstallPlan("same", _require_same(folder, texts, one, version))
    if _version_key(version) > _version_key(there[1]):
        aside = own / f"{one}-{there[1]}"
        if looking.is_there(aside):
            raise InstallError(f"{aside.name} is there already, so version {there[1]} of “{one}” cannot make way.")
        return InstallPlan("newer", folder, aside, there[1])
    older = own / f"{one}-{version}"
    if looking.is_file(older / BLUEPRINT_FILE):
        return InstallPlan("same", _require_same(older, texts, one, version))
    _require_free(older, texts)
    return InstallPlan("older", older, before=there[1])


def install(wanted: InstallPlan, texts: Mapping[str, bytes]) -> None:
    """Write it as planned. Raises InstallError when that cannot be done."""
    if wanted.outcome == "same":
        return
    try:
        wanted.folder.parent.mkdir(parents=True, exist_ok=True)
        if wanted.aside is not None:
            wanted.folder.rename(wanted.aside)
        write(wanted.folder, texts)
    except OSError as error:
        raise InstallError(f"{wanted.folder} cannot be written: {error.strerror or error}.") from error


def write(folder: Path, texts: Mapping[str, bytes]) -> None:
    """Write the files of a questionnaire, the main file last. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted(texts, key=lambda one: one == BLUEPRINT_FILE):
        with written_whole(folder / name) as beside:
            beside.write_bytes(texts[name])


def require_empty(folder: Path) -> None:
    """Raise InstallError when a folder to write to holds anything, or is none."""
    try:
        if looking.is_there(folder) and (not looking.is_folder(folder) or any(folder.iterdir())):
            raise InstallError(f"{folder} is there already and not empty; name a new folder.")
    except OSError as error:
        raise InstallError(f"{folder} cannot be looked at: {error.strerror or error}.") from error


def _version_key(version: str) -> tuple[int, ...]:
    """Versions in their order; what is none comes before all."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal() and len(part) < MOST_DIGITS)


def _require_same(folder: Path, texts: Mapping[str, bytes], one: str, version: str) -> Path:
    try:
        same = texts_in(folder) == dict(texts)
    except TravelError as error:
        raise InstallError(str(error)) from error
    if not same:
        raise InstallError(
            f"Another questionnaire “{one}” {version} with other content is here already; nothing was changed; "
            "raise the version of one of them, or give it another id."
        )
    return folder


def _require_free(folder: Path, texts: Mapping[str, bytes]) -> None:
    """Let a folder be where nothing is, or what a broken-off attempt at the same files left."""
    if not looking.is_there(folder):
        return
    try:
        left = {path.name for path in folder.iterdir()} if looking.is_folder(folder) else {""}
    except OSError as error:
        raise InstallError(f"{folder} cannot be looked at: {error.strerror or error}.") from error
    if not left <= set(texts):
        raise InstallError(f"{folder} is there already and holds something else; move it away, or give another id.")
