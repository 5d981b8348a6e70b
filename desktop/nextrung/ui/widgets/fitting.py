"""Windows and dialogs no larger than the screen they stand on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QWidget

FRAME_WIDTH, FRAME_HEIGHT = 4, 40
FRAME = QSize(FRAME_WIDTH, FRAME_HEIGHT)
"""What a window manager may put around a window, in device-independent pixels; it is known only once it is there."""


def room_for(window: QWidget) -> QSize:
    """The largest size of a window that leaves all of it, frame included, on its screen."""
    return window.screen().availableSize() - FRAME


def open_within(dialog: QWidget, wanted: QSize, window: QWidget | None) -> None:
    """Give a dialog the size it wants, as far as the window it belongs to and the screen have it."""
    room = room_for(dialog)
    dialog.resize(wanted.boundedTo(room.boundedTo(window.window().size()) if window else room))


class ScreenFit(QObject):
    """Keeps a window as large as its screen allows: one that does not fit is maximised, and may be made smaller."""

    def __init__(self, window: QWidget) -> None:
        """Fit ``window``, whose size and smallest size are set; it lives as long as the window."""
        super().__init__(window)
        self._window = window
        self._least = window.minimumSize()
        self.fit()

    def follow(self) -> None:
        """Fit it to each screen it is moved to from now on; before the window was shown, Qt has no handle of it."""
        self._window.windowHandle().screenChanged.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Fit the window to the screen it is on."""
        window, room = self._window, room_for(self._window)
        # first of all: a window is never resized below its least size
        window.setMinimumSize(self._least.boundedTo(room))
        fits = window.size().boundedTo(room)
        # the system gives a maximised window its size
        if window.isMaximized() or window.isFullScreen() or fits == window.size():
            return
        # the size that the window goes back to from being maximised has to fit too
        window.resize(fits)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
