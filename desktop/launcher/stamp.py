"""The mark of a finished set-up: which packages, which Python, which folder. Read at each start, so kept cheap."""

import os
import sys
from pathlib import Path

STAMP_NAME = "next-rung-set-up"
BEGUN_NAME = "next-rung-set-up-begun"  # there from the beginning: the folder is ours to clear away


def stamp_text(folder: Path, lock_text: str) -> str:
    """Return what the stamp of a finished environment says.

    It holds the whole list of packages: comparing 90 kB costs less than importing something that hashes them.
    The folder is in it because an environment that was moved names its old place inside.
    """
    return f"{sys.implementation.cache_tag} {sys.platform} {folder}\n{lock_text}"


def environment_python(folder: Path) -> Path:
    """Return the Python of the environment in `folder`, whether it is there or not."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def is_finished(folder: Path, lock_text: str) -> bool:
    """Return whether the environment in `folder` was set up to the end, here, for this Python and these packages."""
    try:
        text = (folder / STAMP_NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return text == stamp_text(folder, lock_text) and environment_python(folder).exists()


def write_stamp(folder: Path, lock_text: str) -> None:
    """Mark the environment in `folder` as finished, in one step that cannot be half done."""
    half = folder / (STAMP_NAME + ".half")
    half.write_text(stamp_text(folder, lock_text), encoding="utf-8")
    half.replace(folder / STAMP_NAME)
