"""A short message over the window that says what was done, and goes by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.mirrored_margins import set_mirrored_margins
from nextrung.ui.widgets.opening import open_file, show_in_folder
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.text import TextLabel

SHOWN_FOR = 8000
"""Milliseconds; long enough to read two lines, and it is announced as well."""
WIDEST = 520
"""Device-independent pixels at a text size of 100 %."""
_MOVED = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize, QEvent.Type.LayoutRequest)
"""Events after which another part of the window may scroll, or the same part may stand elsewhere."""


def toast_over(theme: Theme, widget: QWidget) -> Toast:
    """The message of the window that a widget lies in, made when there is none yet."""
    window = widget.window()
    # its own children alone: a dialog is a child of the window too, and may have a message of its own
    found = window.findChild(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found or Toast(theme, window)


class Toast(QFrame):
    """Stands at the foot of what scrolls in a window, which keeps room for it, so that it covers nothing.

    That is above the buttons at the foot of a page or dialog, if it has any. One message at a time; it waits while it
    is in use.
    """

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
        self._placing.start()  # what moved while it was pointed at

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the timer and the watching of the application's events, which matter only while it is shown."""
        super().hideEvent(event)
        self._going.stop()
        self._theme.application.removeEventFilter(self)
        # not where its window hides: that may be going, with parts that are half gone already
        if self.isHidden():
            self._keep_room(None, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in this window closes it and does nothing else; whatever moves actions may move it."""
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and self._is_esc_here(watched, event):
            if kind is QEvent.Type.KeyPress:
                self.hide()
            event.accept()  # an override that is accepted comes again as a key and not as anybody's shortcut
            return True
        if kind in _MOVED and (watched is self._over or isinstance(watched, ScrollBody)):
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
        """At the foot of what scrolls, in its middle; it stays where it is while it is pointed at."""
        ground = self._ground()
        room = ground.room_of_content(self._over) if ground else self._over.rect()
        margin = self._theme.space("m")
        size = self._size(room.width() - 2 * margin)
        left = room.left() + (room.width() - size.width()) // 2
        if not (self.isVisible() and self.underMouse()):
            self.setGeometry(QRect(QPoint(left, room.bottom() + 1 - margin - size.height()), size))
        # another page may have come below the pointer, as after a dialog was closed by a click there
        self._keep_room(ground, size.height() + 2 * margin)

    def _bodies(self) -> list[ScrollBody]:
        """What scrolls in this window: a dialog is a child of its window too, and has a message of its own."""
        return [one for one in self._over.findChildren(ScrollBody) if one.window() is self._over.window()]

    def _ground(self) -> ScrollBody | None:
        """What scrolls of the page on show: the largest there is, beside a column at the side and parts of it."""
        seen = [one for one in self._bodies() if one.isVisibleTo(self._over)]
        return max(seen, key=lambda one: one.width() * one.height(), default=None)

    def _keep_room(self, ground: ScrollBody | None, height: int) -> None:
        for one in self._bodies():  # another page may have been on show a moment ago
            one.keep_for_message(height if one is ground else 0)

    def _size(self, room: int) -> QSize:
        # its place is worked out before it is shown, when ``isVisible`` is false for all of them
        buttons = [button for button in (*self._ways, self._close) if not button.isHidden()]
        between = self._theme.space("s") * (len(buttons) - 1)
        beside = sum(button.sizeHint().width() for button in buttons) + between + 2 * self._theme.space("l")
        wide = min(self._theme.em(WIDEST), room)
        words = self._text.heightForWidth(wide - beside)
        return QSize(wide, max(words, self._close.sizeHint().height()) + 2 * self._theme.space("m"))
