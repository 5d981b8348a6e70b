"""The contrast of the texts as they are painted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from tests.ui.audit.parts import named, parts, place
from tests.ui.pixels import Pixels, colors

from nextrung.ui.theme.tokens import contrast

LEAST = 4.5
PAINTED = 0.9
"""How much of its contrast a thin letter keeps when its edges are smoothed."""


def faint(root: QWidget) -> Iterator[str]:
    """Texts that are too close to their ground; best asked for at a large text size, where letters have solid stems."""
    pixels = colors(root.grab().toImage())
    for part in parts(root):
        if not isinstance(part, QLabel | QAbstractButton) or not part.text() or not part.isEnabled():
            continue
        box = place(part).intersected(root.rect())
        shown = part.visibleRegion().boundingRect()
        if shown.height() < part.height() or box.width() < 8:
            continue  # scrolled away in part
        on_top = root.childAt(box.center())
        if on_top is not part and (on_top is None or not part.isAncestorOf(on_top)):
            continue  # something stands over it
        inner = box.adjusted(4, 4, -4, -4) if isinstance(part, QAbstractButton) else box
        seen = pixels[inner.top() : inner.bottom() + 1, inner.left() : inner.right() + 1].reshape(-1, 3)
        if len(seen) == 0:
            continue
        ratio = _ratio(seen)
        if ratio < LEAST * PAINTED:
            yield f"contrast {ratio:.1f}: {named(part)}"


def _ratio(seen: Pixels) -> float:
    """The greatest contrast of any pixel with the commonest colour."""
    packed = seen[:, 0].astype(int) << 16 | seen[:, 1].astype(int) << 8 | seen[:, 2]
    kinds, counts = numpy.unique(packed, return_counts=True)
    ground = f"#{kinds[counts.argmax()]:06X}"
    return max(contrast(ground, f"#{color:06X}") for color in kinds)
