"""A check box whose text goes on in the next line when it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from nextrung.lazy import lazy
from nextrung.ui.widgets.ampersand import as_sign, from_sign
from nextrung.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from nextrung.ui.widgets import textless
else:
    textless = lazy("nextrung.ui.widgets.textless")


class WrappedCheckBox(QCheckBox):
    """A check box for a sentence."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show ``text`` beside the box."""
        super().__init__(parent)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # a layout asks a widget for its height at a width only if its policy says so
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show a text with all of its ampersands."""
        super().setText(as_sign(text))

    def text(self) -> str:
        """The text as it is shown."""
        return from_sign(super().text())

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word."""
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(widest + self._beside(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width, in device-independent pixels."""
        if width >= self.sizeHint().width():
            return self.sizeHint().height()
        lines = self._lines(width)
        return self.sizeHint().height() + max(0, lines.height - self.fontMetrics().height())

    def hitButton(self, pos: QPoint) -> bool:
        """Box and text can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, and the text in as many lines as it needs."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        painter = textless.paint_textless(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines = self._lines(self.width())
        left = 0 if self.isRightToLeft() else self._beside()
        lines.paint(painter, left, (self.height() - lines.height) // 2)

    def _lines(self, width: int) -> Lines:
        return Lines(self.text(), self.font(), width - self._beside(), self.layoutDirection())

    def _beside(self) -> int:
        """The box, and the distances at both sides."""
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
