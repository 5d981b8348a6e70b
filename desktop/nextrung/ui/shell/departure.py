"""Why a window goes to come again: its data are locked, or written anew while no page may read them."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QByteArray

from nextrung.workspace import Workspace


class WindowTask(Struct, frozen=True):
    """Work on data that no page has open: what is said while it runs, and the work, which returns what to say then.

    The work runs in a thread, on a workspace of its own. What it raises as NextRungError is said as well. ``after`` is
    what the settings open at when it is done; empty goes back to where the person was.
    """

    title: str
    about: str
    work: Callable[[Workspace], str]
    after: str = ""


class Departure(Struct, frozen=True):
    """Where the person was, and the window as Qt saved its place; without a ``task`` the data are locked."""

    place: str
    geometry: QByteArray
    task: WindowTask | None
