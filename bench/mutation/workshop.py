"""A copy of the project in which one file at a time is given a fault, and the tests that run there.

Tests run in a child that is forked off with the libraries loaded, which saves a second or two for each of them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.mutation.looked import Looked, ended
from bench.mutation.warm import Changed, Warm

OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=0")
"""Watched, a test takes many times as long, which is no hanging."""


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

    def try_all(
        self, targets: Sequence[str], faults: Sequence[Changed], limit: float
    ) -> tuple[Looked, list[str | None]]:
        """What became of each fault in tests that are collected once; None for one outside functions.

        Raises RuntimeError when the tests do not pass as they are, as then none says anything.
        """
        kept = self.folder / "tried.json"
        kept.unlink(missing_ok=True)
        _, told = self.run(targets, limit, [Warm(self.folder, faults, kept, self.changed)])
        if not kept.exists():
            raise RuntimeError(f"The tests must pass before they can be measured:\n{told[-2000:]}")
        looked, tried = json.loads(kept.read_text())
        return Looked.read(looked), tried

    def run(self, targets: Sequence[str], limit: float, plugins: Sequence[object] = ()) -> tuple[int | None, str]:
        """The exit code of pytest, None after ``limit`` seconds, and what it printed."""
        printed = self.folder / "printed.txt"
        sys.stdout.flush()
        child = os.fork()
        if not child:
            self._test(targets, printed, plugins)
        return ended(child, limit), printed.read_text(errors="replace")

    def _test(self, targets: Sequence[str], printed: Path, plugins: Sequence[object]) -> None:
        code = 3
        try:
            os.setsid()  # what the tests start ends with them
            out = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(out, 1)
            os.dup2(out, 2)
            os.chdir(self.folder)
            sys.path[:0] = [str(self.folder / "desktop"), str(self.folder)]
            code = int(pytest.main([*OPTIONS, f"--basetemp={self.folder}-tests", *targets], plugins=list(plugins)))
        except BaseException:  # told in the file; the child must not go on as if it were the parent
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
