"""What Ctrl+K can find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct


class JumpEntry(Struct, frozen=True):
    """Something to go to: its name, what kind of thing it is, further words it is found by, and how to get there."""

    name: str
    kind: str
    go: Callable[[], object]
    words: str = ""


Source = Callable[[], Iterable[JumpEntry]]
"""Lists what can be gone to; asked each time the list is opened."""
