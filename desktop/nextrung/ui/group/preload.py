"""Loads what the group needs before a coach asks for it, so that the first opening is as quick as every other."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QThreadPool, QTimer, Slot

from nextrung.workspace import Workspace

PATIENCE = 1500
"""Milliseconds after the window is shown: by then it is painted and answers."""


class Preloader(QObject):
    """Loads the libraries of the group in a thread, for whoever works with several people; nobody else needs them."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        """Begin to wait; the libraries are loaded ``PATIENCE`` milliseconds from now."""
        super().__init__(parent)
        self._workspace = workspace
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        # only a coach opens the group; for everybody else pandas would be loaded for nothing
        if self._workspace.is_open and self._workspace.privacy.coaching:
            # importing needs no object of Qt, and the window answers meanwhile
            QThreadPool.globalInstance().start(load)


def load() -> None:
    """Load the libraries now, in whatever thread this is."""
    for name in ("nextrung.group.change", "nextrung.group.measured"):  # these bring pandas, which takes its time
        import_module(name)
