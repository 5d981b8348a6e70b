"""What poppler's tools say about a PDF; tests that need them say so when they are not there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

needed = pytest.mark.skipif(
    shutil.which("pdftotext") is None or shutil.which("pdffonts") is None, reason="needs poppler-utils"
)


def text(pdf: bytes, folder: Path, *options: str) -> str:
    return _run("pdftotext", pdf, folder, *options, after=("-",))


def info(pdf: bytes, folder: Path) -> dict[str, str]:
    lines = (line.partition(":") for line in _run("pdfinfo", pdf, folder).splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def fonts(pdf: bytes, folder: Path) -> list[tuple[str, bool]]:
    """Names of the fonts, and whether each is embedded."""
    rows = _run("pdffonts", pdf, folder).splitlines()[2:]
    return [(row.split()[0], re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s", row)[1] == "yes") for row in rows]  # type: ignore[index]


def filled(pdf: bytes, folder: Path, top: float = 24, bottom: float = 20) -> list[float]:
    """How much of the height between the margins, in mm, each page holds, 0 to 1: down to its lowest word."""
    shares = []
    for page in _run("pdftotext", pdf, folder, "-bbox", after=("-",)).split("<page ")[1:]:
        height = float(re.search(r'height="([\d.]+)"', page)[1])  # type: ignore[index]
        begin, end = top * 72 / 25.4, height - bottom * 72 / 25.4
        lowest = max(below for below in map(float, re.findall(r'yMax="([\d.]+)"', page)) if below <= end)
        shares.append((lowest - begin) / (end - begin))
    return shares


def _run(tool: str, pdf: bytes, folder: Path, *options: str, after: tuple[str, ...] = ()) -> str:
    path = folder / "looked-at.pdf"
    path.write_bytes(pdf)
    found = shutil.which(tool)
    assert found is not None
    done = subprocess.run([found, *options, str(path), *after], capture_output=True, check=True)
    return done.stdout.decode()
