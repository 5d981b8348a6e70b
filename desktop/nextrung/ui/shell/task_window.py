"""The whole window while the data are written anew: it says what is done, and closes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from nextrung.ui.background import Background
from nextrung.ui.shell.departure import WindowTask
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.first_paint import after_first_paint
from nextrung.ui.widgets.text import TextLabel

WIDTH = 480
"""At a text size of 100 %."""


class TaskWindow(QWidget):
    """Runs one piece of work; ``said`` is what it says at the end, ``problem`` why it could not be done."""

    ended = Signal()

    def __init__(self, theme: Theme, task: WindowTask, work: Callable[[], str]) -> None:
        """Do ``work`` as soon as the window is painted."""
        super().__init__()
        self.said = ""
        self.problem = ""
        self._work = work
        self.setObjectName("page")
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.apply_style(self)
        self.setWindowTitle(task.title)
        bar = QProgressBar()
        # a range of nothing makes a bar that moves without a share: how long it takes is not known
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(task.title)
        bar.setAccessibleDescription(task.about)
        column = QVBoxLayout()
        column.setSpacing(theme.space("m"))
        for part in (TextLabel(task.title, "title"), TextLabel(task.about, "muted"), bar):
            column.addWidget(part)
        middle = QWidget()
        middle.setFixedWidth(theme.em(WIDTH))
        middle.setLayout(column)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        # by stretches and no alignment, which would leave out what lines need that wrap
        layout.addLayout(row(None, middle, None, spacing=0))
        layout.addStretch(1)
        self._doing = Background(self)
        self._doing.finished.connect(self._on_doing_finished)
        self._doing.failed.connect(self._on_doing_failed)
        after_first_paint(self, self._begin)

    def _begin(self) -> None:
        self._doing.run(self._work)

    @Slot(object)
    def _on_doing_finished(self, said: str) -> None:
        self.said = said
        self.ended.emit()

    @Slot(Exception)
    def _on_doing_failed(self, error: Exception) -> None:
        self.problem = str(error)
        self.ended.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to close: what is half written would have to be taken away at the next start."""
        event.ignore()
