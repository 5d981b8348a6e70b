"""Processes of their own that read files of strangers: how they are started, how they answer, and their limits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SECONDS = 15.0
"""For the whole process; its time on the processor is limited further."""
MOST_MEMORY = 640 * 1024 * 1024
"""Bytes of address space; the whole of a full template takes some 60 million."""
MOST_SECONDS = 4
"""Seconds on the processor."""
_SOURCE = Path(__file__).resolve().parents[2]
_BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); from nextrung.intake import {0}; {0}.main()"


def done(reader: str, flag: str, task: bytes) -> tuple[int, bytes]:
    """Have a module of this package do a task in its own process: how it ended, and what it wrote.

    ``flag`` is what the installed program starts itself with for it. Raises TimeoutExpired, OSError.
    """
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console for it
    ended = subprocess.run(
        _command(reader, flag),
        input=task,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=False,
        creationflags=hidden,
    )
    return ended.returncode, ended.stdout


def _command(reader: str, flag: str) -> list[str]:
    """The program itself where it is installed as one file; else this Python, which must find the same modules."""
    if getattr(sys, "frozen", False):
        return [sys.executable, flag]
    # "-I": no variable, user folder or module in the working folder changes what is loaded.
    return [sys.executable, "-I", "-c", _BEGIN.format(reader), str(_SOURCE)]


def serve(answered: Callable[[bytes], bytes]) -> None:
    """Do one task, within limits on memory and time where the system has them."""
    limit()
    with open(0, "rb") as asked:  # by number: a program with a window may have no other standard streams
        task = asked.read()
    with open(1, "wb") as found:
        found.write(answered(task))


def limit() -> None:
    """Have the system end this process when it takes more than reading a file may."""
    try:
        import resource  # noqa: PLC0415  (Windows has none)
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),  # the remains of a process that was ended would hold what it read
    ):
        with suppress(ValueError, OSError):  # some systems know a limit and do not take it
            resource.setrlimit(what, (most, most))
