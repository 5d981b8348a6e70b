"""Takes widgets off a page for good."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget


def discard(widgets: Iterable[QWidget]) -> None:
    """Remove widgets at once.

    They are hidden first: a widget that loses its parent while it waits to be shown would come up as a window of its
    own, and one that has the focus would take it away from the window.
    """
    for widget in widgets:
        widget.hide()
        widget.setParent(None)
        # a click on one of them may still be under way, and goes on in the widget when this returns
        widget.deleteLater()
