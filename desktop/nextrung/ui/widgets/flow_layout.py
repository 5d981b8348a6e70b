"""A layout that goes on in the next line when a line is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets side by side from where reading begins, in as many lines as the width asks for."""

    def __init__(self, across: int, down: int, parent: QWidget | None = None) -> None:
        """Leave ``across`` pixels between widgets and ``down`` between lines."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._across = across
        self._down = down
        # a layout owns its items; kept in Python, their wrappers live as long as they do
        self._entries: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add at the end."""
        self._entries.append(item)

    def count(self) -> int:
        """How many widgets there are."""
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The entry at an index, or None."""
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the entry at an index out."""
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Nowhere: by default a layout takes whatever room there is, and the lines would float in it."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        margins = self.contentsMargins()
        across = margins.left() + margins.right()
        return self._arrange(QRect(0, 0, width - across, 0), move=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        # keeps the box, for ``geometry`` to return
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        hints = [entry.sizeHint() for entry in self._entries if not entry.isEmpty()]
        wide = sum(hint.width() for hint in hints) + self._across * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """As wide as the widest entry."""
        sizes = [entry.minimumSize() for entry in self._entries]
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide, max((size.height() for size in sizes), default=0)).grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place everything, in the middle of its line; returns the height of all lines."""
        top = rect.y()
        for at, line in enumerate(self._lines(rect.width())):
            top += self._down if at else 0
            tall = max(_size(entry, rect.width()).height() for entry in line)
            if move:
                self._place(line, QRect(rect.x(), top, rect.width(), tall))
            top += tall
        return top - rect.y()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for entry in self._entries:
            if entry.isEmpty():
                continue
            wide = _size(entry, width).width()
            if not lines or used + self._across + wide > width:
                lines.append([])
                # the first entry of a line has no distance before it
                used = -self._across
            lines[-1].append(entry)
            used += self._across + wide
        return lines

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        # Qt turns only its own layouts round where reading runs from right to left
        mirrored = self.parentWidget() is not None and self.parentWidget().isRightToLeft()
        left = room.x()
        for entry in line:
            hint = _size(entry, room.width())
            # ``right`` of a box of whole pixels is its last pixel, one short of its edge
            at = room.right() + 1 - (left - room.x()) - hint.width() if mirrored else left
            entry.setGeometry(QRect(QPoint(at, room.y() + (room.height() - hint.height()) // 2), hint))
            left += hint.width() + self._across


def _size(entry: QLayoutItem, width: int) -> QSize:
    """As large as it wants to be, but no wider than a line."""
    hint = entry.sizeHint()
    if hint.width() <= width or not entry.hasHeightForWidth():
        return hint
    return QSize(width, entry.heightForWidth(width))
