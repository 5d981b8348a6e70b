"""What Windows does with names and places of files that other systems do not."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path, PureWindowsPath

IS_WINDOWS = sys.platform == "win32"
FORBIDDEN = frozenset('<>:"/\\|?*')
"""Characters that Windows takes in no name; so are those below the space."""
ROOM = 60
"""Characters kept free at the end of a path for the names of unfinished files beside it."""
_LONGEST = 259
"""Characters of a path that every program of Windows takes."""
_NUMBERS = "123456789\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}"
_DEVICES = frozenset(
    ("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *(f"{port}{n}" for port in ("COM", "LPT") for n in _NUMBERS))
)
_EXTENDED, _EXTENDED_SERVER = "\\\\?\\", "\\\\?\\UNC\\"


class NameRefusedError(OSError):
    """A name that Windows gives to no file; ``strerror`` says why."""


def is_device(name: str) -> bool:
    """Whether a name is that of a device since DOS, which Windows opens whatever ending follows: ``CON.txt`` too."""
    return name.split(".", maxsplit=1)[0].rstrip(" ").upper() in _DEVICES


def refusal(name: str) -> str:
    """Why Windows gives a file no such name, or another one than asked for; empty where it takes it."""
    if is_device(name):
        return f"{name.split('.', maxsplit=1)[0].rstrip(' ')} is a device there"
    # dropped without a word: the file would be found under another name
    if name.endswith((" ", ".")):
        return "no name there ends with a space or a point"
    bad = sorted({one for one in name if one in FORBIDDEN or one < " "})
    return f"no name there has {' '.join(one if one >= ' ' else repr(one) for one in bad)} in it" if bad else ""


def is_on_server(path: Path | PureWindowsPath) -> bool:
    r"""Whether a path of Windows names another computer, as in ``\\server\share``."""
    text = str(PureWindowsPath(path)).upper()
    return text.startswith("\\\\") and (
        text.startswith(_EXTENDED_SERVER) or not text.startswith((_EXTENDED, "\\\\.\\"))
    )


def reachable(path: Path) -> Path:
    """The same path in the form in which Windows takes it however long it is; as it is on other systems."""
    return Path(extended(str(path.absolute()))) if IS_WINDOWS else path


def extended(path: str) -> str:
    """A whole path of Windows, marked as one that may be long where it is: shorter ones stay readable."""
    if len(path) <= _LONGEST - ROOM or path.startswith(_EXTENDED):
        return path
    return f"{_EXTENDED_SERVER}{path[2:]}" if path.startswith("\\\\") else f"{_EXTENDED}{path}"


def is_write_protected(path: Path) -> bool:
    """Whether a file is marked as not to be written, which on Windows also keeps it from being replaced."""
    try:
        return not path.stat().st_mode & stat.S_IWRITE
    except (OSError, ValueError):
        return False


def require_name(path: Path) -> None:
    """Raise NameRefusedError where Windows would write to a device, or under another name."""
    reason = refusal(path.name) if IS_WINDOWS else ""
    if reason:
        raise NameRefusedError(errno.EINVAL, reason, os.fspath(path))
