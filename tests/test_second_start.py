"""A second start brings the first window to the front, with real programs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests import given

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from nextrung import app
from nextrung.ui.shell.window import MainWindow
def shown(self):
    print("asked", flush=True)
MainWindow._on_listener_asked.__code__ = shown.__code__
listen = MainWindow.listen
def listening(self):
    listen(self)
    print("listening", flush=True)
MainWindow.listen = listening
raise SystemExit(app.run(Path(sys.argv[1])))
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(given.PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def first(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The first program, listening."""
    program = subprocess.Popen(
        [sys.executable, "-c", FIRST, str(folder)], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert line_of(program) == "listening"
        yield program
    finally:
        program.kill()
        program.communicate(timeout=30)


def line_of(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def second(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "nextrung.cli", "--data-dir", str(folder)]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=90)


def test_that_a_second_start_shows_the_first_window_and_ends(tmp_path: Path) -> None:
    with first(tmp_path) as program:
        done = second(tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert line_of(program) == "asked"
        assert program.poll() is None


def test_that_a_start_after_a_crash_is_not_held_up_by_what_was_left(tmp_path: Path) -> None:
    with first(tmp_path) as program:
        program.send_signal(signal.SIGKILL)
        program.wait(timeout=30)
    with first(tmp_path) as program:  # takes the lock, removes the stale socket, and listens again
        assert second(tmp_path).returncode == 0
        assert line_of(program) == "asked"


def test_that_a_first_program_that_hangs_is_said_in_one_sentence(tmp_path: Path) -> None:
    with first(tmp_path) as program:
        program.send_signal(signal.SIGSTOP)
        try:
            before = time.monotonic()
            done = second(tmp_path)
            assert time.monotonic() - before < 60
        finally:
            program.send_signal(signal.SIGCONT)
    assert done.returncode == 1
    assert done.stderr == f"Next Rung is open already with the data in {tmp_path}; use that window.\n"
