"""Tries faults in forks of a process that has collected the tests: only what runs anew takes time.

A fault within a function is put into the function that is there, wherever else it was imported to. The file is changed
meanwhile too, for tests that start the program.
"""

from __future__ import annotations

import gc
import json
import os
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

from bench.mutation.looked import Looked, Watcher, ended

LONGEST_LOOK = 3000.0
"""Seconds for all tests of a room, watched."""
PATIENCE = 4
"""How many times as long as the tests of a spot took a run may take: faults make endless loops."""
LEAST = 30.0
"""Seconds that a run may take in any case."""
OUTCOMES = {0: "survived", None: "endless"}
"""By the exit code of the tests; every other one means that a test noticed."""


class Changed(NamedTuple):
    """A file with a fault, and the first line of the function that it is in, 0 outside any."""

    path: Path
    function: int
    source: str


def patience(looked: Looked, near: Sequence[str]) -> float:
    """Seconds that these tests may take."""
    return LEAST + PATIENCE * sum(looked.seconds[one] for one in near)


class Warm:
    """Takes the place of the run of the tests, once they are collected."""

    def __init__(
        self,
        folder: Path,
        faults: Sequence[Changed],
        kept: Path,
        changed: Callable[[Path, str], AbstractContextManager[None]],
    ) -> None:
        self._folder = folder
        self._faults = faults
        self._kept = kept
        self._changed = changed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Look at all tests once, then try every fault. Nothing is kept when a test fails by itself."""
        notes = self._folder / "looked.json"
        if self._forked(session, session.items, LONGEST_LOOK, watcher=Watcher(self._folder, notes)) == 0:
            looked = Looked.read(json.loads(notes.read_text()))
            items = {item.nodeid: item for item in session.items}
            tried: list[str | None] = []
            for fault in self._faults:
                tried.append(self._tried(session, items, looked, fault))
                self._kept.write_text(json.dumps([json.loads(notes.read_text()), tried]))
        return True

    def _tried(
        self, session: pytest.Session, items: dict[str, pytest.Item], looked: Looked, fault: Changed
    ) -> str | None:
        functions = _functions(self._folder / fault.path, fault.source) if fault.function else []
        if not functions:
            return None
        near = looked.tests_of(fault.path, fault.function)
        # Only the first of several tests comes through what is then kept, so what these let pass all others try too.
        rest = [one for one in items if one not in near]
        with self._changed(fault.path, fault.source):
            for some in (near, rest):
                code = self._forked(session, [items[one] for one in some], patience(looked, some), functions)
                if code != 0:
                    return OUTCOMES.get(code, "noticed")
        return OUTCOMES[0]

    def _forked(
        self,
        session: pytest.Session,
        items: Sequence[pytest.Item],
        limit: float,
        functions: Sequence[tuple[FunctionType, CodeType]] = (),
        watcher: Watcher | None = None,
    ) -> int | None:
        child = os.fork()
        if child:
            return ended(child, limit)
        code = 3
        try:
            os.setsid()  # what the tests start ends with them
            for function, changed in functions:
                function.__code__ = changed
            if watcher is not None:
                session.config.pluginmanager.register(watcher)
            outcome = _run(session, items)
            if watcher is not None:
                watcher.write()
            code = outcome
        except BaseException:  # told in the file of what is printed; the child must not go on as if it were the parent
            traceback.print_exc()
        finally:
            os._exit(code)


def _run(session: pytest.Session, items: Sequence[pytest.Item]) -> int:
    """1 as soon as a test fails, else 0."""
    for item, following in zip(items, (*items[1:], None), strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return 1
    return 0


def _functions(path: Path, source: str) -> list[tuple[FunctionType, CodeType]]:
    """The functions of a file, as they are loaded, that another text of it changes, with their new code."""
    changed = dict(_codes(compile(source, str(path), "exec")))
    found = []
    for function in gc.get_objects():
        if type(function) is FunctionType and function.__code__.co_filename == str(path):
            code = function.__code__
            new = changed.get((code.co_qualname, code.co_firstlineno))
            if new is not None and new != code and new.co_freevars == code.co_freevars:
                found.append((function, new))
    return found


def _codes(code: CodeType) -> Any:
    """Every code within another by its name and first line: lines before a change stay where they are."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield (one.co_qualname, one.co_firstlineno), one
            yield from _codes(one)
