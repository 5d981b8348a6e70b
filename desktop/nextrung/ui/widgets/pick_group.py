"""Buttons of which one is chosen, by the mouse, the keyboard or a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup

NONE = -1


class PickGroup(QButtonGroup):
    """Says which button a person picked. A screen reader toggles a button where the others click it."""

    picked = Signal(int)
    """The id of the button, also when it was chosen already."""

    def __init__(self, parent: QObject) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._showing = False
        self._told = NONE
        self.idToggled.connect(self._on_toggled)
        self.idClicked.connect(self._on_clicked)

    def show_chosen(self, number: int) -> None:
        """Show the button with this id as chosen, or none (-1); says nothing."""
        self._showing = True
        # an exclusive group refuses to let go of its chosen button, so that none could be shown
        self.setExclusive(False)
        for button in self.buttons():
            button.setChecked(self.id(button) == number)
        self.setExclusive(True)
        self._showing = False

    @Slot(int, bool)
    def _on_toggled(self, number: int, checked: bool) -> None:
        if checked and not self._showing:
            self._told = number
            # a click toggles and clicks in one turn of the event loop; a screen reader only toggles
            QTimer.singleShot(0, self._forget)
            self.picked.emit(number)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        told, self._told = self._told, NONE
        if told != number:
            self.picked.emit(number)

    @Slot()
    def _forget(self) -> None:
        self._told = NONE
