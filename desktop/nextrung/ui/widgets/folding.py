"""A row that goes on in the next line when it does not fit, so that large texts and long languages are not cut off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem

from nextrung.ui.theme.theme import Theme

LEAST_WORDS = 200
"""Width that words keep beside what else is in their row, at a text size of 100 %."""

_Line = list[tuple[QLayoutItem, QSize]]


class FoldingRow(QHBoxLayout):
    """A row like any other while there is room."""

    _theme: Theme | None = None

    def keep_words_wide(self, theme: Theme) -> None:
        """Fold before the parts that stretch, which are words, become a narrow column."""
        self._theme = theme

    def minimumSize(self) -> QSize:
        """As wide as the widest part, which stands alone in its line when there is no room for more."""
        if not self._lies():
            return super().minimumSize()
        margins = self.contentsMargins()
        widest = max((entry.minimumSize().width() for entry in self._entries()), default=0)
        return QSize(widest + margins.left() + margins.right(), super().minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Narrower may mean higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at a width, in device-independent pixels."""
        if not self._fits(width):
            return self._folded(width)
        # a box layout in which nothing wraps says -1 for its height at a width
        return super().heightForWidth(width) if super().hasHeightForWidth() else super().sizeHint().height()

    def minimumHeightForWidth(self, width: int) -> int:
        """The least height at a width."""
        if not self._fits(width):
            return self._folded(width)
        return super().minimumHeightForWidth(width) if super().hasHeightForWidth() else super().minimumSize().height()

    def setGeometry(self, rect: QRect) -> None:
        """Place everything, in as many lines as the width asks for."""
        if self._fits(rect.width()):
            super().setGeometry(rect)
            return
        # keeps the box alone: that of the row itself would place the parts side by side
        QLayout.setGeometry(self, rect)
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        for line in self._lines(inner.width()):
            high = max(size.height() for _, size in line)
            left = 0
            for entry, size in line:
                start = inner.width() - left - size.width() if mirrored else left
                at = QPoint(inner.left() + start, top + (high - size.height()) // 2)
                entry.setGeometry(QRect(at, size))
                left += size.width() + max(0, self.spacing())
            top += high + max(0, self.spacing())

    def _fits(self, width: int) -> bool:
        if not self._lies():
            return True
        return width >= super().minimumSize().width() and self._words_are_wide(width)

    def _words_are_wide(self, width: int) -> bool:
        if self._theme is None:
            return True
        least = self._theme.em(LEAST_WORDS)
        # between n parts there are n - 1 distances
        wanted = -self.spacing()
        for at in range(self.count()):
            entry = self.itemAt(at)
            if entry is not None and not entry.isEmpty():
                wide = entry.sizeHint().width()
                wanted += self.spacing() + (min(wide, least) if self.stretch(at) else wide)
        return width >= wanted

    def _lies(self) -> bool:
        """Whether it is a row at all: a page may have stood it up."""
        return self.direction() in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.RightToLeft)

    def _entries(self) -> list[QLayoutItem]:
        """What is on show; distances and stretches are not."""
        found = [self.itemAt(at) for at in range(self.count())]
        return [entry for entry in found if entry is not None and not entry.isEmpty()]

    def _folded(self, width: int) -> int:
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        heights = [max(size.height() for _, size in line) for line in lines]
        return sum(heights) + max(0, self.spacing()) * max(0, len(lines) - 1) + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[_Line]:
        """What stands in each line, with its size; parts that stretch share what is left of their line."""
        gap = max(0, self.spacing())
        lines: list[list[tuple[QLayoutItem, int, bool]]] = []
        # no part fits any more, so that the first one begins a line
        left = width
        for at in range(self.count()):
            entry = self.itemAt(at)
            if entry is None or entry.isEmpty():
                continue
            wide = min(max(entry.sizeHint().width(), entry.minimumSize().width()), width)
            if left + wide > width or not lines:
                lines.append([])
                left = 0
            lines[-1].append((entry, wide, self.stretch(at) > 0))
            left += wide + gap
        return [self._filled(line, width) for line in lines]

    def _filled(self, line: list[tuple[QLayoutItem, int, bool]], width: int) -> _Line:
        stretching = sum(stretches for _, _, stretches in line)
        rest = width - sum(wide for _, wide, _ in line) - max(0, self.spacing()) * (len(line) - 1)
        filled: _Line = []
        for entry, wide, stretches in line:
            size = wide + rest // stretching if stretches else wide
            high = entry.heightForWidth(size) if entry.hasHeightForWidth() else entry.sizeHint().height()
            filled.append((entry, QSize(size, high)))
        return filled
