"""Brushes that fade out to both sides."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QLinearGradient


def fading(color: QColor, box: QRectF, full: tuple[float, float]) -> QBrush:
    """A colour that is full between two parts of a box, shares of its width, and gone at both of its ends."""
    gone = QColor(color)
    gone.setAlpha(0)
    gradient = QLinearGradient(box.topLeft(), box.topRight())
    for at, one in ((0.0, gone), (full[0], color), (full[1], color), (1.0, gone)):
        gradient.setColorAt(min(1.0, max(0.0, at)), one)
    return QBrush(gradient)
