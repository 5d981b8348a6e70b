"""Where the window stood, the page it showed and the views chosen there, kept with the data."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QByteArray, QObject, Slot
from PySide6.QtWidgets import QMainWindow

from nextrung.errors import DatabaseError
from nextrung.ui.widgets.buttons import Segments
from nextrung.workspace import Workspace

WINDOW = "window"
PLACE = "place"


def restore(window: QMainWindow, workspace: Workspace) -> None:
    """Put the window where it was; it stays as it is when nothing was kept, or on a screen that is gone."""
    # Qt refuses what it cannot read, and moves a window from a screen that is gone to one that is there
    window.restoreGeometry(QByteArray.fromHex(_kept(workspace, WINDOW).encode("ascii", "ignore")))


def place(workspace: Workspace) -> str:
    """The id of the place that was open at the end; empty when none was kept."""
    return _kept(workspace, PLACE)


def first_place(workspace: Workspace) -> str:
    """The id of the place that a start opens whatever was open at the end; empty when there is none.

    With several people it is their list: nobody wants the last one's open question, with the name, before the next.
    """
    return "people" if workspace.privacy.several else ""


def keep(window: QMainWindow, workspace: Workspace, place: str) -> None:
    """Keep where the window is and what it shows; what cannot be kept is no reason to hold up the end."""
    if not workspace.is_open:
        return
    with contextlib.suppress(DatabaseError):
        # settings are texts, and a geometry of Qt is bytes
        workspace.keep_setting(WINDOW, bytes(window.saveGeometry().toHex().data()).decode("ascii"))
        workspace.keep_setting(PLACE, place)


class RememberedView(QObject):
    """Keeps which view of a page was chosen, and chooses it again when the page is built the next time."""

    def __init__(self, workspace: Workspace, page: str, views: Segments, parent: QObject) -> None:
        """Choose what was kept for ``page``, where it is still on offer."""
        super().__init__(parent)
        self._workspace = workspace
        self._setting = f"view of {page}"
        kept = _kept(workspace, self._setting)
        if kept in views.entries():
            # ``choose`` tells nobody, and the page is to follow as if somebody had chosen it
            views.choose(kept)
            views.chosen.emit(kept)
        views.chosen.connect(self._on_views_chosen)

    @Slot(str)
    def _on_views_chosen(self, view: str) -> None:
        with contextlib.suppress(DatabaseError):
            self._workspace.keep_setting(self._setting, view)


def _kept(workspace: Workspace, setting: str) -> str:
    try:
        return workspace.setting(setting) or ""
    except DatabaseError:
        return ""
