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


def _run(tool: str, pdf: bytes, folder: Path, *options: str, after: tuple[str, ...] = ()) -> str:
    path = folder / "looked-at.pdf"
    path.write_bytes(pdf)
    found = shutil.which(tool)
    assert found is not None
    done = subprocess.run([found, *options, str(path), *after], capture_output=True, check=True)
    return done.stdout.decode()
