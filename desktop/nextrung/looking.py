"""Looking at what a path names: where the system refuses a look there is nothing to find, and never an error."""

from __future__ import annotations

import os
from pathlib import Path

Identity = tuple[int, int]
"""The device and number of a file: equal for all its names, hard and symbolic links among them."""


def is_folder(path: Path) -> bool:
    """Whether a folder is seen there."""
    return os.path.isdir(path)  # noqa: PTH112  (Path.is_dir raises where a folder is closed, or a name too long)


def is_file(path: Path) -> bool:
    """Whether an ordinary file is seen there."""
    return os.path.isfile(path)  # noqa: PTH113


def is_there(path: Path) -> bool:
    """Whether anything is seen there."""
    return os.path.exists(path)  # noqa: PTH110


def resolved(path: Path) -> Path:
    """The path without links in it; one that leads in a circle stays as it is from there on."""
    return Path(os.path.realpath(path))  # Path.resolve raises where links lead in a circle


def identity(path: Path) -> Identity | None:
    """Which file a path leads to, whatever it is called; None when there is none to be seen."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    # Two names lead to one file when device and number agree, however they are spelled or linked.
    return found.st_dev, found.st_ino
