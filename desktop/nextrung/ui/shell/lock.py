"""The lock: after idle time, or at once, every window is covered until the passphrase is typed.

Encrypted data are closed instead, and their key is forgotten.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from nextrung.lazy import lazy
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

if TYPE_CHECKING:
    from nextrung.ui import background
    from nextrung.ui.background import Background
    from nextrung.ui.shell import locked as shell_locked
    from nextrung.ui.shell.locked import LockCover, LockDialog
else:
    background = lazy("nextrung.ui.background")
    shell_locked = lazy("nextrung.ui.shell.locked")

SECOND = 1_000
MINUTE = 60_000
"""Milliseconds."""
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Lock(QObject):
    """Watches for idle time while there is a passphrase, and covers all windows, or has encrypted data closed."""

    data_lock_requested = Signal()
    """The data are encrypted, and are to be closed."""
    quit_requested = Signal()
    locked = Signal()
    unlocked = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, window: QWidget) -> None:
        """Watch for idle time while there is a passphrase; goes with ``window``."""
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._window = window
        self._application = theme.application
        self._covers: list[LockCover] = []
        self._dialog: LockDialog | None = None
        self._focused: QWidget | None = None
        self._watching = False
        self._idle = 0
        self._last_seen = time.time()
        self._trying: Background | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.lock)
        self.refresh()

    @property
    def is_locked(self) -> bool:
        """Whether the screen is covered."""
        return self._dialog is not None

    @property
    def is_possible(self) -> bool:
        """Whether there is a passphrase to unlock with: that of the data, or that of the screen."""
        return self._workspace.is_encrypted or self._workspace.privacy.has_passphrase

    @property
    def locks_in(self) -> int | None:
        """Milliseconds until the screen is covered if nobody touches anything; None while nothing is watched."""
        return self._timer.remainingTime() if self._timer.isActive() else None

    @Slot()
    def refresh(self) -> None:
        """Take up a passphrase or an idle time that was changed. Without a passphrase nothing is watched."""
        wanted = self.is_possible
        if wanted != self._watching:
            self._watching = wanted
            if wanted:
                # only while there is a passphrase: such a filter is called for every event of the program
                self._application.installEventFilter(self)
            else:
                self._application.removeEventFilter(self)
        if wanted:
            self._idle = self._workspace.privacy.idle_minutes * MINUTE
            self._last_seen = time.time()
            # begins anew too when it was running, for the idle time may be another one
            self._timer.start(self._idle)
        else:
            self._timer.stop()

    @Slot()
    def lock(self) -> None:
        """Cover everything now, or have the data closed; without a passphrase there is nothing to lock with."""
        if self.is_locked or not self._workspace.is_open or not self.is_possible:
            return
        self._close_popups()
        if self._workspace.is_encrypted:
            # begins anew: what could not be saved may keep the data open
            self._timer.start()
            self.data_lock_requested.emit()
            return
        self._timer.stop()
        self._focused = QApplication.focusWidget()
        # a tooltip is a window of its own, and may hold a name
        QToolTip.hideText()
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not self._window]
        self._covers = [shell_locked.LockCover(self._theme, one) for one in (self._window, *shown)]
        dialog = shell_locked.LockDialog(self._theme, self._workspace.privacy.pause, self._window)
        dialog.page.passphrase_given.connect(self._on_page_passphrase_given)
        dialog.page.quit_requested.connect(self.quit_requested)
        self._dialog = dialog
        dialog.show()  # open() would make it modal to its window alone, and others would still take keys
        self.locked.emit()

    def lock_at_start(self) -> None:
        """Cover the screen of a program that has just been started; encrypted data were unlocked for it."""
        if not self._workspace.is_encrypted:
            self.lock()

    def _close_popups(self) -> None:
        popup = QApplication.activePopupWidget()
        # an open menu or list keeps the mouse and the keys to itself, and would stand in front of the cover
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()

    @Slot(str)
    def _on_page_passphrase_given(self, passphrase: str) -> None:
        if self._trying is None:
            self._trying = background.Background(self)
            self._trying.finished.connect(self._on_trying_finished)
            self._trying.broken_off.connect(self._on_trying_broken_off)
            self._trying.failed.connect(self._on_trying_failed)
        # testing a passphrase is made to take long, too long for the thread of the window
        self._trying.run(self._workspace.privacy.attempt(passphrase))

    @Slot()
    def _on_trying_broken_off(self) -> None:
        if self._dialog is not None:
            self._dialog.page.unlock.setEnabled(True)

    @Slot(Exception)
    def _on_trying_failed(self, error: Exception) -> None:
        raise error

    @Slot(object)
    def _on_trying_finished(self, right: bool) -> None:
        if self._dialog is None:
            return
        self._workspace.privacy.count_attempt(right=right)
        if not right:
            self._dialog.page.refuse(self._workspace.privacy.pause)
            return
        # unlocked before the dialog closes, or the filter would cover what comes to light again
        dialog, self._dialog = self._dialog, None
        dialog.done(QDialog.DialogCode.Accepted)
        dialog.deleteLater()
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers = []
        self._go_back()
        self.refresh()
        self.unlocked.emit()

    def _go_back(self) -> None:
        """Give the focus back to where it was; that may be gone by now."""
        focused, self._focused = self._focused, None
        # work goes on behind the lock, and a widget of Qt may be deleted while its Python object is still here
        if focused is not None and isValid(focused):
            focused.window().activateWindow()
            focused.setFocus()
        else:
            self._window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key, a click or a move starts the idle time anew; what comes up while locked is covered too."""
        if self._dialog is None:
            if event.type() in _SIGNS_OF_LIFE:
                return self._is_overdue()
        # a part that is raised, such as a message, comes to lie over the cover of its window without being shown anew
        elif event.type() in (QEvent.Type.Show, QEvent.Type.ZOrderChange) and isinstance(watched, QWidget):
            self._cover(watched, self._dialog)
        return False

    def _is_overdue(self) -> bool:
        """Begin the idle time anew; where it passed while the computer slept, which no timer counts, lock instead."""
        before, self._last_seen = self._last_seen, time.time()
        if (self._last_seen - before) * SECOND < self._idle:
            self._timer.start()
            return False
        self.lock()
        return True

    def _cover(self, shown: QWidget, dialog: LockDialog) -> None:
        """Keep a window, or a part that came up in front of a cover, out of sight: work goes on behind the lock."""
        if shown.window() is dialog or isinstance(shown, shell_locked.LockCover):
            return
        for cover in self._covers:
            if cover.parentWidget() is shown.window():
                cover.raise_()
                return
        if shown.isWindow():
            self._covers.append(shell_locked.LockCover(self._theme, shown))
