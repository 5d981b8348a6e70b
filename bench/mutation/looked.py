"""What tests come through, and waiting for the processes that they run in."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

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

    @classmethod
    def read(cls, notes: Any) -> Looked:
        """From what a ``Watcher`` wrote."""
        seconds, functions, unseen = notes
        return cls(seconds, {(name, line): tests for name, line, tests in functions}, frozenset(unseen))

    def tests_of(self, path: Path, function: int) -> list[str]:
        """The tests that can tell, the quickest first: they came through a function; after them those unseen.

        Code outside functions runs before all of them.
        """
        came = {*self.functions.get((str(path), function), [])} if function else {*self.seconds}
        return sorted(came | self.unseen, key=lambda test: (test not in came, self.seconds[test]))


def ended(child: int, limit: float) -> int | None:
    """The exit code of a process that leads a group of its own; None when that was ended after ``limit`` seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


class Watcher:
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

    def write(self) -> None:
        """Keep the notes."""
        functions = [(name, line, tests) for (name, line), tests in self._functions.items()]
        self._notes.write_text(json.dumps([self._seconds, functions, self._unseen]))
