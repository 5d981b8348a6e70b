"""Tells a screen reader what just happened."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str) -> None:
    """Have ``message`` read out when a screen reader listens; costs nothing otherwise."""
    # asked of the module and not imported by name: PySide makes a class, here a large one, when it is first asked for
    if QtGui.QAccessible.isActive():
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, message))
