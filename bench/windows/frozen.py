"""Freezes the windows of this folder the way the program is frozen, into ``build/bench``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
BUILT = PROJECT / "build" / "bench"
INPUTS = ("build.spec", "requirements.lock", "desktop", "assets", "questionnaires", "bench/windows")


def bundle(name: str) -> Path:
    """The frozen program of ``windows/NAME.py``, made anew when something that goes into it is newer."""
    program = BUILT / name / "next-rung" / "nextrung"
    if not program.exists() or program.stat().st_mtime < _newest():
        print(f"freezing {name}, which takes minutes", file=sys.stderr)
        environment = {**os.environ, "NEXTRUNG_SCRIPT": str(PROJECT / "bench" / "windows" / f"{name}.py")}
        places = ["--distpath", str(BUILT / name), "--workpath", str(BUILT / f"{name}-work")]
        command = [sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places]
        subprocess.run([*command, str(PROJECT / "build.spec")], env=environment, cwd=PROJECT, check=True)
    return program


def _newest() -> float:
    files = [path for one in INPUTS for path in ((PROJECT / one), *(PROJECT / one).rglob("*"))]
    return max(path.stat().st_mtime for path in files if path.is_file() and path.suffix != ".pyc")
