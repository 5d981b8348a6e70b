"""Opens the stops of the tour, one after another, and draws them to PNG files, without a screen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from nextrung import app, resources
from nextrung.errors import ResourceError
from nextrung.tour import forms
from nextrung.tour.fixed_clock import now
from nextrung.tour.stops import STOPS, Stop
from nextrung.ui.garbage import collect_due, collect_here
from nextrung.ui.pseudo import PseudoTranslator
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import Scheme


class View(Struct, frozen=True):
    """How a stop is seen: size of the window, mirrored, in the make-believe language; text size is the theme's."""

    size: tuple[int, int] = (1280, 832)
    mirrored: bool = False
    pseudo: bool = False


def stops_of(only: str) -> list[Stop]:
    """The stops whose names begin with ``only``. Raises ResourceError when there is none, and no form."""
    stops = [stop for stop in STOPS if stop[0].startswith(only)]
    if not stops and not forms.names_of(only):
        first, last = STOPS[0][0], STOPS[-1][0]
        raise ResourceError(f"No picture has a name that begins with “{only}”; they go from {first} to {last}.")
    return stops


def files_of(folder: Path, only: str, schemes: Sequence[Scheme]) -> list[Path]:
    """Where the pictures go of stops and forms whose names begin with ``only``. Raises ResourceError without any."""
    stops = [_file_of(folder, stop[0], scheme) for stop in stops_of(only) for scheme in schemes]
    drawn = [_file_of(folder, name, scheme) for name in forms.names_of(only) for scheme in forms.schemes_of(schemes)]
    return stops + drawn


def _file_of(folder: Path, name: str, scheme: Scheme) -> Path:
    return folder / f"{name}-{scheme}.png"


def draw(
    folder: Path, *, schemes: Sequence[Scheme], view: View, text_scale: float = 1.0, only: str = ""
) -> Iterator[Path]:
    """Draw the stops of the tour whose names begin with ``only``, in each scheme, at a text size; yields the files.

    Raises ResourceError when there is none, or when one cannot be written.
    """
    stops = stops_of(only)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResourceError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    theme = Theme(app.make_application(), resources.assets(), schemes[0])
    collect_here(theme.application)
    for stop in stops:
        with opened(stop, theme, view) as window:
            for scheme in schemes:
                # One window for all schemes, so that the data are made once.
                theme.choose(scheme, text_scale)
                settle()
                stop[3](window)
                settle()
                path = _file_of(folder, stop[0], scheme)
                if not picture(window).save(str(path)):
                    raise ResourceError(f"The picture {path} cannot be written; choose another folder.")
                yield path
    for name in forms.names_of(only):
        for scheme in forms.schemes_of(schemes):
            path = _file_of(folder, name, scheme)
            forms.draw(path, name, scheme, view.size, theme.application.devicePixelRatio())
            yield path


@contextmanager
def opened(stop: Stop, theme: Theme, view: View) -> Iterator[MainWindow]:
    """The window at a stop, before the last step there is taken; its data is thrown away afterwards."""
    _, page, prepare, _ = stop
    application = theme.application
    language = PseudoTranslator(application, mirrored=view.mirrored)
    with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as data:
        workspace = app.open_workspace(Path(data), now)
        prepare(workspace)
        # after the data was made: only what the window says is to be in the make-believe language
        if view.pseudo:
            application.installTranslator(language)
        if view.mirrored:
            application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        window = MainWindow(workspace, theme)
        try:
            window.resize(*view.size)
            window.show()
            if page:
                window.show_page(page)
            settle()
            yield window
        finally:
            window.close()
            window.deleteLater()
            settle()
            # the window goes before the direction changes: Qt was seen to crash on turning one that was just going
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            application.removeTranslator(language)
            language.deleteLater()
            application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            collect_due()  # no event loop of a tour ever waits


def picture(window: MainWindow) -> QPixmap:
    """The window as it looks now, with its dialogs in the middle."""
    # a dialog is a window of its own, which a grab of the main window leaves out
    drawn = window.grab()
    painter = QPainter(drawn)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            painter.fillRect(window.rect(), window.theme.shade())
            left, top = (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2
            painter.drawPixmap(left, top, dialog.grab())
            painter.setPen(window.theme.color("line"))
            painter.drawRect(left, top, dialog.width() - 1, dialog.height() - 1)
    painter.end()
    return drawn


def settle() -> None:
    """Let layouts and paints that wait run."""
    # one turn may begin the next: a layout changes a size, the size asks for another layout, and then it is painted
    for _ in range(3):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
