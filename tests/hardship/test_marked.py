"""Not one word of encrypted data is in any byte that the program writes to any file, whatever it does and when it ends.

Swap, memory and the one file that is asked for in plain do not count.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests import given
from tests.campaign import Campaign
from tests.hardship import marked

from nextrung.workspace.unlocking import lock

STRACE = shutil.which("strace")
WRITING = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,mmap,rename,renameat,renameat2,symlink,link"
LONGEST = 1 << 24
"""Bytes of one write that are looked at."""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    marked.prepare(tmp_path / "world")
    lock(tmp_path / "world" / marked.DATA / "nextrung.db")
    return tmp_path / "world"


def run(world: Path, *numbers: int, before: tuple[str, ...] = ()) -> str:
    """Run the writer of marks; what it printed."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(given.PROJECT / "desktop"), str(given.PROJECT))),
        "TMPDIR": str(world / marked.TEMPORARY),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [*before, sys.executable, "-P", "-m", "tests.hardship.marked", str(world), *map(str, numbers)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=7200)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.skipif(STRACE is None, reason="strace, which sees every write, is not there")
def test_that_no_write_to_any_file_holds_a_mark(world: Path, tmp_path: Path, campaign: Campaign) -> None:
    """Files that are gone again are seen as well; what is asked for in plain shows that marks would be found."""
    trace, wanted = tmp_path / "trace", campaign.rounds(short=150, long=1000)
    strace = (str(STRACE), "-f", "-y", "-qq", "-xx", "-s", str(LONGEST), "-e", f"trace={WRITING}", "-o", str(trace))
    assert int(run(world, campaign.seed, wanted, 0, before=strace)) >= wanted
    assert marked.holding(world) == []
    asked_for = 0
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            if any(one in line for one in _MARKS) or _BEGINNING.search(line):
                assert _as_traced(marked.PLAIN.encode()) in line, line[:300]
                asked_for += 1
            if "MAP_SHARED" in line and "PROT_WRITE" in line and "MAP_ANONYMOUS" not in line:
                assert _as_traced(b"-shm") in line, line[:300]  # the index of a log: numbers of pages, no content
    assert asked_for


def test_that_a_program_killed_at_any_moment_leaves_no_mark(world: Path, campaign: Campaign) -> None:
    if os.name == "nt":
        pytest.skip("Windows has neither fork nor SIGKILL")
    run(world, campaign.seed, 0, campaign.rounds(short=12, long=400))


def _as_traced(raw: bytes) -> str:
    return "".join(f"\\x{one:02x}" for one in raw)


_MARKS = tuple(map(_as_traced, marked.IN_BYTES))
_BEGINNING = re.compile("|".join(re.escape(f'"{_as_traced(one)}') for one in marked.BEGINNINGS))
