"""Where the window stood and how large it was, kept with the data."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from nextrung.errors import DatabaseError
from nextrung.workspace import Workspace

SETTING = "window"


def restore(window: QMainWindow, workspace: Workspace) -> None:
    """Put the window where it was; it stays as it is when nothing was kept, or on a screen that is gone."""
    with contextlib.suppress(DatabaseError):
        kept = workspace.setting(SETTING)
        if kept:
            window.restoreGeometry(QByteArray.fromHex(kept.encode("ascii", "ignore")))


def keep(window: QMainWindow, workspace: Workspace) -> None:
    """Keep where the window is; a place that cannot be kept is no reason to hold up the end."""
    if not workspace.is_open:
        return
    with contextlib.suppress(DatabaseError):
        workspace.keep_setting(SETTING, bytes(window.saveGeometry().toHex().data()).decode("ascii"))
