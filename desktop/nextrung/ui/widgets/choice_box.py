"""A list to choose from that a screen reader can name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QWidget

from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.text import Caption


class ChoiceBox(DropDown):
    """A combo box without a label in sight. Where its own name is read as the chosen entry, a hidden label names it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty; ``setAccessibleName`` names it."""
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()
        self._label = Caption("", self, parent=parent)
        self._label.hide()

    def setAccessibleName(self, name: str) -> None:
        """Name it for everybody who listens."""
        super().setAccessibleName(name)
        self._label.setText(name)

    def shorten(self, titles: tuple[str, ...] | None, width: int) -> None:
        """Show whole titles, or those from before, as far as a box of this width has room, word by word."""
        self._titles = self._titles if titles is None else titles
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect = QRect(0, 0, width, self.sizeHint().height())
        combo, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(combo, option, field, self).width()
        for at, title in enumerate(self._titles):
            self.setItemText(at, _shortened(title, self.fontMetrics(), room))
            self.setItemData(at, title, Qt.ItemDataRole.ToolTipRole)
            self.setItemData(at, title, Qt.ItemDataRole.AccessibleTextRole)

    def event(self, event: QEvent) -> bool:
        """Keep the label beside it, where screen readers look."""
        if event.type() is QEvent.Type.ParentChange:
            # Qt looks for the label of a widget among its siblings, seen or not
            self._label.setParent(self.parentWidget())
            self._label.hide()
        return super().event(event)


def _shortened(title: str, metrics: QFontMetrics, room: int) -> str:
    """A title with as many of its words as have room; the letters of a single long word are cut."""
    if metrics.horizontalAdvance(title) <= room:
        return title
    words = title.split()
    for kept in range(len(words) - 1, 0, -1):
        shorter = f"{' '.join(words[:kept])} \N{HORIZONTAL ELLIPSIS}"
        if metrics.horizontalAdvance(shorter) <= room:
            return shorter
    return metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
