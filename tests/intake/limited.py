"""Runs one command of the program in a process of its own, with what it took to do it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NamedTuple

from tests.given import PROJECT

MOST_MEMORY = 1_000_000_000
"""Bytes that any entrance may take, processes it starts included."""


class Ran(NamedTuple):
    """How a command ended: exit code, both streams, and the most memory of it or a process it started, in bytes."""

    code: int
    out: str
    err: str
    memory: int


_MEASURED = (
    "import resource, sys\n"
    "from nextrung.cli import main\n"
    "code = main(sys.argv[1:])\n"
    "most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
    "print(f'memory {most}')\n"
    "raise SystemExit(code)\n"
)


def most_memory() -> int:
    """Bytes that this process, or one that it started, has had at most."""
    import resource

    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024


def run(*arguments: object, seconds: float = 60) -> Ran:
    """Run a command; it fails the test by TimeoutExpired when it hangs."""
    import resource

    command = [sys.executable, "-c", _MEASURED, *map(str, arguments)]
    variables = os.environ | {"PYTHONPATH": str(PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (8 * MOST_MEMORY, 8 * MOST_MEMORY))  # the machine goes on working

    done = subprocess.run(
        command, capture_output=True, text=True, env=variables, timeout=seconds, check=False, preexec_fn=limit
    )
    said, _, most = done.stdout.rpartition("memory ")
    return Ran(done.returncode, said, done.stderr, int(most or 0) * 1024)
