"""Reports as files: whole or not there, under names that any system takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from nextrung import looking, windows_files
from nextrung.errors import NextRungError
from nextrung.whole_file import written_whole

LONGEST_NAME = 120
"""Characters of a file name; systems count up to 255 bytes."""
LONGEST_BYTES = 200
"""Bytes of it in UTF-8, below the 255 that most file systems take."""


class WriteError(NextRungError):
    """A file that could not be written, in one sentence; what was there before is untouched."""


def require_free(outs: Iterable[Path], inputs: Iterable[Path] = (), *, replace: bool) -> None:
    """Raise WriteError, before anything is written, when a file would be lost.

    Nothing takes the place of one of ``inputs``, under whatever name, nor of what is no ordinary file, such as a
    device; another file is replaced only where ``replace`` says so. Folders are left to ``save``, which has words for
    them.
    """
    read = {looking.identity(one) for one in inputs} - {None}
    for out in outs:
        if looking.identity(out) in read:
            raise WriteError(f"{out} holds answers that are read here, so nothing is written over it; name another.")
        if not looking.is_there(out) or looking.is_folder(out):
            continue
        if not looking.is_file(out):
            raise WriteError(f"{out} is no ordinary file, so nothing is written in its place; name another.")
        if not replace:
            raise WriteError(f"{out} is there already; name another, or add --force to replace it.")


def save(path: Path, content: bytes) -> None:
    """Write a file so that it is whole or, after a failure, as it was before. Raises WriteError."""
    try:
        with written_whole(path) as beside:
            beside.write_bytes(content)
    except (OSError, ValueError) as error:  # a name with a zero character is a ValueError
        raise WriteError(_sentence(path, error)) from error


def _sentence(path: Path, error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return f"{str(path)!r} is no name for a file."
    if isinstance(error, windows_files.NameRefusedError):
        return f"{path.name} is no name for a file on Windows: {error.strerror}; choose another one."
    if looking.is_folder(path):
        return f"{path} is a folder; name a file."
    if isinstance(error, PermissionError):
        marked = windows_files.IS_WINDOWS and windows_files.is_write_protected(path)
        why = "it is marked as read-only" if marked else "it is open elsewhere, or the folder is closed to you"
        return f"{path.name} cannot be written to {path.parent}: {why}."
    if not looking.is_folder(path.parent):
        return f"The folder {path.parent} is not there; choose another one."
    reason = error.strerror or str(error)
    return f"{path.name} cannot be written to {path.parent}: {reason}. Nothing was changed; choose another folder."


def safe_name(*parts: str, suffix: str) -> str:
    """A file name from texts that may hold anything: joined with dashes, readable, allowed on every system.

    ``suffix`` is the ending with its dot. Parts without a letter or digit are left out.
    """
    cleaned = [text for text in (_cleaned(part) for part in parts) if any(map(str.isalnum, text))]
    name = " - ".join(cleaned) or "report"
    # Windows drops spaces and points at the end of a name; the cut may have left one there.
    name = _clipped(name, LONGEST_NAME - len(suffix), LONGEST_BYTES - len(suffix.encode())).rstrip(" .-")
    if windows_files.is_device(name):
        name = f"_{name}"
    return f"{name}{suffix}"


def _cleaned(text: str) -> str:
    """Letters as they are; what a system forbids becomes a space; invisible marks and control characters go."""
    characters = []
    for character in unicodedata.normalize("NFC", text):
        if character in windows_files.FORBIDDEN or character.isspace():
            characters.append(" ")
        # Marks that turn the direction of writing could make a name read as if it had another ending.
        elif unicodedata.category(character)[0] != "C":
            characters.append(character)
    return " ".join("".join(characters).split()).strip(" .")


def _clipped(text: str, characters: int, size: int) -> str:
    """The start of a text within a number of characters and of UTF-8 bytes, without a loose accent at its end."""
    kept = text[:characters]
    while len(kept.encode()) > size or (len(kept) < len(text) and unicodedata.combining(text[len(kept)])):
        kept = kept[:-1]
    return kept
