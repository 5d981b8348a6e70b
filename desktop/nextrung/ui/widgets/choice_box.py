"""A list to choose from that a screen reader can name."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.text import Caption


class ChoiceBox(DropDown):
    """A combo box without a label in sight. Where its own name is read as the chosen entry, a hidden label names it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty; ``setAccessibleName`` names it."""
        super().__init__(parent)
        self._label = Caption("", self, parent=parent)
        self._label.hide()

    def setAccessibleName(self, name: str) -> None:
        """Name it for everybody who listens."""
        super().setAccessibleName(name)
        self._label.setText(name)

    def event(self, event: QEvent) -> bool:
        """Keep the label beside it, where screen readers look."""
        if event.type() is QEvent.Type.ParentChange:
            # Qt looks for the label of a widget among its siblings, seen or not
            self._label.setParent(self.parentWidget())
            self._label.hide()
        return super().event(event)
