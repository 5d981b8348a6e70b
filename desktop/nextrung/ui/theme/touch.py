"""What fingers need: lists and pages that follow a swipe, and targets that a finger hits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputDevice
from PySide6.QtWidgets import QAbstractScrollArea, QScroller, QWidget

LARGE_TARGETS = """
QPushButton, QComboBox, QLineEdit, QDateEdit, QDateTimeEdit, QSpinBox, QDoubleSpinBox { min-height: 26px; }
QPushButton[kind="link"] { min-height: 30px; }
QCheckBox, QRadioButton, QSlider { min-height: 40px; }
QMenu::item, QComboBox QAbstractItemView::item { padding-top: 11px; padding-bottom: 11px; }
"""
"""Paddings and edges add up to 40 device-independent pixels with these; WCAG 2.5.8 asks for 24 at the least."""


def has_touch_screen() -> bool:
    """Whether somebody can touch a screen of this computer."""
    return any(one.type() is QInputDevice.DeviceType.TouchScreen for one in QInputDevice.devices())


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
