"""Lists and pages follow a swipe of a finger."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QScroller, QWidget


class SwipeScrolling(QObject):
    """Has everything that scrolls in a page or window follow swipes, whenever it comes into sight."""

    def __init__(self, root: QWidget) -> None:
        """Watch ``root``, whose child this is, so that Qt deletes both together."""
        super().__init__(root)
        self._root = root
        root.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the root is shown, give swipes to each area in it that scrolls and has none yet."""
        if event.type() is QEvent.Type.Show:
            # looked for at each show, as parts are put into a page after it was built
            for area in self._root.findChildren(QAbstractScrollArea):
                if not QScroller.hasScroller(area.viewport()):
                    # touch alone: by the mouse too, a drag over a text would scroll instead of selecting it
                    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        return False
