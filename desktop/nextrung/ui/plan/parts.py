"""Small parts of the plan: a small step to tick, an if-then with its mark, a due date that may be missing."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QWidget

from nextrung.plan.step import ChecklistItem
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.inputs import DateBox
from nextrung.ui.widgets.text import TextLabel

PLANNED_AHEAD = timedelta(days=28)
"""Days until a due date that is set for the first time."""


class _TickWords(TextLabel):
    """The words beside a box; a click on them ticks it."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick when the button is let go over the words: pressed by mistake, the click can still be drawn away."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)


class TickRow(QWidget):
    """One small step with its box; long words wrap."""

    toggled = Signal(int, bool)

    def __init__(self, theme: Theme, number: int, tick: ChecklistItem, parent: QWidget | None = None) -> None:
        """Show a small step; ``number`` comes back with ``toggled``."""
        super().__init__(parent)
        self._number = number
        self.box = QCheckBox()
        self.box.setObjectName(f"tick-{number}")
        self.box.setAccessibleName(tick.text)
        self.box.setChecked(tick.done)
        words = _TickWords(tick.text)
        words.setProperty("look", "muted" if tick.done else "body")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("xs"))
        # words may take several lines; the box stays at the first
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        words.setContentsMargins(0, theme.space("hair"), 0, 0)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        # ``clicked`` comes from the person alone, ``toggled`` from ``setChecked`` above as well
        self.box.clicked.connect(self._on_box_clicked)
        # a click on the box, so that it tells of it as of one of its own
        words.clicked.connect(self.box.click)

    @Slot(bool)
    def _on_box_clicked(self, checked: bool) -> None:
        self.toggled.emit(self._number, checked)


class IfThen(QWidget):
    """An if-then plan behind a mark."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        """Show ``words``."""
        super().__init__(parent)
        mark = QFrame()
        mark.setObjectName("mark")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("s_wide"))
        layout.addWidget(mark)
        layout.addWidget(TextLabel(words, "muted"), 1)


class DueField(QWidget):
    """A due date with a calendar, and a box that takes the date away."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the field without a date."""
        super().__init__(parent)
        self.box = QCheckBox(self.tr("Due"))
        self.box.setObjectName("due-set")
        self.box.setAccessibleName(self.tr("Has a due date"))
        self.day = DateBox()
        self.day.setObjectName("due")
        self.day.setAccessibleName(self.tr("Due date"))
        self.day.setEnabled(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("s"))
        layout.addWidget(self.box)
        layout.addWidget(self.day, 1)
        self.box.toggled.connect(self._on_box_toggled)
        self.day.dateChanged.connect(self._on_day_changed)

    def value(self) -> date | None:
        """The date, or None."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day()) if self.box.isChecked() else None

    def set_value(self, value: date | None, today: date) -> None:
        """Show a date or none, without telling anybody; without one, a day after ``today`` is at hand."""
        # blocked is what this field tells; its parts still hear of each other, and the day follows the box
        blocked = self.blockSignals(True)
        self.box.setChecked(value is not None)
        self.day.setEnabled(value is not None)
        day = value or today + PLANNED_AHEAD
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.blockSignals(blocked)

    @Slot(bool)
    def _on_box_toggled(self, checked: bool) -> None:
        self.day.setEnabled(checked)
        self.changed.emit()

    @Slot(QDate)
    def _on_day_changed(self, _day: QDate) -> None:
        self.changed.emit()
