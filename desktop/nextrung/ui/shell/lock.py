"""The lock: after idle time, or at once, every window is covered until the passphrase is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.text import Text
from nextrung.workspace import Workspace

WIDTH = 420
MINUTE = 60_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Cover(QWidget):
    """Hides everything in a window, whatever size the window takes."""

    def __init__(self, theme: Theme, covered: QWidget) -> None:
        """Cover a window."""
        super().__init__(covered)
        self._covered = covered
        self.setObjectName("page")
        theme.dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        words = Text(self.tr("Locked"), "title")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)
        covered.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def _fit(self) -> None:
        self.setGeometry(self._covered.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the window."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)


class LockDialog(QDialog):
    """Asks for the passphrase; nothing else in the program takes a key or a click meanwhile."""

    passphrase_given = Signal(str)
    quit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Ask over ``parent``."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.dress(self)
        self.setWindowTitle(self.tr("Locked"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.field = QLineEdit()
        self.field.setObjectName("lock-passphrase")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.unlock = Button(theme, self.tr("Unlock"), "primary")
        self.unlock.setObjectName("unlock")
        self.unlock.setDefault(True)
        self.leave = Button(theme, self.tr("Quit"))
        self.leave.setAutoDefault(False)
        self._problem = Text("", "problem")
        self._problem.setVisible(False)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        note = self.tr("The screen is covered. The data file itself is not encrypted.")
        parts = (Text(self.tr("Next Rung is locked"), "heading"), Text(note, "muted"), self.field, self._problem)
        for part in parts:
            layout.addWidget(part)
        layout.addLayout(row(None, self.leave, self.unlock, spacing=theme.space("s")))
        self.setMinimumWidth(theme.em(WIDTH))
        self.unlock.clicked.connect(self._on_unlock_clicked)
        self.leave.clicked.connect(self.quit_requested)
        self.field.setFocus()

    def refuse(self) -> None:
        """Say that it was another passphrase."""
        message = self.tr("This is not the passphrase.")
        self._problem.setText(message)
        self._problem.setVisible(True)
        self.field.selectAll()
        self.field.setFocus()
        announce(self, message)

    @Slot()
    def _on_unlock_clicked(self) -> None:
        self.passphrase_given.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc does not get around the lock."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing this window does not either."""
        event.ignore()


class Lock(QObject):
    """Watches for idle time while there is a passphrase, and covers all windows."""

    quit_requested = Signal()
    locked = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, window: QWidget) -> None:
        """Guard the program behind ``window``."""
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._window = window
        self._application = theme.application
        self._covers: list[Cover] = []
        self._dialog: LockDialog | None = None
        self._focused: QWidget | None = None
        self._watching = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.lock)
        self.refresh()

    @property
    def is_locked(self) -> bool:
        """Whether the screen is covered."""
        return self._dialog is not None

    @Slot()
    def refresh(self) -> None:
        """Take up a passphrase or an idle time that was changed. Without a passphrase nothing is watched."""
        wanted = self._workspace.room.has_passphrase
        if wanted != self._watching:
            self._watching = wanted
            if wanted:
                self._application.installEventFilter(self)
            else:
                self._application.removeEventFilter(self)
        if wanted:
            self._timer.start(self._workspace.room.idle_minutes * MINUTE)
        else:
            self._timer.stop()

    @Slot()
    def lock(self) -> None:
        """Cover everything now; without a passphrase there is nothing to lock with."""
        if self.is_locked or not self._workspace.room.has_passphrase:
            return
        self._timer.stop()
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        self._focused = QApplication.focusWidget()
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        self._covers = [Cover(self._theme, one) for one in shown]
        dialog = LockDialog(self._theme, self._window)
        dialog.passphrase_given.connect(self._on_dialog_passphrase_given)
        dialog.quit_requested.connect(self.quit_requested)
        self._dialog = dialog
        dialog.open()
        self.locked.emit()

    @Slot(str)
    def _on_dialog_passphrase_given(self, passphrase: str) -> None:
        if self._dialog is None:
            return
        if not self._workspace.room.opens(passphrase):
            self._dialog.refuse()
            return
        dialog, self._dialog = self._dialog, None
        dialog.done(QDialog.DialogCode.Accepted)
        dialog.deleteLater()
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers = []
        self._go_back()
        self.refresh()

    def _go_back(self) -> None:
        """Give the focus back to where it was; that may be gone by now."""
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused):
            focused.window().activateWindow()
            focused.setFocus()
        else:
            self._window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key, a click or a move starts the idle time anew."""
        if event.type() in _SIGNS_OF_LIFE and not self.is_locked:
            self._timer.start()
        return False
