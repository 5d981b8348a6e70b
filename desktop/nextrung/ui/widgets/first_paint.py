"""Work that may follow the first look at a widget, so that it does not hold the look up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget


class _FirstPaint(QTimer):
    """Waits for one paint of the widget it belongs to, then for the event loop; goes when the widget goes."""

    def __init__(self, widget: QWidget, work: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._work = work
        self.setSingleShot(True)
        self.timeout.connect(self._on_timeout)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint, and leave it to the widget."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # a filter sees the event before the widget does; the timer comes when the paint is over
            self.start(0)
        return False

    @Slot()
    def _on_timeout(self) -> None:
        self.deleteLater()
        if self._widget.window().isVisible():  # closed in between, it has nothing left to work on
            self._work()


def after_first_paint(widget: QWidget, work: Callable[[], object]) -> None:
    """Call ``work`` once, in the event loop, when ``widget`` has been painted next; never if it goes before.

    Nor does it when the window is closed between the paint and the call.
    """
    _FirstPaint(widget, work)
