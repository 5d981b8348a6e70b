"""A questionnaire as one file that travels: a ZIP archive of its YAML files, read as one of strangers.

Only what a questionnaire is made of comes out: a few YAML files with plain names, within limits, nothing else.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from nextrung.errors import NextRungError
from nextrung.intake import archives, entering
from nextrung.intake.entering import EntryError
from nextrung.questionnaire.files import BLUEPRINT_FILE
from nextrung.questionnaire.model import MOST_COMPETENCIES
from nextrung.shown import clip

MOST_FILES = MOST_COMPETENCIES + 3
"""A file for each area, and those for the whole, the roles and the role page."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yaml")
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest moment of the format: the same questionnaire makes the same bytes."""
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    NotImplementedError,
    OverflowError,
)


class TravelError(NextRungError):
    """A file that is no questionnaire to take in, in one sentence."""


def packed(texts: Mapping[str, bytes]) -> bytes:
    """The archive of the files of a questionnaire, by name; the same files make the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(texts):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, texts[name])
    return out.getvalue()


def texts_in(folder: Path) -> dict[str, bytes]:
    """The YAML files of a questionnaire folder by name. Raises TravelError."""
    try:
        found = sorted(path for path in folder.glob("*.yaml") if _NAME.fullmatch(path.name))
        return {path.name: entering.whole(path, entering.CONTENT) for path in found}
    except (OSError, EntryError) as error:
        raise TravelError(str(error)) from error


def is_archive(raw: bytes) -> bool:
    """Whether bytes are an archive that holds a questionnaire, sound or not; a spreadsheet is none."""
    if not raw.startswith(b"PK") or archives.problem_with(io.BytesIO(raw), MOST_FILES * 10):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return any(name.rpartition("/")[2] == BLUEPRINT_FILE for name in archive.namelist())
    except _BROKEN:
        return False


def unpacked(raw: bytes, name: str) -> dict[str, bytes]:
    """The files in an archive by name. Raises TravelError in one sentence that begins with ``name``."""
    problem = archives.problem_with(io.BytesIO(raw), MOST_FILES * 10)
    if problem:
        raise TravelError(f"{clip(name)}: {problem}.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            problem = _problem_of(entries)
            if problem:
                raise TravelError(f"{clip(name)}: {problem}.")
            return {entry.filename: _content(archive, entry, name) for entry in entries}
    except _BROKEN as error:
        raise TravelError(f"{clip(name)}: the archive is damaged, so nothing was taken in.") from error


def _problem_of(entries: list[zipfile.ZipInfo]) -> str:
    """What is wrong with the directory of an archive, as the end of a sentence; empty when nothing is."""
    if len(entries) > MOST_FILES:
        return f"it holds {len(entries):,} files; a questionnaire has at most {MOST_FILES}"
    names = [entry.filename for entry in entries]
    problem = next((f"“{clip(one.filename)}” in it {wrong}" for one in entries if (wrong := _wrong_with(one))), "")
    if problem:
        return problem
    if len(set(names)) != len(names):
        return "a file is in it twice"
    return "" if BLUEPRINT_FILE in names else f"{BLUEPRINT_FILE} is not in it"


def _wrong_with(entry: zipfile.ZipInfo) -> str:
    """What is wrong with one file, as what is said of it; empty when nothing is."""
    tests = (
        (stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG), "is no ordinary file"),
        # nothing may lead out of the folder, nor look like something else there
        (
            not _NAME.fullmatch(entry.filename),
            "is no file of a questionnaire; these are called such as team-leadership.yaml",
        ),
        (bool(entry.flag_bits & _ENCRYPTED), "is encrypted"),
        (entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED), "is packed in a way that is not read"),
        (entry.file_size > entering.CONTENT.largest, f"is larger than {entering.CONTENT.largest:,} bytes"),
    )
    return next((words for wrong, words in tests if wrong), "")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    # the size that the directory says may be a lie
    with archive.open(entry) as file:
        found = file.read(entering.CONTENT.largest + 1)
    if len(found) > entering.CONTENT.largest:
        raise TravelError(f"{clip(name)}: “{clip(entry.filename)}” in it is too large.")
    return found
