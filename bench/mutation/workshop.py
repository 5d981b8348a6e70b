"""A copy of the project in which one file at a time is given a fault, and the tests that run there.

Tests run in a child that is forked off with the libraries loaded, which saves a second or two for each of them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

FAILED = 1
"""The exit code of pytest when a test failed."""
INTERRUPTED = (2, 3)
"""When the tests could not be collected, as the file cannot be imported any more."""


STARTS = ("subprocess.Popen", "os.fork", "os.posix_spawn")
"""What Python itself tells of a process that begins (its audit events)."""


class Looked(NamedTuple):
    """What a run of all tests of a room tells.

    The seconds of each test, the functions that it came through, and the tests with processes or threads of their own
    in which nobody could look.
    """

    seconds: dict[str, float]
    functions: dict[tuple[str, int], list[str]]
    unseen: frozenset[str]

    def tests_of(self, path: Path, function: int) -> list[str]:
        """The tests that can tell, the quickest first: they came through a function; after them those unseen.

        Code outside functions runs before all of them.
        """
        came = {*self.functions.get((str(path), function), [])} if function else {*self.seconds}
        return sorted(came | self.unseen, key=lambda test: (test not in came, self.seconds[test]))


class Workshop:
    """The copy, in a folder of its own."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.folder = folder
        names = subprocess.run(["git", "ls-files", "-z"], cwd=project, check=True, capture_output=True).stdout  # noqa: S607
        for name in names.decode().split("\0"):
            if name and (project / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(project / name, folder / name)

    @contextmanager
    def changed(self, path: Path, source: str) -> Iterator[None]:
        """Have another text in a file; its time differs too, so that Python does not take what it compiled before."""
        file = self.folder / path
        before, times = file.read_bytes(), file.stat()
        file.write_text(source, encoding="utf-8")
        os.utime(file, (times.st_atime, time.time() + 100))
        try:
            yield
        finally:
            file.write_bytes(before)
            os.utime(file, (times.st_atime, times.st_mtime))

    def look(self, targets: Sequence[str], limit: float) -> Looked:
        """Run all tests of a room once, as they are. Raises RuntimeError when one fails, as then none says anything."""
        notes = self.folder / "functions.json"
        code, told = self.run(targets, limit, [_Watcher(self.folder, notes)])
        if code:
            raise RuntimeError(f"The tests must pass before they can be measured:\n{told[-2000:]}")
        seconds, functions, unseen = json.loads(notes.read_text())
        return Looked(seconds, {(name, line): tests for name, line, tests in functions}, frozenset(unseen))

    def run(self, targets: Sequence[str], limit: float, plugins: Sequence[object] = ()) -> tuple[int | None, str]:
        """The exit code of pytest, None after ``limit`` seconds, and what it printed."""
        printed = self.folder / "printed.txt"
        sys.stdout.flush()
        child = os.fork()
        if not child:
            self._test(targets, printed, plugins)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status), printed.read_text(errors="replace")
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return None, printed.read_text(errors="replace")

    def _test(self, targets: Sequence[str], printed: Path, plugins: Sequence[object]) -> None:
        code = 3
        try:
            os.setsid()  # what the tests start ends with them
            out = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(out, 1)
            os.dup2(out, 2)
            os.chdir(self.folder)
            sys.path[:0] = [str(self.folder / "desktop"), str(self.folder)]
            code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *targets], plugins=list(plugins)))
        except BaseException:  # told in the file; the child must not go on as if it were the parent
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


class _Watcher:
    """Notes for every test which functions of the program are called while it runs."""

    def __init__(self, folder: Path, notes: Path) -> None:
        self._start = f"{folder}/desktop/"
        self._cut = len(f"{folder}/")
        self._notes = notes
        self._seen: set[tuple[str, int]] = set()
        self._seconds: dict[str, float] = {}
        self._functions: dict[tuple[str, int], list[str]] = {}
        self._unseen: list[str] = []
        self._starts = 0
        sys.addaudithook(self._on_event)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        self._seen.clear()
        begin, starts = time.perf_counter(), self._starts
        threading.settrace(self._on_call)
        sys.settrace(self._on_call)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)
            if self._starts > starts or "qapp" in getattr(item, "fixturenames", ()):  # Qt makes threads of its own
                self._unseen.append(item.nodeid)
            self._seconds[item.nodeid] = time.perf_counter() - begin
            for name, line in self._seen.copy():
                self._functions.setdefault((name[self._cut :], line), []).append(item.nodeid)

    def _on_event(self, event: str, _: object) -> None:
        self._starts += event in STARTS

    def _on_call(self, frame: FrameType, _event: str, _: object) -> None:
        # It returns nothing, so that Python tells it no lines and no returns, which would take long.
        if frame.f_code.co_filename.startswith(self._start):
            self._seen.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

    def pytest_sessionfinish(self) -> None:
        functions = [(name, line, tests) for (name, line), tests in self._functions.items()]
        self._notes.write_text(json.dumps([self._seconds, functions, self._unseen]))
