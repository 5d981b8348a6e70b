"""Keeping the data safe, as the window does it: backups in the background, restoring, erasing, moving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from nextrung.errors import DatabaseError, NextRungError
from nextrung.ui import labels
from nextrung.ui.background import Background, wait_for_all
from nextrung.ui.bin import words as bin_words
from nextrung.ui.safety import words
from nextrung.ui.safety.eraser import PersonEraser
from nextrung.ui.safety.finishing import ErasingFinisher
from nextrung.ui.safety.restorer import BackupRestorer
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.safety import BackedUp, Reason


class SafetyController(QObject):
    """Carries out what keeps the data safe; the window shows what it says."""

    said = Signal(str)
    """Something was done, in words."""
    failed = Signal(str)
    """Something could not be done, in words."""
    backed_up = Signal()
    """There may be a newer backup."""
    replaced = Signal()
    """All that was read from the database is out of date."""

    def __init__(self, workspace: Workspace, theme: Theme, window: QWidget) -> None:
        """Work for a window."""
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._window = window
        self._asked = False
        # set in this thread and asked in the one that copies
        self._stopped = Event()
        self._target: Path | None = None
        self.finisher = ErasingFinisher(workspace, theme, window)
        self._restorer = BackupRestorer(workspace, theme, window, self._halt_backup)
        self._restorer.said.connect(self.said)
        self._restorer.failed.connect(self.failed)
        self._eraser = PersonEraser(workspace, theme, window, self._halt_backup)
        self._eraser.failed.connect(self.failed)
        self._eraser.archived.connect(self.replaced)
        for replacing in (self._restorer.replaced, self._eraser.erased):
            replacing.connect(self.backed_up)
            replacing.connect(self.replaced)
        self._backup = Background(self)
        self._backup.finished.connect(self._on_backup_finished)
        self._backup.broken_off.connect(self._on_backup_broken_off)
        self._backup.failed.connect(self._say_failed)
        self._emptying = Background(self)
        self._emptying.finished.connect(self._on_emptying_finished)
        self._emptying.failed.connect(self._say_failed)
        self._delete_left = Background(self)
        self._delete_left.finished.connect(self._on_delete_left_finished)
        self._delete_left.broken_off.connect(self.backed_up)
        self._delete_left.failed.connect(self._say_failed)
        self._move = Background(self)
        self._move.finished.connect(self._on_move_finished)
        self._move.failed.connect(self._say_failed)

    # backups

    def back_up(self, reason: Reason) -> None:
        """Back up in the background, quietly unless it fails."""
        self._try(lambda: self._backup.run(self._workspace.safety.backup_work(reason, self._require_going)))

    def stop(self) -> None:
        """The window closes: a backup under way gives up, and leaves nothing half behind."""
        self._stopped.set()
        self._restorer.discard()

    def _require_going(self) -> None:
        if self._stopped.is_set():
            raise DatabaseError("The backup was stopped, as the window was closed.")

    @Slot()
    def back_up_now(self) -> None:
        """Back up because the person wants it, and say so."""
        self._asked = True
        self.back_up("asked")

    @Slot(object)
    def _on_backup_finished(self, done: BackedUp) -> None:
        asked, self._asked = self._asked, False
        self.backed_up.emit()
        if done.second_problem:
            self.failed.emit(done.second_problem)
        elif asked:
            self.said.emit(self.tr("Backed up and checked: {0}").format(labels.moment(done.backup.made_at)))

    @Slot()
    def _on_backup_broken_off(self) -> None:
        self._asked = False

    def _halt_backup(self) -> None:
        """Give up a backup under way: it would bring back whoever is erased, or hold up what is restored."""
        self._stopped.set()
        self._backup.cancel()
        wait_for_all()
        # only now that no thread reads it any more
        self._stopped.clear()

    # what was deleted

    def begin(self) -> None:
        """At the start: back up, and let go what was in the bin for its days, which a day before was said."""
        try:
            overdue = self._workspace.bin.overdue()
        except DatabaseError as error:
            self.failed.emit(str(error))
            return
        if overdue.told:
            self.said.emit(
                self.tr("{0} will go for good from tomorrow on, after 30 days. Settings can put it back.").format(
                    bin_words.things(len(overdue.told))
                )
            )
        if overdue.gone:
            self.empty_bin(list(overdue.gone))
        else:
            self.back_up("start")

    @Slot(list)
    def empty_bin(self, entries: list[int]) -> None:
        """Let deleted things go for good, after a backup that still holds them."""
        self._halt_backup()
        self._try(lambda: self._emptying.run(self._workspace.safety.empty_bin_work(entries)))

    @Slot(object)
    def _on_emptying_finished(self, count: int) -> None:
        self.backed_up.emit()
        text = self.tr("{0} gone for good. The backup made just before still holds it, for 30 days.")
        self.said.emit(text.format(bin_words.things(count)))

    # restoring and erasing

    @Slot()
    def restore(self) -> None:
        """Show the backups to choose from, none of which holds anybody who was erased from them."""
        if self.finisher.is_busy:
            self.failed.emit(self.tr("Backups can be restored when the erasing that goes on now is finished."))
            return
        self._restorer.restore()

    @Slot(object)
    def restore_from(self, path: Path) -> None:
        """Show what one database holds, to be restored, as ``restore`` does."""
        if self.finisher.is_busy:
            self.restore()
            return
        self._restorer.restore_from(path)

    @Slot(str)
    def erase(self, person: str) -> None:
        """Ask whether a person is to be erased."""
        self._eraser.erase(person)

    # where the data lies

    @Slot()
    def choose_second_folder(self) -> None:
        """Choose the folder that gets a copy of every backup."""
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Folder for a second copy of every backup"))
        if chosen and self._try(lambda: self._workspace.safety.choose_second_folder(Path(chosen))):
            self._asked = True
            self.back_up("asked")

    @Slot()
    def forget_second_folder(self) -> None:
        """No second copies from now on; those there stay."""
        self._try(lambda: self._workspace.safety.choose_second_folder(None))
        self.backed_up.emit()

    def warn_of_place(self) -> None:
        """Say once for each folder why it is a dangerous place for the data."""
        found = self._workspace.safety.risk_not_told()
        if found is not None:
            self.failed.emit(self.tr("{0} The settings can move it.").format(words.risk(found)))

    @Slot()
    def move(self) -> None:
        """Move the data to another folder."""
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("An empty folder on this computer"))
        if chosen:
            self.move_to(Path(chosen))

    def move_to(self, folder: Path) -> None:
        """Move the data to ``folder``: copied and proven there first."""
        # kept until the copy is proven: only then does the workspace go over to it
        self._target = folder
        self._try(lambda: self._move.run(self._workspace.safety.copy_work(folder)))

    @Slot(object)
    def _on_move_finished(self, _copy: Path) -> None:
        if self._target is None:
            return
        try:
            old = self._workspace.move(self._target)
        except DatabaseError as error:
            self.failed.emit(str(error))
            return
        self.backed_up.emit()
        self.replaced.emit()
        self.said.emit(self.tr("The data lies in {0} now. The old file stays as {1}.").format(self._target, old))

    @Slot()
    def delete_left(self) -> None:
        """Delete what stays where the data was moved from."""
        self._try(lambda: self._delete_left.run(self._workspace.safety.delete_left_work()))

    @Slot(object)
    def _on_delete_left_finished(self, count: int) -> None:
        self.backed_up.emit()
        one, many = self.tr("1 file was deleted."), self.tr("{0} files were deleted.")
        self.said.emit(labels.counted(count, one, many))

    # saying

    def _try(self, change: Callable[[], Any]) -> bool:
        try:
            change()
        except NextRungError as error:
            self.failed.emit(str(error))
            return False
        return True

    @Slot(Exception)
    def _say_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))
