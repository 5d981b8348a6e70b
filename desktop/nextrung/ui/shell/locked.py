"""What is seen while the program is locked: a cover over every window, and the question for the passphrase."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from nextrung.resources import keeping
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.hold import hold
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

WIDTH = 420


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

    passphrase_given = Signal(str)
    quit_requested = Signal()

    def __init__(self, theme: Theme, pause: int, parent: QWidget) -> None:
        """Ask over ``parent``; after so many seconds, for somebody tried before."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self)
        self.setWindowTitle(self.tr("Locked"))
        # over all windows, that of the client too
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.field = QLineEdit()
        self.field.setObjectName("lock-passphrase")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.shown = WrappedCheckBox(self.tr("Show what is typed"))
        self.shown.setObjectName("show-passphrase")
        self.unlock = Button(theme, self.tr("Unlock"), "primary")
        self.unlock.setObjectName("unlock")
        self.unlock.setDefault(True)
        self.leave = Button(theme, self.tr("Quit"))
        # in a dialog Qt makes each button the default one while it has the focus, and Enter would quit
        self.leave.setAutoDefault(False)
        self._problem = TextLabel("", "problem")
        self._problem.setVisible(False)
        layout = QVBoxLayout(self)
        space = theme.space("xl")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("m"))
        note = self.tr("The screen is covered. The data file itself is not encrypted.")
        name = Caption(self.tr("Passphrase"), self.field, "strong")
        heading = TextLabel(self.tr("Next Rung is locked"), "heading")
        forgotten = TextLabel(self.tr("Forgotten it? No data is lost; {0} says what to do.").format(keeping()), "muted")
        for part in (heading, TextLabel(note, "muted"), name, self.field, self.shown, self._problem, forgotten):
            layout.addWidget(part)
        layout.addLayout(row(None, self.leave, self.unlock, spacing=theme.space("s")))
        self.setMinimumWidth(theme.em(WIDTH))
        self.unlock.clicked.connect(self._on_unlock_clicked)
        self.leave.clicked.connect(self.quit_requested)
        self.shown.toggled.connect(self._on_shown_toggled)
        hold(self.unlock, pause)
        self.field.setFocus()

    def refuse(self, pause: int) -> None:
        """Say that it was another passphrase, and take the next one after so many seconds."""
        message = self.tr("This is not the passphrase.")
        if pause:
            one = self.tr("This is not the passphrase. The next try is possible in 1 second.")
            many = self.tr("This is not the passphrase. The next try is possible in {0} seconds.")
            message = labels.counted(pause, one, many)
        self._problem.setText(message)
        self._problem.setVisible(True)
        self.adjustSize()  # a window does not make room for a further line by itself
        hold(self.unlock, pause)
        self.field.selectAll()
        self.field.setFocus()
        announce(self, message)

    @Slot(bool)
    def _on_shown_toggled(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    @Slot()
    def _on_unlock_clicked(self) -> None:
        # one try at a time: testing takes long, and each is counted
        self.unlock.setEnabled(False)
        self.passphrase_given.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc out, which would close the dialog."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to close: only the passphrase, or quitting, takes the dialog away."""
        event.ignore()
