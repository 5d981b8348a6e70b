"""What is seen while the program is locked: a cover over every window, and the question for the passphrase."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nextrung.ui.shell.unlock import UnlockPage, screen_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.fitting import centre_over
from nextrung.ui.widgets.text import TextLabel


class LockCover(QWidget):
    """Hides everything in a window, whatever size the window takes."""

    def __init__(self, theme: Theme, covered: QWidget) -> None:
        """Cover a window."""
        super().__init__(covered)
        self._covered = covered
        self.setObjectName("page")
        theme.apply_style(self)
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        words = TextLabel(self.tr("Locked"), "title")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)
        # no layout holds a cover, so it has to follow the size of the window itself
        covered.installEventFilter(self)
        self._fit()
        # a part that comes into a window on show stays hidden until it is told otherwise
        self.show()
        self.raise_()

    def _fit(self) -> None:
        self.setGeometry(self._covered.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the size of the window, whenever that changes."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)


class LockDialog(QDialog):
    """Asks for the passphrase; nothing else in the program takes a key or a click meanwhile."""

    def __init__(self, theme: Theme, pause: int, parent: QWidget) -> None:
        """Ask over ``parent``; after so many seconds, for somebody tried before."""
        # without a frame it is a part of the cover that it stands on
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("page")
        theme.apply_style(self)
        self.setWindowTitle(self.tr("Locked"))
        # over all windows, that of the client too
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.page = UnlockPage(theme, screen_words())
        self.page.unlock.setDefault(True)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        # it makes room for a further line, and gives it back
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addWidget(self.page)
        self.page.wait(pause)
        self.page.field.setFocus()
        self._behind = parent.window()
        self._behind.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window, wherever that goes."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and watched is self._behind:
            self._centre()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay in the middle when a line comes."""
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        if self.isVisible():
            centre_over(self, self._behind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc out, which would close the dialog."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to close: only the passphrase, or quitting, takes the dialog away."""
        event.ignore()
