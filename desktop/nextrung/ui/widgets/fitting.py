"""Windows and dialogs no larger than the screen they stand on, and dialogs as high as what is in them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from nextrung.ui.widgets.page import ScrollBody

FRAME_WIDTH, FRAME_HEIGHT = 4, 40
FRAME = QSize(FRAME_WIDTH, FRAME_HEIGHT)
"""What a window manager may put around a window, in device-independent pixels; it is known only once it is there."""
AROUND = 40
"""Device-independent pixels of a window that stay in sight around a dialog, in both directions together."""


def room_for(window: QWidget) -> QSize:
    """The largest size of a window that leaves all of it, frame included, on its screen."""
    return window.screen().availableSize() - FRAME


def open_within(dialog: QWidget, wanted: QSize, window: QWidget | None) -> None:
    """Give a dialog the size it wants, as far as the window it belongs to and the screen have it."""
    dialog.resize(wanted.boundedTo(_room_over(dialog, window)))


def _room_over(dialog: QWidget, window: QWidget | None) -> QSize:
    """What the window that a dialog belongs to, of which some stays in sight, and the screen have room for."""
    room = room_for(dialog)
    return room.boundedTo(window.window().size() - QSize(AROUND, AROUND)) if window else room


def centre_over(dialog: QWidget, window: QWidget) -> None:
    """Put a dialog that is coming up into the middle of its window, as far as the screen has it whole.

    Qt leaves room for a frame that it only guesses at, and is off the middle by as much.
    """
    behind = window.window()
    room = behind.screen().availableGeometry()
    place = behind.geometry().center() - dialog.rect().center()
    left = max(room.left(), min(place.x(), room.right() - dialog.width()))
    top = max(room.top(), min(place.y(), room.bottom() - dialog.height()))
    # without the frame, which nothing is known of before there is one
    dialog.setGeometry(QRect(QPoint(left, top), dialog.size()))


class FittedDialog(QDialog):
    """A dialog as high as what is in it, as far as there is room; else its body scrolls.

    What comes or wraps while it is open makes it higher or lower at both ends alike, so that it stays in the middle
    of its window. Once somebody gives it another height by hand, it keeps that.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty; ``fit_to`` follows, unless it has a height of its own."""
        super().__init__(parent)
        self._fitted: ScrollBody | None = None
        self._given: set[int] = set()
        self._by_hand = False
        self._was_active = False

    def fit_to(self, body: ScrollBody) -> None:
        """Be as high as what is in ``body`` needs, which lies in the layout, from when it is shown on."""
        self._fitted = body
        # by itself a body that scrolls is no lower than a few lines, of which there may be one
        body.setMinimumHeight(1)
        body.tell_of_content(self)

    def setVisible(self, visible: bool) -> None:
        """Fit before there is a window of the system, which would give it its place for another height."""
        if visible and not self.isVisible():
            self._by_hand = False
            self._was_active = False
            for part in (self, *self.findChildren(QWidget)):
                part.ensurePolished()
            self._fit()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up in the middle of the window."""
        super().showEvent(event)
        window = self.parentWidget()
        if window is not None and not event.spontaneous():
            centre_over(self, window)

    def event(self, event: QEvent) -> bool:
        """Fit when a part asks for another height, and lines wrap in another width."""
        done = super().event(event)
        kind = event.type()
        self._was_active = self._was_active or kind is QEvent.Type.WindowActivate
        if kind is QEvent.Type.Resize and event.spontaneous():
            # a system without haste also tells of heights that it was given a moment ago
            self._by_hand = self._by_hand or self.height() not in self._given
        elif kind in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and self.isVisible():
            self._fit()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit when a part of the body asks for another height."""
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return False

    def _fit(self) -> None:
        if self._fitted is None or self._by_hand:
            return
        wanted = QSize(self.width(), self._wanted(self._fitted)).boundedTo(_room_over(self, self.parentWidget()))
        before = self.height()
        if wanted.height() == before:
            return
        # before it is resized, which asks for another fit at once
        self._given |= {before, wanted.height()}
        self.resize(wanted)
        window = self.parentWidget()
        if self.isVisible() and window is not None and not self._was_active:
            # nobody can have moved it yet, but while a window manager puts its frame around it, Qt tells other places
            centre_over(self, window)
        elif self.isVisible():
            top = self.y() - (self.height() - before) // 2
            self.move(self.x(), max(self.screen().availableGeometry().top(), top))

    def _wanted(self, body: ScrollBody) -> int:
        """The height at which nothing of the body is out of sight."""
        layout = self.layout()
        if layout is None or (item := layout.itemAt(layout.indexOf(body))) is None:
            return self.height()
        whole = layout.heightForWidth(self.width()) if layout.hasHeightForWidth() else layout.sizeHint().height()
        margins = layout.contentsMargins()
        inner = self.width() - margins.left() - margins.right()
        return whole - item.sizeHint().height() + body.height_of_content(inner)


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
