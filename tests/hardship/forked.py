"""Runs a part of a test in a child process, which may lose its rights, its disk or its folder."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable


def in_a_child(work: Callable[[], None]) -> None:
    """Run ``work`` in a fork of this process; fails with its traceback when it raises.

    The fork is made by the system itself: Python would warn of threads that other tests have left, which do not matter
    for a child that only runs Python and SQLite and leaves without cleaning up.
    """
    reading, writing = os.pipe()
    child = _fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            os.write(writing, traceback.format_exc().encode()[-60_000:])
        finally:
            os._exit(code)
    os.close(writing)
    said = b""
    while piece := os.read(reading, 65_536):
        said += piece
    os.close(reading)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code == 0, f"the child ended with {code}:\n{said.decode(errors='replace')}"


def _fork() -> int:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()
