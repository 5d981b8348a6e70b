"""A button that takes no press for a while."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton

SECOND = 1000
"""Milliseconds."""


def hold(button: QAbstractButton, seconds: int) -> None:
    """Let ``button`` be pressed again after so many seconds, and not before; 0 is at once."""
    button.setEnabled(not seconds)
    if seconds:
        # with the button as its context the call is dropped when the button goes first
        QTimer.singleShot(seconds * SECOND, button, partial(button.setEnabled, True))
