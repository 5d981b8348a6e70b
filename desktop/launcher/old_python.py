"""Says that a Python is too old. Must itself run on that Python: nothing newer than Python 3.6 in this file."""

import shutil
import sys
from typing import Callable, Optional, Tuple

OLDEST = (3, 11)
NEWER_COMMANDS = ("python3.14", "python3.13", "python3.12", "python3.11")


def too_old_sentence(
    version: Tuple[int, ...], folder: str, find_command: Callable[[str], Optional[str]] = shutil.which
) -> Optional[str]:
    """Return what to tell the owner of this Python `version`, or None if it is new enough.

    `folder` is what was started (desktop or tests); `find_command` finds a program by its name.
    """
    if version[:2] >= OLDEST:
        return None
    sentence = "Next Rung needs Python 3.11 or later, and this is Python {}".format(".".join(map(str, version)))
    for command in NEWER_COMMANDS:
        if find_command(command):
            return f"{sentence}: start it with {command} {folder}"
    mend = "install a newer one (Debian, Ubuntu: sudo apt-get install python3.11 python3.11-venv)"
    return f"{sentence}: {mend} and start it with python3.11 {folder}"


def stop_if_too_old(version: Tuple[int, ...], folder: str) -> None:
    """End the program with one sentence and exit status 1 if this Python `version` is too old."""
    sentence = too_old_sentence(version, folder)
    if sentence:
        sys.exit(sentence)
