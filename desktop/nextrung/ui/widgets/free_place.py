"""Where something may stand over a window without covering what can be pressed, typed into, chosen or read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QLabel, QStyle, QWidget

MARGIN = 12
"""Device-independent pixels kept free around it."""
STEP = 16
"""Device-independent pixels between two places that are tried."""


class FreePlace(NamedTuple):
    """A place, and how many square pixels of actions and words it covers, by their weight."""

    box: QRect
    covered: int


class CoveredControl(NamedTuple):
    """A part of a window that is used or read, and how bad it is to cover a pixel of it."""

    box: QRect
    weight: int


def uses_of(window: QWidget, without: QWidget) -> list[CoveredControl]:
    """The parts of a window, in its coordinates, that take keys or the pointer now, or have words to read."""
    found = (
        CoveredControl(_box(one).translated(one.mapTo(window, QPoint())).intersected(_seen(one, window)), _weight(one))
        for one in window.findChildren(QWidget)
        if one.isVisible() and (_acts(one) or _reads(one)) and not without.isAncestorOf(one)
    )
    # what is scrolled out of sight cannot be covered
    return [one for one in found if not one.box.isEmpty()]


def _reads(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and bool(widget.text())


def _acts(widget: QWidget) -> bool:
    """A scrolling page and a chart take the focus as well, but only what is on them acts."""
    around = widget.parentWidget()
    # the viewport fills its whole area, which would count as covered anywhere
    if isinstance(around, QAbstractScrollArea) and around.viewport() is widget:
        return False
    # a page takes the focus by a click alone, until a control of it has it, and would count as covered anywhere too
    if not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    return not isinstance(widget, QAbstractScrollArea) or isinstance(widget, QAbstractItemView)


def _box(widget: QWidget) -> QRect:
    """A widget, in its own coordinates; a list only as far as it has rows, words as far as their line goes."""
    if isinstance(widget, QLabel):
        box = QRect(QPoint(), widget.size().boundedTo(QSize(widget.sizeHint().width(), widget.height())))
        box.moveLeft(widget.width() - box.width() if _at_right(widget) else 0)
        return box
    if not isinstance(widget, QAbstractItemView) or widget.model() is None:
        return widget.rect()
    last = widget.visualRect(widget.model().index(widget.model().rowCount() - 1, 0))
    end = widget.viewport().mapTo(widget, last.bottomRight()).y() if last.isValid() else 0
    return QRect(0, 0, widget.width(), min(end, widget.height()))


def _weight(widget: QWidget) -> int:
    """The rows of a list can be scrolled from under what covers them, as words can; a button cannot."""
    return 1 if isinstance(widget, QAbstractItemView) else 2 if isinstance(widget, QLabel) else 1000


def _at_right(label: QLabel) -> bool:
    """Whether the words of a label stand at its right side."""
    side = QStyle.visualAlignment(label.layoutDirection(), label.alignment())
    return bool(side & (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignHCenter))


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """What the widgets around it let be seen of it."""
    seen = QRect(window.rect())
    above = widget.parentWidget()
    while above is not None and above is not window:
        seen = seen.intersected(QRect(above.mapTo(window, QPoint()), above.size()))
        above = above.parentWidget()
    return seen


def free_place(size: QRect, room: QRect, uses: Sequence[CoveredControl]) -> FreePlace:
    """The lowest place, in the middle first, that covers nothing, or else the least."""
    best: FreePlace | None = None
    first, spare = room.left() + MARGIN, max(0, room.width() - size.width() - 2 * MARGIN)
    # the middle, then both sides, then between them: where messages are looked for
    starts = [first + spare * quarter // 4 for quarter in (2, 4, 0, 3, 1)]
    # in plain numbers: hundreds of places are tried against each word of a page while the window waits
    edges = [(one.box.left(), one.box.top(), one.box.right(), one.box.bottom(), one.weight) for one in uses]
    # from below to above: a message is looked for at the foot of a window, and pages begin at the top
    for y in range(room.bottom() - MARGIN - size.height(), room.top() + MARGIN, -STEP):
        beside = [one for one in edges if one[1] < y + size.height() and one[3] >= y]
        for x in starts:
            box = QRect(x, y, size.width(), size.height())
            found = FreePlace(box, _covered(box, beside))
            if found.covered == 0:
                return found
            if best is None or found.covered < best.covered:
                best = found
    return best or FreePlace(QRect(starts[0], room.top() + MARGIN, size.width(), size.height()), 0)


def _covered(box: QRect, edges: Sequence[tuple[int, int, int, int, int]]) -> int:
    """The square pixels that a box covers, by their weight, of boxes told by their first and last pixels."""
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    covered = 0
    for first, upper, last, lower, weight in edges:
        wide = min(right, last) - max(left, first) + 1
        tall = min(bottom, lower) - max(top, upper) + 1
        if wide > 0 and tall > 0:
            covered += wide * tall * weight
    return covered
