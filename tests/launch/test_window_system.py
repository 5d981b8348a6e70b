"""A start on a screen whose libraries are missing: a sentence and a command, in the place of Qt's abort."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nextrung import resources
from nextrung.window_system import platforms

LIBRARY = "libxcb-cursor.so.0"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt needs no library of the system")
def test_that_a_missing_library_of_the_window_is_named_with_what_installs_it(tmp_path: Path) -> None:
    (tmp_path / LIBRARY).write_bytes(b"")  # found first, and cannot be loaded
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    variables = {name: value for name, value in os.environ.items() if name not in screens}
    variables |= {"DISPLAY": ":77", "LD_LIBRARY_PATH": str(tmp_path)}
    variables["PYTHONPATH"] = str(resources.folder("assets").parent / "desktop")
    command = [sys.executable, "-P", "-m", "nextrung", "--data-dir", str(tmp_path / "data")]
    ended = subprocess.run(command, env=variables, capture_output=True, text=True, check=False, timeout=300)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert len(ended.stderr.splitlines()) == 1
    assert LIBRARY in ended.stderr
    if shutil.which("apt-get"):
        assert "apt-get install -y --no-install-recommends libxcb-cursor0" in ended.stderr


@pytest.mark.parametrize(
    ("variables", "tried"),
    [
        ({}, []),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["xcb", "wayland"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, []),
        ({"QT_QPA_PLATFORM": "wayland-egl;xcb"}, ["wayland", "xcb"]),
        ({"QT_QPA_PLATFORM": "xcb;offscreen"}, []),
        ({"QT_QPA_PLATFORM": "xcb:nographicsarb"}, ["xcb"]),
    ],
)
def test_that_only_plugins_that_qt_would_take_are_tried(variables: dict[str, str], tried: list[str]) -> None:
    assert platforms(variables) == tried
