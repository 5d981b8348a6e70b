"""The running program, spoken to through the platform's accessibility bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nextrung import resources
from nextrung.libraries.missing import missing_libraries
from nextrung.libraries.needed import X11_WINDOW

SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("dbus-run-session", "xvfb-run", SYSTEM_PYTHON)
LONGEST = 280
"""Seconds; the run of the tests gives a test up after 300."""


def missing() -> str:
    """What is not installed here: a library of windows, or a part of the bus.

    The Debian packages of the latter are xvfb, xauth, dbus, at-spi2-core and python3-pyatspi.
    """
    for program in NEEDED:
        if shutil.which(program) is None:
            return program
    for library in missing_libraries(X11_WINDOW):
        return library
    found = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "pyatspi (packages python3-pyatspi, gir1.2-atspi-2.0 and at-spi2-core)"


@pytest.mark.skipif(bool(missing()), reason=f"the accessibility bus cannot be reached without {missing()}")
def test_that_a_quick_form_is_taken_by_a_screen_reader(tmp_path: Path) -> None:
    code = resources.folder("assets").parent / "desktop"
    kept = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "PYTHONPATH")}
    run = (
        "import sys; sys.path.insert(0, sys.argv.pop(1));"
        "from nextrung.cli import main; raise SystemExit(main(sys.argv[1:]))"
    )
    program = [sys.executable, "-c", run, str(code), "--data-dir", str(tmp_path / "data")]
    journey = [SYSTEM_PYTHON, str(Path(__file__).with_name("journey.py")), *program]
    spoken = subprocess.run(
        [str(shutil.which("dbus-run-session")), "--", "xvfb-run", "-a", *journey],
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
        env={**kept, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8", "NO_AT_BRIDGE": "0"},
    )
    assert spoken.returncode == 0, spoken.stderr[-2000:]
    assert "answered 30" in spoken.stdout
    assert "results are on show" in spoken.stdout
