"""Which libraries of the system are missing, and the sentence that says what installs them."""

import ctypes
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from nextrung.counting import counted
from nextrung.libraries.needed import A_FONT, DRAWING
from nextrung.libraries.package_managers import administrator_prefix, command_line, install_steps

FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".pfb")


def _can_load(library: str) -> bool:
    try:
        # Loading is the only sure test: a name in a list of packages may be of another architecture.
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def find_font() -> str | None:
    """Return the path of some font on this system, or None."""
    home = Path.home()
    for folder in (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    ):
        # Distributions link folders of fonts from elsewhere.
        for parent, _, names in os.walk(folder, followlinks=True):
            for name in names:
                if name.lower().endswith(FONT_ENDINGS):
                    return str(Path(parent, name))
    return None


def missing_libraries(needed: Iterable[str]) -> list[str]:
    """Return those of the needed libraries that this system cannot load."""
    return [name for name in needed if not (find_font() if name == A_FONT else _can_load(name))]


def missing_sentence(missing: Sequence[str], command: str) -> str:
    """Return the sentence that tells what is missing and the command that installs it, or else the names."""
    if command:
        more = counted(len(missing) - 1, "1 more system library", "{0} more system libraries")
        what = missing[0] if len(missing) == 1 else f"{missing[0]} and {more}"
        return f"Next Rung cannot draw without {what}; install what is missing with: {command}"
    return f"Next Rung cannot draw without these system libraries; install them and start again: {', '.join(missing)}."


def sentence_for(needed: Iterable[str], reason: str) -> str:
    """Return what to tell when Qt could not be loaded for want of a library, as `reason` says."""
    missing = missing_libraries(needed or DRAWING)
    if not missing:
        return f"Next Rung cannot draw here, because a system library could not be used: {reason}."
    return missing_sentence(missing, command_line(install_steps(missing), administrator_prefix()))
