"""Margins that differ at both sides, so that they change places where reading runs from right to left."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QWidget


def set_mirrored_margins(
    inside: QWidget | QLayout, *, start: int = 0, top: int = 0, end: int = 0, bottom: int = 0
) -> None:
    """Keep room free where reading starts, above, where it ends and below; in device-independent pixels.

    Qt turns the order of parts round with the direction of reading, but not the margins of a layout or widget.
    """
    left, right = (end, start) if QGuiApplication.isRightToLeft() else (start, end)
    inside.setContentsMargins(left, top, right, bottom)
