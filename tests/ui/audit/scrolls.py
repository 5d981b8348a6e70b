"""Short lists and fields that scroll by themselves within a page: the wheel stays in them on its way down the page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QPlainTextEdit, QScrollArea, QWidget
from tests.ui.audit.parts import named, parts

from nextrung.ui.widgets.growing_field import MOST_LINES
from nextrung.ui.widgets.rows import WHOLE


def caught(root: QWidget) -> Iterator[str]:
    """Lists and fields that could be seen whole, and catch the wheel of the page around them."""
    for part in parts(root):
        if isinstance(part, QAbstractScrollArea) and part.verticalScrollBar().maximum() and _is_short(part):
            around = part.parentWidget()
            while around is not None and not isinstance(around, QScrollArea):
                around = around.parentWidget()
            if around is not None:
                yield f"scrolls within its page: {named(part)}"


def _is_short(part: QAbstractScrollArea) -> bool:
    if isinstance(part, QAbstractItemView):
        return part.model().rowCount() <= WHOLE
    # the layout of plain texts counts its height in lines
    return isinstance(part, QPlainTextEdit) and part.document().size().height() <= MOST_LINES
