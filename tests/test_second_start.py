"""A second start brings the first window to the front, with real programs."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests import given

from nextrung.ui.shell import one_window
from nextrung.ui.shell.one_window import OneWindow

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from nextrung import app
from nextrung.ui.shell.window import MainWindow
def shown(self):
    print("asked", flush=True)
MainWindow.come_forward.__code__ = shown.__code__
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


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the session, which is this user's own; its path is short, as such paths are."""
    with tempfile.TemporaryDirectory(prefix="nr-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def test_that_it_listens_in_a_folder_that_nobody_else_enters(qapp: QApplication, runtime: Path, tmp_path: Path) -> None:
    before = {one for one in Path(tempfile.gettempdir()).iterdir() if one.is_socket()}
    window = OneWindow(tmp_path, qapp)
    place = Path(next(one_window.places(tmp_path)))
    assert place.is_socket()
    assert place.parent.parent == runtime
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert {one for one in Path(tempfile.gettempdir()).iterdir() if one.is_socket()} <= before
    window.stop()


def test_that_a_folder_of_others_is_passed_over(runtime: Path, tmp_path: Path) -> None:
    theirs = runtime / "nextrung-window"

    def used() -> list[str]:
        return [place for place in one_window.places(tmp_path) if place.startswith(str(runtime))]

    theirs.mkdir()
    theirs.chmod(0o777)
    assert used() == []
    theirs.rmdir()
    theirs.symlink_to(tmp_path)
    assert used() == []
    theirs.unlink()
    assert len(used()) == 1


def test_that_a_place_is_never_longer_than_a_socket_may_be(
    qapp: QApplication, runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    monkeypatch.setenv("XDG_CACHE_HOME", str(runtime))
    places = list(one_window.places(deep))
    assert places
    assert max(len(os.fsencode(place)) for place in places) <= 100
    window = OneWindow(deep, qapp)
    assert Path(places[0]).is_socket()
    window.stop()


@pytest.mark.usefixtures("runtime")
@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="this system does not say who is at the other end")
def test_that_another_user_is_neither_asked_nor_heard(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = OneWindow(tmp_path, qapp)
    asked: list[str] = []
    window.asked.connect(asked.append)
    caller = QLocalSocket()
    caller.connectToServer(next(one_window.places(tmp_path)))
    assert caller.waitForConnected(1000)
    assert one_window.is_ours(caller)
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert not one_window.is_ours(caller)
    caller.write(b"token\n/etc/passwd\n")
    qtbot.waitUntil(lambda: caller.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []
    window.stop()


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
