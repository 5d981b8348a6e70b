"""Texts that are cut off, and parts that stand outside of what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from tests.ui.audit.parts import labels, named, parts

from nextrung.ui.widgets.text import BREAK

SLACK = 2
"""Pixels that rounding may take."""


def cut(root: QWidget, size: tuple[int, int]) -> Iterator[str]:
    """Everything in a window that does not fit where it stands."""
    if root.width() > size[0] or root.height() > size[1]:
        yield f"the window needs {root.width()} x {root.height()}, more than {size[0]} x {size[1]}"
    for label in labels(root):
        yield from _cut_label(label)
    for part in parts(root):
        if isinstance(part, QComboBox):
            yield from _cut_choice(part)
        elif isinstance(part, QAbstractButton):
            yield from _cut_button(part)
        elif isinstance(part, QScrollArea):
            yield from _cut_column(part)
        yield from _outside(part)


def _cut_label(label: QLabel) -> Iterator[str]:
    needed = label.sizeHint().width()
    if not label.wordWrap():
        if label.width() + SLACK < needed:
            yield f"{needed - label.width()} px of the width are missing: {named(label)}"
        return
    high = label.heightForWidth(label.width())
    if label.height() + SLACK < high:
        yield f"{high - label.height()} px of the height are missing: {named(label)}"
    parted = QLabel.text(label).replace(BREAK, " ").split()
    words = max((label.fontMetrics().horizontalAdvance(word) for word in parted), default=0)
    room = label.contentsRect().width() - 2 * label.margin()
    if words > room + SLACK:
        yield f"a word needs {words} px and has {room}: {named(label)}"


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    if not button.text():
        return
    hint = button.sizeHint()
    if button.sizePolicy().hasHeightForWidth():
        hint = QSize(button.width(), button.heightForWidth(button.width()))
    if isinstance(button, QCheckBox | QRadioButton) and not button.sizePolicy().hasHeightForWidth():
        hint = QSize(hint.width(), button.height())
    if button.width() + SLACK < hint.width() or button.height() + SLACK < hint.height():
        yield f"{button.width()} x {button.height()} of {hint.width()} x {hint.height()}: {named(button)}"


def _cut_choice(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    needed = QFontMetrics(box.font()).horizontalAdvance(box.currentText())
    if field.width() + SLACK < needed:
        yield f"{needed - field.width()} px of the chosen entry are missing: {box.currentText()!r} {named(box)}"


def _cut_column(area: QScrollArea) -> Iterator[str]:
    inner = area.widget()
    hidden = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inner is not None and hidden and inner.width() > area.viewport().width() + SLACK:
        over = inner.width() - area.viewport().width()
        widest = max(
            (one for one in inner.findChildren(QWidget) if one.isVisible() and one.layout() is None),
            key=lambda one: one.minimumSizeHint().width(),
            default=inner,
        )
        yield f"{over} px stand beside the column that is shown; widest is {named(widest)}"


def _outside(part: QWidget) -> Iterator[str]:
    parent = part.parentWidget()
    if parent is None or parent.isWindow() or part.size().isEmpty():
        return
    if isinstance(parent, QScrollArea) or parent.objectName() == "qt_scrollarea_viewport":
        return
    beyond = max(-part.x(), part.geometry().right() - parent.rect().right())
    below = part.geometry().bottom() - parent.rect().bottom()
    if max(beyond, below) > SLACK:
        yield f"{max(beyond, below)} px outside of its {type(parent).__name__}: {named(part)}"
