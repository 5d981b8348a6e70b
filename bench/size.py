"""The installed bundle, against a bundle of the same libraries around an empty window, without the program's data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Measurement
from bench.windows import frozen

ENCRYPTING = ("sqlcipher3", "nacl", "pynacl", "pyrage", "_cffi_backend")
"""How the names of the libraries begin that encrypt and seal."""


def size_of(folder: Path) -> float:
    """MiB of all files; a link counts nothing."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1024**2


def size_of_parts(folder: Path, begin: str) -> float:
    """MiB of the files and folders whose names begin so."""
    return sum(size_of(one) if one.is_dir() else one.stat().st_size / 1024**2 for one in folder.glob(f"{begin}*"))


def measure() -> Iterator[Measurement]:
    program, empty = frozen.bundle("page").parent, frozen.bundle("bare").parent
    whole = size_of(program)
    floor = size_of(empty) - size_of(empty / "_internal" / "nextrung")
    libraries = "the same libraries around an empty window"
    sealing = sum(size_of_parts(program / "_internal", part) for part in ENCRYPTING)
    yield Measurement(
        "what encryption and sealing add to the bundle",
        "the bundle without it",
        sealing,
        whole - sealing,
        (sealing, sealing),
        "at most 25 MiB",
        "MiB",
    )
    yield Measurement("size of the bundle", libraries, whole, floor, (whole, whole), "at most 1.15 x", "MiB")
