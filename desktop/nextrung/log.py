"""The log: when and where the program failed, never what a person wrote. No message of an error goes in."""

from __future__ import annotations

import os
import platform
import traceback
from pathlib import Path

from nextrung import __version__
from nextrung.clock import utc_now

LARGEST = 262_144
"""Bytes; a log that grew larger is put aside once, and the one put aside before it goes."""
OWNER_ONLY = 0o600
_PACKAGE = Path(__file__).resolve().parent


def record(path: Path, error: BaseException) -> bool:
    """Add where an error came from to the log; returns whether it stands there now.

    Kinds of errors, places in the program and versions: the texts of errors may hold names or notes, and stay out.
    """
    moment = utc_now().isoformat(timespec="seconds")
    lines = [f"{moment} Next Rung {__version__}, Python {platform.python_version()}, {platform.system()}"]
    seen: BaseException | None = error
    known: set[int] = set()
    while seen is not None and id(seen) not in known:  # errors can name each other as their cause
        known.add(id(seen))
        lines.append(f"  {type(seen).__module__}.{type(seen).__qualname__}")
        lines += [f"    {_place(frame)}" for frame in traceback.extract_tb(seen.__traceback__)]
        seen = seen.__cause__ or seen.__context__
    try:
        # One old log is kept: a fault that comes again and again must not fill the disk.
        if path.exists() and path.stat().st_size > LARGEST:
            path.replace(path.with_name(path.name + ".1"))
        # Appended, since a second program may note a failure in the same log.
        file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, OWNER_ONLY)
        with os.fdopen(file, "a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        return False
    return True


def _place(frame: traceback.FrameSummary) -> str:
    """File, line and function; of files elsewhere only the name, as their folders name the person's account."""
    path = Path(frame.filename)
    try:
        name = path.resolve().relative_to(_PACKAGE).as_posix()
    except ValueError:
        name = path.name
    return f"{name}:{frame.lineno} {frame.name}"
