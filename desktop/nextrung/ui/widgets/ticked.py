"""The entries of an open list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem

_Index = QModelIndex | QPersistentModelIndex


class TickedDelegate(QStyledItemDelegate):
    """Draws the entries of a list, with a tick at the chosen one, where reading ends."""

    def __init__(self, box: QComboBox) -> None:
        """Draw the entries of ``box``."""
        super().__init__(box)
        self._box = box

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Take the letters of the list: Qt hands on those of the box, whose chosen entry is bold."""
        super().initStyleOption(option, index)
        option.font = self._box.view().font()
        option.fontMetrics = QFontMetrics(option.font)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The text with some air, and the tick."""
        line = option.fontMetrics.height()
        hint = super().sizeHint(option, index)
        # two lines of width hold the tick and air on both sides; rows this high are easy to point at
        return QSize(hint.width() + 2 * line, max(hint.height(), round(line * 1.7)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The entry, then the tick."""
        super().paint(painter, option, index)
        if index.row() != self._box.currentIndex():
            return
        side = option.fontMetrics.ascent()
        place = QRect(option.rect.right() - side - side // 2, option.rect.center().y() - side // 2, side, side)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(option.rect.left() + side // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Accent), max(2, side / 6)))
        painter.drawPolyline(
            [
                place.topLeft() + QPoint(round(x * side), round(y * side))
                # the three corners of a tick, in parts of its square
                for x, y in ((0.1, 0.55), (0.4, 0.85), (0.9, 0.2))
            ]
        )
        painter.restore()
