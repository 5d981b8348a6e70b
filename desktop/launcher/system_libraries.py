"""The libraries Qt needs from a Linux system: whether they are there, and how they get there."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from launcher.console import SetUpError, ask, is_terminal, say
from nextrung.libraries.missing import find_font, missing_libraries, missing_sentence
from nextrung.libraries.package_managers import administrator_prefix, command_line, install_steps, is_administrator


def _loaded_files(needed: Iterable[str]) -> list[str]:
    """Return the files the needed libraries, already loaded, came from."""
    names = set(needed)
    with Path("/proc/self/maps").open(encoding="utf-8", errors="surrogateescape") as maps:
        files = {line.split(maxsplit=5)[-1].rstrip("\n") for line in maps if "/" in line}
    loaded = sorted(file for file in files if any(Path(file).name.startswith(name) for name in names))
    return [*loaded, *filter(None, [find_font()])]


def remember(memory: Path, needed: Sequence[str]) -> None:
    """Keep where the needed libraries were found, so that the next start only looks whether they are still there.

    Nothing needed is nothing to remember. A folder that may not be written to costs the next start a few
    milliseconds, so that is no error.
    """
    if not needed:
        return
    with contextlib.suppress(OSError):
        memory.write_text("\n".join([" ".join(needed), *_loaded_files(needed)]), encoding="utf-8")


def _install(missing: Sequence[str]) -> None:
    steps = install_steps(missing)
    prefix = administrator_prefix()
    line = command_line(steps, prefix)
    sentence = missing_sentence(missing, line)
    if not steps or prefix is None:
        raise SetUpError(sentence)
    if is_terminal():
        if not ask(f"Next Rung needs {len(missing)} more libraries from your system. Install them now with: {line}"):
            raise SetUpError(sentence)
        say("Installing them; this may take a minute.")
    elif is_administrator():
        say(f"Installing the system libraries Next Rung needs: {line}")
    else:
        raise SetUpError(sentence)
    for step in steps:
        _run_step([*prefix, *step.command], sentence, may_fail=step.only_prepares)


def _run_step(command: list[str], sentence: str, *, may_fail: bool) -> None:
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            check=False,
        )
    except OSError as error:
        raise SetUpError(f"{sentence} ({command[0]} could not be run: {error.strerror})") from None
    if done.returncode != 0 and not may_fail:
        words = (done.stdout.strip().splitlines() or ["no reason given"])[-1]
        raise SetUpError(f"{sentence} (tried just now, and it failed: {words})")


def ensure_libraries(needed: Sequence[str]) -> None:
    """Make sure that the needed libraries are there: install them if the person agrees or nobody needs to be asked.

    Raises SetUpError with the exact command where they stay missing.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(needed)
    if missing:
        _install(missing)
        missing = missing_libraries(missing)
    if missing:
        steps = install_steps(missing)
        raise SetUpError(missing_sentence(missing, command_line(steps, administrator_prefix())))
