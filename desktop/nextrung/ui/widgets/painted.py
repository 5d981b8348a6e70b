"""Work that may follow the first look at a widget, so that it does not hold the look up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class _FirstPaint(QTimer):
    """Waits for one paint of the widget it belongs to, then for the event loop; goes when the widget goes."""

    def __init__(self, widget: QWidget, work: Callable[[], object]) -> None:
        super().__init__(widget)
        self.setSingleShot(True)
        self.timeout.connect(work)
        self.timeout.connect(self.deleteLater)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint, and leave it to the widget."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.start(0)
        return False


def after_paint(widget: QWidget, work: Callable[[], object]) -> None:
    """Call ``work`` once, in the event loop, when ``widget`` has been painted next; never if it goes before."""
    _FirstPaint(widget, work)
