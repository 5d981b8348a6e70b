"""One program for one data folder."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests import given

from nextrung import app
from nextrung.errors import DatabaseError, InUseError
from nextrung.store import lock
from nextrung.store.lock import FolderLock

unix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
HOLDING = """
import subprocess, sys, time
from pathlib import Path
from nextrung.store.lock import FolderLock
FolderLock(Path(sys.argv[1])).acquire()
if "child" in sys.argv:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    print(child.pid, flush=True)
print("held", flush=True)
time.sleep(60)
"""


def holding(folder: Path, *more: str) -> subprocess.Popen[str]:
    """Another program that holds the lock."""
    environment = {**os.environ, "PYTHONPATH": str(given.PROJECT / "desktop")}
    command = [sys.executable, "-c", HOLDING, str(folder), *more]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def line_of(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def end(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.communicate(timeout=20)


def test_that_a_second_program_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    other = holding(tmp_path)
    try:
        assert line_of(other) == "held"
        with pytest.raises(InUseError, match=r"^Next Rung is open already with the data in .*; use that window\.$"):
            FolderLock(tmp_path).acquire()
        with pytest.raises(InUseError):
            app.open_workspace(tmp_path)
        assert not (tmp_path / "nextrung.db").exists(), "nothing is opened without the lock"
    finally:
        end(other)  # by kill -9 on Unix
    with FolderLock(tmp_path):
        pass


@unix_only
def test_that_a_child_that_outlives_a_killed_program_does_not_hold_the_lock(tmp_path: Path) -> None:
    other = holding(tmp_path, "child")
    child = int(line_of(other))
    try:
        assert line_of(other) == "held"
        other.kill()
        other.wait(timeout=20)
        os.kill(child, 0)  # it is still there
        with FolderLock(tmp_path):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        end(other)


@unix_only
def test_that_releasing_frees_it_though_a_forked_child_goes_on(tmp_path: Path) -> None:
    held = FolderLock(tmp_path)
    held.acquire()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(writing)
        os.read(reading, 1)
        os._exit(0)
    try:
        held.release()
        with FolderLock(tmp_path):
            pass
    finally:
        os.close(writing)
        os.close(reading)
        os.waitpid(child, 0)


def test_that_it_can_be_taken_again_in_the_same_program_after_it_was_let_go(tmp_path: Path) -> None:
    for _ in range(3):
        with FolderLock(tmp_path), pytest.raises(InUseError):
            FolderLock(tmp_path).acquire()
    held = FolderLock(tmp_path)
    held.release()


def test_that_a_file_that_is_left_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / lock.NAME).write_text("4711", encoding="utf-8")
    with FolderLock(tmp_path):
        pass


def test_that_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"^The data folder .* cannot be used: No such file or directory\.$"):
        FolderLock(tmp_path / "nowhere").acquire()


def test_that_a_disk_that_cannot_lock_is_not_said_to_be_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_file: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "lock", refuse)
    with pytest.raises(DatabaseError, match=r"cannot be locked: No locks available\.$") as caught:
        FolderLock(tmp_path).acquire()
    assert not isinstance(caught.value, InUseError)
