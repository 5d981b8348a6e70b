"""Plays the scripted assessment and marks in the log what is acknowledged: ``python power_run.py DATABASE ROUNDS``."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from tests.hardship import filled, modes, scripted


def main(database: Path, rounds: int) -> None:
    mark = ctypes.CDLL(None).power_log_mark
    mark.argtypes = [ctypes.c_uint64]
    modes.unlock(database)
    workspace = filled.open_workspace(database)
    mark(0)
    for acknowledged in scripted.play(workspace, scripted.acts(rounds)):
        mark(acknowledged)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
