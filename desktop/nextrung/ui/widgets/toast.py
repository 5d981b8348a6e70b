"""A short message over the window that says what was done, and goes by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.free_place import free_place, uses_of
from nextrung.ui.widgets.mirrored_margins import set_mirrored_margins
from nextrung.ui.widgets.opening import open_file, show_in_folder
from nextrung.ui.widgets.text import TextLabel

SHOWN_FOR = 8000
"""Milliseconds; long enough to read two lines, and it is announced as well."""
WIDTHS = (520, 380, 280)
"""At a text size of 100 %, the best first: a narrower one finds a place where a wider one does not."""
LEAST_TEXT = 200
"""Width of the words at a text size of 100 %: beside buttons, a narrow message would have one word a line."""
_MOVED = (QEvent.Type.Wheel, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease, QEvent.Type.LayoutRequest)
"""Events after which buttons and fields may stand elsewhere, so that the message looks for its place again."""


def toast_over(theme: Theme, widget: QWidget) -> Toast:
    """The message of the window that a widget lies in, made when there is none yet."""
    window = widget.window()
    # its own children alone: a dialog is a child of the window too, and may have a message of its own
    found = window.findChild(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found or Toast(theme, window)


class Toast(QFrame):
    """Stands over a window where no action and no words are; one message at a time. It waits while it is in use."""

    def __init__(self, theme: Theme, window: QWidget, shown_for: int = SHOWN_FOR) -> None:
        """Make it hidden; each message is shown for so many milliseconds."""
        super().__init__(window)
        self._theme = theme
        self._over = window
        self.setObjectName("toast")
        theme.apply_style(self, at_once=False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = TextLabel("", "body")
        self._file: Path | None = None
        self._open = Button(theme, self.tr("Open"), "link")
        self._open.setObjectName("toast-open")
        self._show_file = Button(theme, self.tr("Show in folder"), "link")
        self._show_file.setObjectName("toast-show-file")
        self._close = Button(theme, self.tr("Close"), "link")
        self._close.setObjectName("toast-close")
        self._close.setToolTip(self.tr("Close this message (Esc)"))
        layout = QHBoxLayout(self)
        space = theme.space("s")
        set_mirrored_margins(layout, start=theme.space("l"), top=space, end=space, bottom=space)
        layout.addWidget(self._text, 1)
        for button in self._ways:
            button.hide()
            layout.addWidget(button)
        layout.addWidget(self._close)
        self._open.clicked.connect(self._on_open_clicked)
        self._show_file.clicked.connect(self._on_show_file_clicked)
        self._going = self._timer(shown_for)
        self._going.timeout.connect(self._on_going_timeout)
        self._placing = self._timer(0)  # many events of one turn of the loop place it once
        self._placing.timeout.connect(self._place)
        self._close.clicked.connect(self.hide)
        theme.changed.connect(self._place)
        self.hide()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    @property
    def _ways(self) -> tuple[Button, ...]:
        """What may be done with a file."""
        return (self._open, self._show_file)

    @property
    def message(self) -> str:
        """What it says, or said last."""
        return self._text.text()

    @property
    def waits(self) -> bool:
        """Whether it stays for now, as somebody points at it or its button has the focus."""
        return self.underMouse() or any(button.hasFocus() for button in (*self._ways, self._close))

    def show_message(self, message: str, *, problem: bool = False, file: Path | None = None) -> None:
        """Say something; a problem has another look, and ``file`` is one that may be opened from here."""
        self._text.setText(message)
        self._file = file
        for button in self._ways:
            button.setVisible(file is not None)
        set_styled(self, "problem", problem)
        self._place()
        if not self.isVisible():
            self.show()
            self._theme.application.installEventFilter(self)  # Esc and moved pages matter only while it is shown
        # above whatever came into the window since the message was made
        self.raise_()
        self._going.start()
        announce(self, message)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while it is pointed at."""
        super().enterEvent(event)
        self._going.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go after the usual time."""
        super().leaveEvent(event)
        self._going.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the timer and the watching of the application's events, which matter only while it is shown."""
        super().hideEvent(event)
        self._going.stop()
        self._theme.application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in this window closes it and does nothing else; whatever moves actions may move it."""
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and self._is_esc_here(watched, event):
            if kind is QEvent.Type.KeyPress:
                self.hide()
            event.accept()  # an override that is accepted comes again as a key and not as anybody's shortcut
            return True
        if kind in _MOVED or (kind is QEvent.Type.Resize and watched is self._over):
            self._placing.start()
        return super().eventFilter(watched, event)

    def _is_esc_here(self, watched: QObject, event: QEvent) -> bool:
        return (
            isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and isinstance(watched, QWidget)
            and watched.window() is self._over.window()
        )

    @Slot()
    def _on_going_timeout(self) -> None:
        if self.waits:
            self._going.start()
        else:
            self.hide()

    @Slot()
    def _on_open_clicked(self) -> None:
        if self._file is not None and not open_file(self._file):
            self._say_not_opened(self._file.name)

    @Slot()
    def _on_show_file_clicked(self) -> None:
        if self._file is not None and not show_in_folder(self._file):
            self._say_not_opened(str(self._file.parent))

    def _say_not_opened(self, name: str) -> None:
        self.show_message(self.tr("This computer did not open {0}.").format(name), problem=True)

    @Slot()
    def _place(self) -> None:
        """Where it covers no action and no words; it stays where it is while it is pointed at."""
        if self.isVisible() and self.underMouse():
            return
        uses = uses_of(self._over, without=self)
        room = QRect(self._over.rect())
        places = []
        for width in WIDTHS:
            places.append(free_place(self._size(width, room), room, uses))
            if not places[-1].covered:
                break
        self.setGeometry(min(places, key=lambda one: one.covered).box)

    def _size(self, width: int, room: QRect) -> QRect:
        # its place is worked out before it is shown, when ``isVisible`` is false for all of them
        buttons = [button for button in (*self._ways, self._close) if not button.isHidden()]
        between = self._theme.space("s") * (len(buttons) - 1)
        beside = sum(button.sizeHint().width() for button in buttons) + between + 2 * self._theme.space("l")
        # the longest word is not broken
        least = max(self._text.minimumSizeHint().width(), self._theme.em(LEAST_TEXT)) + beside
        wide = min(max(self._theme.em(width), least), room.width() - 2 * self._theme.space("l"))
        inner = wide - beside
        tall = max(self._text.heightForWidth(inner), self._close.sizeHint().height()) + 2 * self._theme.space("m")
        return QRect(0, 0, wide, tall)
