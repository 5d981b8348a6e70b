"""The installed bundle, against a bundle of the same libraries around an empty window, without the program's data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Measurement
from bench.windows import frozen


def size_of(folder: Path) -> float:
    """MiB of all files; a link counts nothing."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1024**2


def measure() -> Iterator[Measurement]:
    program, empty = frozen.bundle("page").parent, frozen.bundle("bare").parent
    whole = size_of(program)
    floor = size_of(empty) - size_of(empty / "_internal" / "nextrung")
    libraries = "the same libraries around an empty window"
    yield Measurement("size of the bundle", libraries, whole, floor, (whole, whole), "at most 1.15 x", "MiB")
