"""What the audits look at: the parts of a window that are on show, and how a finding names one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from nextrung.ui.shell.window import MainWindow

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
INSIDE = (QAbstractSpinBox, QComboBox, QAbstractItemView, QScrollBar)
"""What is made of controls of its own that nobody reaches one by one."""


def roots(window: MainWindow) -> list[QWidget]:
    """The dialogs on show, or the window when there are none: a dialog covers what is behind it."""
    dialogs: list[QWidget] = [one for one in window.findChildren(QDialog) if one.isVisible()]
    return dialogs or [window]


def parts(root: QWidget) -> Iterator[QWidget]:
    """Everything on show in a window, without the inner parts of compound controls."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.window() is root and not _is_inside(widget):
            yield widget


def controls(root: QWidget) -> Iterator[QWidget]:
    """What a person can act on."""
    for widget in parts(root):
        if isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar) and widget.isEnabled():
            yield widget


def labels(root: QWidget) -> Iterator[QLabel]:
    """The texts on show."""
    for widget in parts(root):
        if isinstance(widget, QLabel) and widget.text():
            yield widget


def place(widget: QWidget) -> QRect:
    """Where it stands in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value)


def named(widget: QWidget) -> str:
    """How a finding names a part: its class, its object name and the texts on it."""
    words = getattr(widget, "text", None)
    text = str(words())[:48] if callable(words) else ""
    return f"{type(widget).__name__} {widget.objectName()!r} {text!r}"


def _is_inside(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_") or type(widget).__name__ in ("QHeaderView", "QTableCornerButton"):
        return True
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, INSIDE):
            return True
        parent = parent.parentWidget()
    return False
