"""Work of Qt that nothing may come between."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back the collection of garbage while Qt walks through all widgets.

    Qt notes all widgets first and then tells one after another of a new style. A collection in the middle, in the
    answer of a widget of ours, would take widgets away that are still to be told, and bring the program down.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()
