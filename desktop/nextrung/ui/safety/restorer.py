"""Restoring: the backups to choose from, what is in one, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from nextrung.errors import DatabaseError
from nextrung.ui import labels
from nextrung.ui.background import Background
from nextrung.ui.safety.restore_dialog import RestoreDialog
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.safety import Prepared


class BackupRestorer(QObject):
    """Leads through the restoring of a backup."""

    said = Signal(str)
    """Something was done, in words."""
    failed = Signal(str)
    """Something could not be done, in words."""
    replaced = Signal()
    """The database holds something else than before."""

    def __init__(self, workspace: Workspace, theme: Theme, window: QWidget, halt_backup: Callable[[], None]) -> None:
        """Open dialogs over a window; ``halt_backup`` gives up a backup under way."""
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._window = window
        self._halt_backup = halt_backup
        self._dialog: RestoreDialog | None = None
        self._look: Background | None = None
        self._prepared: Prepared | None = None
        self._restore = Background(self)
        self._restore.finished.connect(self._on_restore_finished)
        self._restore.failed.connect(self._on_restore_failed)

    def restore(self) -> None:
        """Show the backups to choose from."""
        try:
            backups, present = self._workspace.safety.backups(), self._workspace.safety.present()
        except DatabaseError as error:
            self.failed.emit(str(error))
            return
        dialog = RestoreDialog(self._theme, backups, present, self._window)
        dialog.picked.connect(self._on_dialog_picked)
        dialog.file_requested.connect(self._on_dialog_file_requested)
        dialog.restore_requested.connect(self._on_dialog_restore_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def restore_from(self, path: Path) -> None:
        """Show what one database holds, to be restored."""
        self.restore()
        if self._dialog is not None:
            self._on_dialog_picked(path)

    @Slot()
    def _on_dialog_file_requested(self) -> None:
        title, kind = self.tr("Choose a backup"), self.tr("Backups (*.db);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(
            self._dialog, title, str(self._workspace.safety.backup_folder.folder), kind
        )
        if chosen:
            self._on_dialog_picked(Path(chosen))

    @Slot(object)
    def _on_dialog_picked(self, path: Path) -> None:
        self.discard()
        if self._dialog is not None:
            self._dialog.show_looking(path)
        look = Background(self)  # one for each: what comes back too late must still be removed from disk
        look.finished.connect(self._on_look_finished)
        look.failed.connect(self._on_look_failed)
        self._look = look
        look.run(self._workspace.safety.prepare_work(path))

    def _is_newest_look(self) -> bool:
        """Whether what came back is what the dialog waits for."""
        look = self.sender()
        if look is not None:
            # one for each file looked into; they would pile up until the window closes
            look.deleteLater()
        return self._dialog is not None and look is self._look

    @Slot(object)
    def _on_look_finished(self, prepared: Prepared) -> None:
        if not self._is_newest_look() or self._dialog is None:
            prepared.discard()
            return
        self._prepared = prepared
        pseudonyms = None
        if self._workspace.privacy.names_hidden:
            everyone = self._workspace.people.everyone()
            pseudonyms = {one.id: labels.person_name(one, hidden=True) for one in everyone}
        self._dialog.show_inside(prepared.source, prepared.inside, pseudonyms)

    @Slot(Exception)
    def _on_look_failed(self, error: Exception) -> None:
        if self._is_newest_look() and self._dialog is not None:
            self._dialog.show_refused(str(error))

    @Slot()
    def _on_dialog_restore_requested(self) -> None:
        if self._prepared is None or self._dialog is None:
            return
        self._halt_backup()
        self._dialog.show_restoring()
        self._restore.run(self._workspace.safety.restore_work(self._prepared))

    @Slot(Exception)
    def _on_restore_failed(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_refused(str(error))

    @Slot(object)
    def _on_restore_finished(self, _before: object) -> None:
        if self._prepared is None or self._dialog is None:
            return
        # in this thread: what was read before belongs to the database that is gone
        self._workspace.forget()
        name = self._prepared.source.name
        self._dialog.accept()
        self.replaced.emit()
        self.said.emit(self.tr("Restored {0}. What was there before is the newest backup.").format(name))

    @Slot(int)
    def _on_dialog_finished(self, _result: int) -> None:
        # a look that comes back from now on belongs to no dialog, and is removed from disk
        self._look = None
        self.discard()
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def discard(self) -> None:
        """Remove the copy of a backup that was looked into, which may be large."""
        if self._prepared is not None:
            self._prepared.discard()
            self._prepared = None
