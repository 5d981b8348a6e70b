"""What the journeys need of the system, and what of it is not there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.real.screen import SYSTEM_PYTHON

PROGRAMS = ("Xvfb", "openbox", "weston", "dbus-run-session", "setxkbmap", "xkbcomp", "localedef", SYSTEM_PYTHON)
PACKAGES = Path(__file__).with_name("packages.txt")
LANGUAGES = Path("/usr/share/i18n/locales/de_DE")
MODULES = "import Xlib, gi; gi.require_version('Gio', '2.0')"


def missing() -> str:
    """Why no journey can be made here; empty where everything is there."""
    lacks = [one for one in PROGRAMS if shutil.which(one) is None]
    lacks += [] if LANGUAGES.exists() else [str(LANGUAGES)]
    if SYSTEM_PYTHON not in lacks:
        found = subprocess.run([SYSTEM_PYTHON, "-c", MODULES], capture_output=True, check=False)
        lacks += [] if found.returncode == 0 else ["Xlib or gi of the system’s Python"]
    if not lacks:
        return ""
    packages = " ".join(PACKAGES.read_text().split())
    return f"{', '.join(lacks)} not found; Debian has all in: apt-get install {packages}"
