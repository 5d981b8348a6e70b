"""Libraries without the other libraries that they load where those are installed, though not for us."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Have modules with these names look as if they were not installed; one that is loaded already stays."""
    hidden = [name for name in names if name not in sys.modules]
    modules: dict[str, Any] = sys.modules  # None marks a module that cannot be imported
    modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del modules[name]
