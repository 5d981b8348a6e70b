"""The whole window while encrypted data are locked: it asks for what opens them, and holds nothing of them."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.keys.refusals import WrongKeyError
from nextrung.lazy import lazy
from nextrung.ui.shell.application import Application
from nextrung.ui.shell.unlock import UnlockPage, data_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.page import ScrollBody
from nextrung.workspace.unlocking import TooSoonError, Unlocking

if TYPE_CHECKING:
    from nextrung.ui import background
    from nextrung.ui.background import Background
    from nextrung.ui.shell import one_window
    from nextrung.ui.shell.one_window import OneWindow
else:
    background = lazy("nextrung.ui.background")
    one_window = lazy("nextrung.ui.shell.one_window")


class UnlockWindow(QWidget):
    """One field in the middle; what is asked for meanwhile waits until the data are open."""

    ended = Signal()
    """The data are unlocked, or the person quits."""

    def __init__(self, theme: Theme, unlocking: Unlocking, folder: Path) -> None:
        """Ask for what opens the data in ``folder``."""
        super().__init__()
        self.file: Path | None = None
        """What another start wants to be opened with the data."""
        self.is_unlocked = False
        self._unlocking = unlocking
        self._folder = folder
        self._listener: OneWindow | None = None
        self._trying: Background | None = None
        self.setObjectName("page")
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.apply_style(self)
        self.setWindowTitle(self.tr("Next Rung"))
        self.page = UnlockPage(theme, data_words())
        body = ScrollBody(theme)
        body.column.addStretch(1)
        # by stretches and no alignment, which would leave out what lines need that wrap
        body.column.addLayout(row(None, self.page, None, spacing=0))
        body.column.addStretch(1)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.addWidget(body)
        self.page.field.returnPressed.connect(self.page.unlock.click)
        self.page.passphrase_given.connect(self._on_page_passphrase_given)
        self.page.quit_requested.connect(self.close)
        self.page.wait(math.ceil(unlocking.wait))
        self.page.field.setFocus()

    @Slot()
    def listen(self) -> None:
        """Come to the front when the program is started again on the same data."""
        if self.is_unlocked:
            return
        self._listener = one_window.OneWindow(self._folder, self)
        self._listener.asked.connect(self.come_forward)
        application = Application.instance()
        if isinstance(application, Application):
            application.file_opened.connect(self.come_forward)

    @Slot(str)
    def come_forward(self, file: str) -> None:
        """Be seen; ``file`` waits, unless its path is empty."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.file = Path(file) if file else self.file

    def closeEvent(self, event: QCloseEvent) -> None:
        """Quit."""
        super().closeEvent(event)
        self.ended.emit()

    @Slot(str)
    def _on_page_passphrase_given(self, typed: str) -> None:
        if not typed:
            self.page.refuse(0, self.tr("Type the passphrase or the recovery key first."))
            return
        if self._trying is None:
            self._trying = background.Background(self)
            self._trying.finished.connect(self._on_trying_finished)
            self._trying.failed.connect(self._on_trying_failed)
        self.page.show_trying()
        # trying one is made to take long, too long for the thread of the window
        self._trying.run(partial(self._unlocking.with_either, typed))

    @Slot(object)
    def _on_trying_finished(self, _nothing: object) -> None:
        self.is_unlocked = True
        self.page.field.clear()
        if self._listener is not None:
            self._listener.stop()
        self.ended.emit()

    @Slot(Exception)
    def _on_trying_failed(self, error: Exception) -> None:
        # keys that are damaged, or of other data: no other trial can help
        if not isinstance(error, (WrongKeyError, TooSoonError)):
            raise error
        too_soon = self.tr("Several tries were wrong.") if isinstance(error, TooSoonError) else ""
        self.page.refuse(math.ceil(self._unlocking.wait), too_soon)
