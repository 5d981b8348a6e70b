"""The Pythons of this machine, and an environment of its own for each, kept outside the project between runs."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from launcher.environment import cache_folder
from launcher.old_python import OLDEST
from launcher.stamp import STAMP_NAME, environment_python

PROJECT = Path(__file__).resolve().parent.parent.parent
_NAME = re.compile(r"python3(\.\d+)?(\.exe)?")
_ABOUT = "import sys; print(*sys.version_info[:3], sys._base_executable, sep='\\n')"
_MAKE = """
import sys
from pathlib import Path
project, folder = map(Path, sys.argv[1:])
sys.path.insert(0, str(project / "desktop"))
from launcher.console import SetUpError
from launcher.environment import check_python_can_make_environments, set_up_in
try:
    check_python_can_make_environments()
    set_up_in(project, folder)
except (SetUpError, OSError) as error:
    sys.exit(f"cannot: {error}")
"""


class Python(NamedTuple):
    """One Python of this machine that the program supports."""

    version: tuple[int, int, int]
    executable: Path

    def __str__(self) -> str:
        return f"Python {'.'.join(map(str, self.version))} ({self.executable})"

    @property
    def is_running(self) -> bool:
        """Whether the tests run in it: their own environment is there."""
        return self.executable == Path(sys._base_executable).resolve()  # type: ignore[attr-defined]

    @property
    def folder(self) -> Path:
        """Where its environment is kept, by the packages in it and by the Python."""
        lock = (PROJECT / "requirements.lock").read_bytes()
        mark = hashlib.sha256(lock + os.fsencode(self.executable)).hexdigest()[:12]
        return cache_folder() / "nextrung" / "test-environments" / f"{'.'.join(map(str, self.version))}-{mark}"

    def environment(self) -> Path | None:
        """Its Python with all packages; None while that is not made."""
        if self.is_running:
            return Path(sys.executable)
        return environment_python(self.folder) if (self.folder / STAMP_NAME).exists() else None

    def make_environment(self) -> str:
        """Make its environment in the place of an outdated one; returns why it could not be made, or nothing."""
        for outdated in self.folder.parent.glob(f"{self.folder.name.rpartition('-')[0]}-*"):
            if outdated.is_dir() and outdated != self.folder:
                shutil.rmtree(outdated)
        command = [str(self.executable), "-I", "-c", _MAKE, str(PROJECT), str(self.folder)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        return "" if made.returncode == 0 else (made.stderr.strip().splitlines() or ["no reason given"])[-1]


def found() -> list[Python]:
    """Every Python on the search path and of pyenv that is new enough, each once, the oldest first."""
    known = {python for candidate in _candidates() if (python := _look_at(candidate)) is not None}
    return sorted(python for python in known if python.version >= OLDEST)


def _candidates() -> Iterator[Path]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = [Path(name) for name in os.environ.get("PATH", "").split(os.pathsep) if name]
    folders += sorted((pyenv / "versions").glob("*/bin"))
    yield Path(sys.executable)
    for folder in folders:
        if folder.is_dir() and folder != pyenv / "shims":  # stand-ins for the versions, which are looked at themselves
            yield from (path for path in sorted(folder.iterdir()) if _NAME.fullmatch(path.name))


def _look_at(candidate: Path) -> Python | None:
    """What it is; None where it does not run."""
    try:
        told = subprocess.run([candidate, "-I", "-c", _ABOUT], capture_output=True, text=True, check=True).stdout
        *numbers, base = told.splitlines()
        major, minor, micro = map(int, numbers)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return Python((major, minor, micro), Path(base).resolve())
