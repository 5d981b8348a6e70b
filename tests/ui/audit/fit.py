"""Texts that are cut off, and parts that stand outside of what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from tests.ui.audit.parts import labels, named, parts

from nextrung.ui.widgets.hint import LONGEST_LINE
from nextrung.ui.widgets.text import BREAK

CELL_PADDING = 26
"""Pixels beside the text of a cell: what the style asks for."""
MOST_ROWS = 40
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
        elif isinstance(part, QTableView):
            yield from _cut_cells(part)
        yield from _outside(part)
        yield from _wide_hint(part.toolTip(), part)


def _wide_hint(text: str | None, part: QWidget) -> Iterator[str]:
    """A hint that is too wide to be read, where nothing breaks its lines."""
    widest = max(map(len, (text or "").splitlines()), default=0)
    if widest > LONGEST_LINE:
        yield f"a line of a hint has {widest} characters: {text!r}, {named(part)}"


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


def _cut_cells(table: QTableView) -> Iterator[str]:
    """Headings that are cut, and texts that are cut and not told whole by a tooltip."""
    header = table.horizontalHeader()
    for column in range(header.count()):
        if table.isColumnHidden(column):
            continue
        room = header.sectionSize(column)
        if header.isVisible() and room + SLACK < header.sectionSizeHint(column) and not _wraps(header, column):
            heading = table.model().headerData(column, Qt.Orientation.Horizontal)
            yield f"heading {heading!r} needs {header.sectionSizeHint(column)} px and has {room}: {named(table)}"
        for row in range(min(table.model().rowCount(), MOST_ROWS)):
            index = table.model().index(row, column)
            yield from _wide_hint(index.data(Qt.ItemDataRole.ToolTipRole), table)
            if not index.data() or index.data(Qt.ItemDataRole.ToolTipRole):
                continue
            option = QStyleOptionViewItem()
            option.initFrom(table)
            option.font, option.fontMetrics = table.font(), table.fontMetrics()
            option.rect = table.visualRect(index)
            needed = table.itemDelegateForIndex(index).sizeHint(option, index)
            if needed.width() > room + SLACK and not table.wordWrap():
                yield f"cell {index.data()!r} needs {needed.width()} px and has {room}: {named(table)}"
            if table.wordWrap() and _wrapped(table, str(index.data()), room) > table.rowHeight(row) + SLACK:
                yield f"cell {index.data()!r} is cut in a row of {table.rowHeight(row)} px: {named(table)}"


def _wraps(header: QHeaderView, column: int) -> bool:
    align = header.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    return "\n" in str(header.model().headerData(column, Qt.Orientation.Horizontal)) or bool(
        int(align or header.defaultAlignment()) & Qt.TextFlag.TextWordWrap.value
    )


def _wrapped(table: QTableView, text: str, width: int) -> int:
    """The height that a text needs in a cell of a width, with the paddings of the style beside it."""
    room = QRect(0, 0, max(1, width - CELL_PADDING), 10_000)
    return table.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()


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
    area = parent.parentWidget()
    if isinstance(parent, QScrollArea) or (isinstance(area, QScrollArea) and area.viewport() is parent):
        return
    beyond = max(-part.x(), part.geometry().right() - parent.rect().right())
    below = part.geometry().bottom() - parent.rect().bottom()
    if max(beyond, below) > SLACK:
        yield f"{max(beyond, below)} px outside of its {type(parent).__name__}: {named(part)}"
