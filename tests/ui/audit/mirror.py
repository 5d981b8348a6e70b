"""Parts that do not stand where a mirror would put them when the language runs from right to left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget
from tests.ui.audit.parts import named, parts, place, roots

from nextrung.ui.shell.window import MainWindow

SLACK = 3
"""Pixels that the edges of joined buttons and the rounding of shares may take."""


LOOSE = ("scrollBody",)
"""As wide as the scroll bar lets them be, which a text of another length may bring; what is in them is compared."""
Spans = dict[tuple[str, int], tuple[int, int]]
"""Left edge and width of every part, by its name and which of this name it is."""


def spans(window: MainWindow) -> list[tuple[int, Spans]]:
    """Width of every window on show, and where its parts stand across it."""
    return [(root.width(), across(root)) for root in roots(window)]


def across(root: QWidget) -> Spans:
    """Where the parts of a window stand across it."""
    found: Spans = {}
    seen: Counter[str] = Counter()
    for part in parts(root):
        name = named(part)
        if part.objectName() in LOOSE:
            continue
        found[name, seen[name]] = (place(part).x(), part.width())
        seen[name] += 1
    return found


def unmirrored(straight: list[tuple[int, Spans]], mirrored: list[tuple[int, Spans]]) -> Iterator[str]:
    """What stands in both, and not in the place of its mirror image."""
    for (width, before), (other, after) in zip(straight, mirrored, strict=True):
        if width != other:
            yield f"the window has {other} px in place of {width}"
        for name in before.keys() & after.keys():
            (left, wide), (found, found_wide) = before[name], after[name]
            wanted = width - left - wide
            if abs(found - wanted) > SLACK or abs(found_wide - wide) > SLACK:
                yield f"{found_wide} px at {found} in place of {wide} px at {wanted}: {name[0]}"
