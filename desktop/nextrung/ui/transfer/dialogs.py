"""The two small dialogs around a data file: one while it takes long, one that says how it went."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.text import Text
from nextrung.workspace.transfer import Watch

WIDTH = 480
NOTICE_HEIGHT = 230
WAIT_AFTER = 500
"""Milliseconds that work may take before progress is shown."""
LOOK_EVERY = 100
"""Milliseconds between two looks at how far work has come."""


class WaitDialog(QDialog):
    """Shows how far work has come once it takes longer than a moment, and lets it be stopped."""

    stopped = Signal()

    def __init__(self, theme: Theme, title: str, watch: Watch, parent: QWidget | None = None) -> None:
        """Wait for the work that ``watch`` watches; ``done`` closes it."""
        super().__init__(parent)
        self.setObjectName("page")
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
        layout.addWidget(Text(title, "heading"))
        layout.addWidget(self.bar)
        layout.addLayout(row(None, self.stop, spacing=theme.space("s")))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT_AFTER)
        self._later.timeout.connect(self.open)
        self.stop.clicked.connect(self.reject)
        self.rejected.connect(self.stopped)
        self._timer.start()
        self._later.start()

    def finish(self) -> None:
        """The work is over."""
        self._later.stop()
        self._timer.stop()
        self.accept()

    @Slot()
    def _on_timer_timeout(self) -> None:
        part = self._watch.part
        self.bar.setRange(0, 1000 if part else 0)
        self.bar.setValue(round(part * 1000))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing means stopping."""
        self.reject()
        event.accept()


class NoticeDialog(QDialog):
    """Says how it went, in a heading and a few words."""

    def __init__(self, theme: Theme, heading: str, words: str, parent: QWidget | None = None) -> None:
        """Show ``heading`` and ``words``."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(heading)
        self.setModal(True)
        size = QSize(theme.em(WIDTH), theme.em(NOTICE_HEIGHT))
        self.resize(size.boundedTo(parent.window().size()) if parent else size)
        self.words = Text(words)
        self.close_button = Button(theme, self.tr("Close"), "primary")
        self.close_button.setObjectName("transfer-close")
        self.close_button.setDefault(True)
        body = ScrollBody(theme)
        body.column.addWidget(self.words)
        body.column.addStretch(1)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        layout.addWidget(Text(heading, "heading"))
        layout.addWidget(body, 1)
        layout.addLayout(row(None, self.close_button, spacing=theme.space("s")))
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        announce(self, f"{heading}. {words}")
