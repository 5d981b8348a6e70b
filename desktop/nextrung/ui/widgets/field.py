"""A choice among several values, with its name in the same frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.mirrored_margins import set_mirrored_margins
from nextrung.ui.widgets.text import Caption

SHORTEST = 8
"""Characters that a choice always shows of its value."""


ARROW = 66
"""Room for the arrow, the paddings and the bold letters of a chosen entry, at a text size of 100 %."""


class Field(QFrame):
    """A combo box with its name, in one frame."""

    def __init__(
        self, theme: Theme, name: str, object_name: str, parent: QWidget | None = None, *, whole: bool = False
    ) -> None:
        """Make an empty choice called ``name``; ``whole`` asks for the room that all of what is chosen needs."""
        super().__init__(parent)
        self._theme = theme
        self._whole = whole
        self.setObjectName("field")
        self.box = DropDown()
        self.box.setObjectName(object_name)
        self.box.setProperty("flat", True)
        self.box.setAccessibleName(name)
        # by itself a box is as wide as its longest entry, chosen or not, which a narrow page has no room for
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(SHORTEST)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._label = label = Caption(name, self.box, "muted")
        layout = QHBoxLayout(self)
        set_mirrored_margins(layout, start=theme.space("m"), end=1)
        layout.setSpacing(theme.space("xs"))
        layout.addWidget(label)
        layout.addWidget(self.box, 1)

    def offer(self, entries: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer entries of id and text, without a signal."""
        wanted = [(self.box.itemData(at), self.box.itemText(at)) for at in range(self.box.count())]
        if wanted != list(entries):
            self.box.clear()
            for entry, text in entries:
                self.box.addItem(text, entry)
        # ``findData`` says -1 for what is not on offer, which would leave the box blank
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self._tell_what_is_cut()
        # a layout asks for the hint again only when told
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in a hint what a narrow box cuts off; one that repeats what is seen would only cover it."""
        super().resizeEvent(event)
        self._tell_what_is_cut()

    def _tell_what_is_cut(self) -> None:
        is_cut = self.width() < self.whole_width()
        self.box.setToolTip(in_lines(self.box.currentText()) if is_cut else "")

    def sizeHint(self) -> QSize:
        """The width asked for; with ``whole`` never less than the name and all of what is chosen need."""
        return self._widened(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """The least width; with ``whole`` never less than the name and all of what is chosen need."""
        return self._widened(super().minimumSizeHint())

    def _widened(self, size: QSize) -> QSize:
        return QSize(max(size.width(), self.whole_width()), size.height()) if self._whole else size

    def whole_width(self) -> int:
        """The width at which nothing of the name and of what is chosen is cut off."""
        text = self.box.fontMetrics().horizontalAdvance(self.box.currentText())
        return self._label.sizeHint().width() + text + self._theme.em(ARROW)

    def chosen(self) -> str:
        """The id of what is chosen."""
        return str(self.box.currentData())
