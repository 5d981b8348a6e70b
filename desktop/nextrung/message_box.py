"""A sentence in a window of the system's own: where there is no terminal, and Qt may be what failed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from nextrung.lazy import lazy

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = lazy("ctypes")

TITLE = "Next Rung"
_ICON_WARNING, _TO_THE_FRONT = 0x30, 0x10000
"""MB_ICONWARNING and MB_SETFOREGROUND of MessageBoxW."""


def show(text: str) -> None:
    """Show a text until it is read; only Windows has programs that nobody can hear otherwise."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, text, TITLE, _ICON_WARNING | _TO_THE_FRONT)
