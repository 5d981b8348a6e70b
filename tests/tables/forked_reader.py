"""The reading process of spreadsheets for campaigns: one that was started once, and forks for each file.

A fork has the same limits as a process of its own, and ends as it would; what is saved is the start of Python.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from types import TracebackType

from tests.given import PROJECT

from nextrung.intake import own_process, sheet_reader

_SERVE = "import sys; sys.path[:0] = sys.argv[1:]; from tests.tables import forked_reader; forked_reader.serve()"


class ForkedReader:
    """Does the tasks of ``nextrung.intake.sheets`` one after the other."""

    def __enter__(self) -> ForkedReader:
        command = [sys.executable, "-c", _SERVE, str(PROJECT), str(PROJECT / "desktop")]
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.communicate()

    def done(self, task: bytes) -> tuple[int, bytes]:
        """How the process ended, and what it wrote."""
        asked, found = self._server.stdin, self._server.stdout
        assert asked is not None
        assert found is not None
        asked.write(struct.pack("<I", len(task)) + task)
        asked.flush()
        code, size = struct.unpack("<iI", found.read(8))
        return code, found.read(size)


def _do(task: bytes, into: int) -> None:
    """Do a task in a fork, which ends here however it goes."""
    try:
        own_process.limit()
        with os.fdopen(into, "wb") as found:
            found.write(sheet_reader.answered(task))
        os._exit(0)
    finally:
        os._exit(1)


def serve() -> None:
    """Fork for each task on standard input."""
    import python_calamine  # noqa: F401  (loaded once, in place of in each fork)

    with open(0, "rb") as asked, open(1, "wb") as told:
        while head := asked.read(4):
            task = asked.read(*struct.unpack("<I", head))
            out, into = os.pipe()
            child = os.fork()
            if not child:
                _do(task, into)
            os.close(into)
            with os.fdopen(out, "rb") as found:
                raw = found.read()
            _, status = os.waitpid(child, 0)
            told.write(struct.pack("<iI", os.waitstatus_to_exitcode(status), len(raw)) + raw)
            told.flush()
