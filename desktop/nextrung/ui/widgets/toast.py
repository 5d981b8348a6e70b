"""A short message over the window that says what was done, and goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.sides import set_sides
from nextrung.ui.widgets.text import Text

SHOWN_FOR = 8000
"""Milliseconds; long enough to read two lines, and it is announced as well."""
MARGIN = 20
WIDEST = 520


class Toast(QFrame):
    """Stands over the lower edge of a window; one message at a time."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Make it hidden."""
        super().__init__(window)
        self._theme = theme
        self._over = window
        self.setObjectName("toast")
        theme.dress(self, at_once=False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = Text("", "body")
        self._close = Button(theme, self.tr("Close"), "link")
        self._close.setObjectName("toast-close")
        layout = QHBoxLayout(self)
        space = theme.space("s")
        set_sides(layout, start=theme.space("l"), top=space, end=space, bottom=space)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self._on_close_clicked)
        window.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    @property
    def message(self) -> str:
        """What it says, or said last."""
        return self._text.text()

    def show_message(self, message: str, *, problem: bool = False) -> None:
        """Say something; a problem stays until it is closed."""
        self._text.setText(message)
        set_styled(self, "problem", problem)
        self._place()
        self.show()
        self.raise_()
        if problem:
            self._timer.stop()
        else:
            self._timer.start()
        announce(self, message)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_close_clicked(self) -> None:
        self._timer.stop()
        self.hide()

    @Slot()
    def _place(self) -> None:
        window = self._over
        width = min(self._theme.em(WIDEST), window.width() - 2 * MARGIN)
        inner = width - self._close.sizeHint().width() - 2 * self._theme.space("l")
        height = max(self._text.heightForWidth(inner), self._close.sizeHint().height()) + 2 * self._theme.space("m")
        self.setGeometry((window.width() - width) // 2, window.height() - height - MARGIN, width, height)
