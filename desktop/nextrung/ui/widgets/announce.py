"""Tells a screen reader what just happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nextrung.lazy import lazy

if TYPE_CHECKING:
    from PySide6 import QtGui
else:
    QtGui = lazy("PySide6.QtGui")


def announce(widget: QWidget, message: str) -> None:
    """Have ``message`` read out when a screen reader listens; costs nothing otherwise."""
    if QtGui.QAccessible.isActive():
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, message))
