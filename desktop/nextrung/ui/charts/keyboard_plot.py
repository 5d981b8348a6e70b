"""Charts whose rows are reached one by one, by the arrow keys or the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from nextrung.ui.charts.plot import Plot
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.hint import in_lines

AHEAD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
PICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyboardPlot(Plot):
    """A plot of rows that is one stop of the Tab key; sub-classes say how many rows there are and where they stand.

    Items of a graphics scene are not seen by screen readers, so the numbers of the current row are announced as words.
    """

    row_picked = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make an empty plot that takes the focus."""
        super().__init__(theme, name, parent)
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # without it Qt sends moves of the pointer only while a button is held down
        self.setMouseTracking(True)

    # what a sub-class says

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def words_of(self, at: int) -> str:
        """The numbers of a row as a sentence."""
        raise NotImplementedError

    def row_at(self, point: QPoint) -> int | None:
        """The row at a point of the widget."""
        raise NotImplementedError

    def mark(self, at: int | None) -> None:
        """Show which row the keys act on; None shows none."""
        raise NotImplementedError

    # what a person does

    def current_words(self) -> str:
        """The numbers of the row that the keys act on."""
        return self.words_of(self._current) if 0 <= self._current < self.count() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move along the rows, Enter picks one."""
        last = self.count() - 1
        moves = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        moves |= dict.fromkeys(AHEAD, min(self._current + 1, last)) | dict.fromkeys(BACK, max(self._current - 1, 0))
        key = Qt.Key(event.key())
        if last >= 0 and key in moves:
            self._current = moves[key]
            self.mark(self._current)
            announce(self, self.current_words())
        elif key in PICK and 0 <= self._current <= last:
            self.row_picked.emit(self._current)
        else:
            # keys that it has no use for go on to the page, which scrolls by them
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the row that the keys act on."""
        super().focusInEvent(event)
        if self.count():
            self._current = min(max(self._current, 0), self.count() - 1)
            self.mark(self._current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away."""
        super().focusOutEvent(event)
        if self.getPlotItem() is not None:  # it is gone when the chart is being closed
            self.mark(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the numbers of the row under the pointer."""
        super().mouseMoveEvent(event)
        at = self.row_at(event.position().toPoint())
        self.setToolTip("" if at is None else in_lines(self.words_of(at)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the row under the pointer."""
        super().mousePressEvent(event)
        at = self.row_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.row_picked.emit(at)
