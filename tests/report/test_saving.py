from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.given_first import PROJECT
from tests.report import made

from nextrung.report.saving import LONGEST_BYTES, LONGEST_NAME, WriteError, safe_name, save


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    save(path, b"first")
    save(path, b"second, longer")
    assert path.read_bytes() == b"second, longer"
    assert names(tmp_path) == ["report.pdf"]


@pytest.mark.parametrize(
    ("where", "words"),
    [("gone/report.pdf", "is not there; choose another"), (".", "is a folder"), ("a\0b.pdf", "no name for a file")],
)
def test_that_a_place_that_cannot_be_written_is_said_in_a_sentence(where: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=words):
        save(tmp_path / where, b"text")
    assert names(tmp_path) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a limit on the size of files")
def test_that_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"old")
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from nextrung.report.saving import WriteError, save\n"
        "try: save(Path(sys.argv[1]), b'x' * 5000)\n"
        "except WriteError as error: print(error)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "desktop"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", script, str(tmp_path / "report.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert os.strerror(errno.EFBIG) in done.stdout
    assert (tmp_path / "report.pdf").read_bytes() == b"old"
    assert names(tmp_path) == ["report.pdf"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Alex", "Report - Alex.pdf"),
        ("Ann/../etc\\passwd", "Report - Ann .. etc passwd.pdf"),
        ('a<b>c:d"e|f?g*h', "Report - a b c d e f g h.pdf"),
        ("  ..  ", "Report.pdf"),
        ("", "Report.pdf"),
        ("😀", "Report.pdf"),
        ("Zoë\nŁukasz\t漢字", "Report - Zoë Łukasz 漢字.pdf"),
        ("דוד\u202e\u200f בן", "Report - דוד בן.pdf"),
    ],
)
def test_that_any_name_makes_a_readable_file_name(name: str, expected: str) -> None:
    assert safe_name("Report", name, suffix=".pdf") == expected


@pytest.mark.parametrize("name", [made.LONG_NAME, "漢" * 300, "e\u0301" * 300, "👩‍💻 a" * 90])
def test_that_a_long_name_fits_every_system(name: str, tmp_path: Path) -> None:
    made_name = safe_name("Report", name, suffix=".xlsx")
    assert len(made_name) <= LONGEST_NAME
    assert len(made_name.encode()) <= LONGEST_BYTES
    save(tmp_path / made_name, b"text")


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "LPT9.x"])
def test_that_names_reserved_on_windows_are_avoided(name: str) -> None:
    assert safe_name(name, suffix=".pdf").startswith("_")
