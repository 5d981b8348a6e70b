"""The age tool opens what was sealed here, with the command that the help names, and the other way round."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest

from nextrung.sealing.sealed import Sealing, is_sealed, opened, sealed

pty = pytest.importorskip("pty", reason="Windows has no such terminals")
AGE = shutil.which("age") or ""
pytestmark = [
    pytest.mark.skipif(not AGE, reason="the age tool is not installed"),
    pytest.mark.usefixtures("quick_work"),
]
PLAIN = b"Jana, level 3.4\n" * 9000
WORDS = "Grüße  an alle, café "


def test_that_the_age_tool_opens_what_was_sealed_for_a_key(tmp_path: Path) -> None:
    mine = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(str(mine))
    (tmp_path / "in.age").write_bytes(sealed(PLAIN, Sealing(public_key=str(mine.to_public()))))
    done = subprocess.run(
        [AGE, "-d", "-i", "key.txt", "-o", "out", "in.age"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").read_bytes() == PLAIN


def test_that_the_age_tool_opens_what_was_sealed_with_a_passphrase_and_the_other_way_round(tmp_path: Path) -> None:
    (tmp_path / "in.age").write_bytes(sealed(PLAIN, Sealing(WORDS)))
    assert typed_into([AGE, "-d", "-o", "out", "in.age"], WORDS, tmp_path) == 0
    assert (tmp_path / "out").read_bytes() == PLAIN
    assert typed_into([AGE, "-p", "-a", "-o", "theirs", "out"], WORDS, tmp_path, times=2) == 0
    theirs = (tmp_path / "theirs").read_bytes()
    assert is_sealed(theirs)
    assert opened(theirs, given=WORDS) == PLAIN


def typed_into(command: list[str], passphrase: str, place: Path, times: int = 1) -> int:
    """Run a command on a terminal of its own and type the passphrase where it asks; its exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(place)
        os.execv(command[0], command)  # noqa: S606  (no shell is wanted)
    seen = b""
    try:
        for _ in range(times):
            while not seen.endswith(b": "):
                seen += os.read(terminal, 1000)
            seen = b""
            os.write(terminal, passphrase.encode() + b"\n")
        while os.read(terminal, 1000):
            pass
    except OSError:  # the terminal ends with the command
        pass
    finally:
        os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
