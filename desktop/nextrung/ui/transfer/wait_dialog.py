"""What is shown while work on a data file takes long."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.fitting import FittedDialog
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.transfer import Watch

WIDTH = 480
WAIT_AFTER = 500
"""Milliseconds that work may take before progress is shown."""
LOOK_EVERY = 100
"""Milliseconds between two looks at how far work has come."""


class WaitDialog(FittedDialog):
    """Shows how far work has come once it takes longer than a moment, and lets it be stopped."""

    stopped = Signal()

    def __init__(self, theme: Theme, title: str, watch: Watch, parent: QWidget | None = None) -> None:
        """Wait for the work that ``watch`` watches; ``done`` closes it."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(theme.em(WIDTH))
        self._watch = watch
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.stop = Button(theme, self.tr("Stop"))
        self.stop.setObjectName("transfer-stop")
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        layout.addWidget(TextLabel(title, "heading"))
        layout.addWidget(self.bar)
        layout.addLayout(row(None, self.stop, spacing=theme.space("s")))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT_AFTER)
        # ``open`` runs no event loop of its own, so that the work goes on and ends by its signal
        self._later.timeout.connect(self.open)
        self.stop.clicked.connect(self.reject)
        self.rejected.connect(self.stopped)
        self._timer.start()
        self._later.start()

    def finish(self) -> None:
        """The work is over."""
        # before ``accept``: a timer that ran out meanwhile would open the dialog again
        self._later.stop()
        self._timer.stop()
        self.accept()

    @Slot()
    def _on_timer_timeout(self) -> None:
        part = self._watch.part
        # a range of nothing makes a bar that moves without a share, until one is known
        self.bar.setRange(0, 1000 if part else 0)
        # in thousandths, so that the bar of a large file moves too
        self.bar.setValue(round(part * 1000))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing means stopping."""
        # as pressing Stop: ``rejected`` stops the work
        self.reject()
        event.accept()
