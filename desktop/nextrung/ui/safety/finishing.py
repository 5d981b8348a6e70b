"""Finishes an erasing that was broken off, behind the first page: nobody waits for a window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from nextrung.ui.background import Background
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.fitting import FittedDialog
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace import Workspace

WIDTH = 480
WAIT_AFTER = 500
"""Milliseconds that looking through copies may take before it is said."""


class FinishingDialog(FittedDialog):
    """Says what is finished; until then nothing is written or backed up, which would wait for it or keep traces."""

    quit_requested = Signal()
    """The person wants to quit instead of waiting; what is left is finished at the next start."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Show that it goes on, however long it takes."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self)
        title = self.tr("Finishing an erasing")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(theme.em(WIDTH))
        words = self.tr(
            "Somebody was erased, and the program ended before all traces of them were gone from the data file and its"
            " copies. They go now; then you can go on."
        )
        bar = QProgressBar()
        # a range of nothing makes a bar that moves without a share: how long it takes is not known
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(title)
        bar.setAccessibleDescription(words)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        self.leave = Button(theme, self.tr("Quit"))
        self.leave.setObjectName("finishing-quit")
        self.leave.setAccessibleDescription(self.tr("It goes on at the next start."))
        self.leave.clicked.connect(self.quit_requested)
        for part in (TextLabel(title, "heading"), TextLabel(words, "muted"), bar):
            layout.addWidget(part)
        layout.addLayout(row(None, self.leave, spacing=theme.space("s")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc out, which would close the dialog before the work is done."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to close: the dialog goes by itself when the work is done."""
        event.ignore()


class ErasingFinisher(QObject):
    """Cleans the data file, then the copies; the window is held meanwhile, by a dialog that says why."""

    finished = Signal()
    """Whatever can be erased now is erased; copies that are away wait for the next start."""

    def __init__(self, workspace: Workspace, theme: Theme, window: QWidget) -> None:
        """Work for a window; ``begin`` starts."""
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._window = window
        self._dialog: FinishingDialog | None = None
        self._work = Background(self)
        self._work.finished.connect(self._on_work_finished)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(WAIT_AFTER)
        self._late.timeout.connect(self._on_late_timeout)

    def begin(self) -> None:
        """Finish what is left.

        Copies alone, of which some may be on a stick that is away, are mostly looked through before a dialog is up.
        """
        self._work.run(self._workspace.safety.finish_erasing_work())
        # with traces in the data file itself nothing may be written before they are gone, so there is no waiting
        if self._workspace.erasing_left.in_file:
            self._on_late_timeout()
        else:
            self._late.start()

    @property
    def is_busy(self) -> bool:
        """Whether copies may still show somebody who is being erased from them."""
        return self._work.is_busy

    @Slot()
    def _on_late_timeout(self) -> None:
        self._dialog = FinishingDialog(self._theme, self._window)
        self._dialog.quit_requested.connect(self._window.close)
        self._dialog.open()

    @Slot(object)
    def _on_work_finished(self, _done: object) -> None:
        self._late.stop()
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog.deleteLater()
            self._dialog = None
        self.finished.emit()
