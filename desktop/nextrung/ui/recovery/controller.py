"""Leads through a recovery: looks in the background, carries out what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from nextrung import paths
from nextrung.errors import DatabaseError
from nextrung.lazy import lazy
from nextrung.ui.background import Background
from nextrung.ui.recovery import state as recovery_state
from nextrung.ui.recovery.dialog import RecoveryDialog
from nextrung.ui.theme.theme import Theme
from nextrung.workspace.recovery import Recovery, RecoveryService

if TYPE_CHECKING:
    from nextrung import log
else:
    log = lazy("nextrung.log")


class RecoveryController(QObject):
    """Shows the dialog and carries out what is chosen there."""

    def __init__(self, theme: Theme, service: RecoveryService, problem: str) -> None:
        """Begin to look; ``run`` or ``dialog.open`` shows the dialog."""
        super().__init__()
        self._service = service
        self._found: Recovery | None = None
        self.dialog = RecoveryDialog(theme, problem)
        self.dialog.way_chosen.connect(self._on_dialog_way_chosen)
        self._look = Background(self)
        self._look.finished.connect(self._on_look_finished)
        self._look.run(partial(_looked, service.look_work()))

    def run(self) -> bool:
        """Show the dialog until a way is carried out (True) or the person quits (False)."""
        # ``exec`` and not ``open``: there is no window yet, and no event loop but that of the dialog
        carried_out = self.dialog.exec() == QDialog.DialogCode.Accepted
        if self._found is not None:
            # what was read lies in files of its own, which take room until they are deleted
            self._found.discard()
        return carried_out

    @Slot(object)
    def _on_look_finished(self, found: Recovery | Exception) -> None:
        if isinstance(found, Exception):
            self._say_failed(found)
            return
        self._found = found
        self.dialog.show_state(recovery_state.build(found))

    def _say_failed(self, error: Exception) -> None:
        if isinstance(error, DatabaseError):
            self.dialog.show_found_nothing(str(error))
            return
        log.record(self._service.database.with_name(paths.LOG), error)
        self.dialog.show_found_nothing(self.tr("Nothing of it could be read: {0}.").format(type(error).__name__))

    @Slot(str)
    def _on_dialog_way_chosen(self, way: recovery_state.Way) -> None:
        if self._found is None:
            return
        try:
            if way == "recovered":
                self._service.use_recovered(self._found)
            elif way == "backup":
                self._service.use_backup(self._found)
            else:
                self._service.begin_empty()
        except DatabaseError as error:
            self.dialog.show_problem(str(error))
            return
        self.dialog.accept()


def _looked(look: Callable[[], Recovery]) -> Recovery | Exception:
    """What was found, or why nothing was: there is no window yet to show an unexpected failure."""
    try:
        return look()
    except Exception as error:  # the dialog says it
        return error
