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
from nextrung.ui.bin import state as bin_state
from nextrung.ui.bin import words as bin_words
from nextrung.ui.safety import words
from nextrung.ui.safety.erase_dialog import EraseDialog, ReceiptDialog
from nextrung.ui.safety.finishing import ErasingFinisher
from nextrung.ui.safety.restore_dialog import RestoreDialog
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.safety import BackedUp, Prepared, Reason, Receipt


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
        self._dialog: RestoreDialog | None = None
        self._eraser: EraseDialog | None = None
        self._erasing = ""
        self._receipt: ReceiptDialog | None = None
        self._look: Background | None = None
        self._prepared: Prepared | None = None
        self._target: Path | None = None
        self.finisher = ErasingFinisher(workspace, theme, window)
        self._backup = Background(self)
        self._backup.finished.connect(self._on_backup_finished)
        self._backup.broken_off.connect(self._on_backup_broken_off)
        self._backup.failed.connect(self._say_failed)
        self._emptying = Background(self)
        self._emptying.finished.connect(self._on_emptying_finished)
        self._emptying.failed.connect(self._say_failed)
        self._count = Background(self)
        self._count.finished.connect(self._on_count_finished)
        self._count.failed.connect(self._on_count_failed)
        self._erase = Background(self)
        self._erase.finished.connect(self._on_erase_finished)
        self._erase.broken_off.connect(self._leave_erased)
        self._erase.failed.connect(self._say_failed)
        self._restore = Background(self)
        self._restore.finished.connect(self._on_restore_finished)
        self._restore.failed.connect(self._on_restore_failed)
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
        self._discard()

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

    # restoring

    @Slot()
    def restore(self) -> None:
        """Show the backups to choose from, none of which holds anybody who was erased from them."""
        if self.finisher.is_busy:
            self.failed.emit(self.tr("Backups can be restored when the erasing that goes on now is finished."))
            return
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

    @Slot(object)
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
        self._discard()
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
        self.backed_up.emit()
        self.replaced.emit()
        self.said.emit(self.tr("Restored {0}. What was there before is the newest backup.").format(name))

    @Slot(int)
    def _on_dialog_finished(self, _result: int) -> None:
        # a look that comes back from now on belongs to no dialog, and is removed from disk
        self._look = None
        self._discard()
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _discard(self) -> None:
        if self._prepared is not None:
            self._prepared.discard()
            self._prepared = None

    # erasing

    @Slot(str)
    def erase(self, person: str) -> None:
        """Ask whether a person is to be erased."""
        present = self._workspace.safety.present()
        found = next((one for one in present.people if one.id == person), None)
        if found is None:
            self._erase_deleted(person)
            return
        inside = self.tr("{0} and {1}, with all answers and notes").format(
            words.assessments(found.finished + found.unfinished), words.steps(found.steps)
        )
        name = found.name or self.tr("You")
        if self._workspace.privacy.names_hidden:
            name = labels.person_name(self._workspace.people.person(person), hidden=True)
        self._ask_to_erase(person, name, inside, can_archive=len(present.people) > 1)

    def _erase_deleted(self, person: str) -> None:
        """Ask whether somebody in the bin is to be erased."""
        hidden = self._workspace.privacy.names_hidden
        for one in bin_state.of_all(self._workspace).rows:
            if one.person is not None and one.person.id == person:
                name = labels.person_name(one.person, hidden=hidden)
                self._ask_to_erase(person, name, self.tr("everything about them in the bin"), can_archive=False)

    def _ask_to_erase(self, person: str, name: str, inside: str, *, can_archive: bool) -> None:
        dialog = EraseDialog(self._theme, name, inside, can_archive=can_archive, parent=self._window)
        dialog.erase_requested.connect(self._on_eraser_erase_requested)
        dialog.archive_requested.connect(self._on_eraser_archive_requested)
        dialog.finished.connect(self._on_eraser_finished)
        self._eraser, self._erasing = dialog, person
        dialog.open()
        self._count.run(self._workspace.safety.holders_work(person))

    @Slot(object)
    def _on_count_finished(self, holders: int) -> None:
        if self._eraser is not None:
            self._eraser.show_holders(holders)

    @Slot(Exception)
    def _on_count_failed(self, error: Exception) -> None:
        if self._eraser is not None:
            self._eraser.show_problem(str(error))

    @Slot(int)
    def _on_eraser_finished(self, _result: int) -> None:
        self._count.cancel()
        if self._eraser is not None:
            self._eraser.deleteLater()
            self._eraser = None

    @Slot(bool)
    def _on_eraser_erase_requested(self, backups: bool) -> None:
        if self._eraser is None:
            return
        self._halt_backup()
        try:
            work = self._workspace.erase_work(self._erasing, backups=backups)
        except NextRungError as error:
            self._eraser.show_problem(str(error))
            return
        self._count.cancel()
        self._eraser.show_erasing()
        self._erase.run(work)

    def _halt_backup(self) -> None:
        """Give up a backup under way: it would bring back whoever is erased, or hold up what is restored."""
        self._stopped.set()
        self._backup.cancel()
        wait_for_all()
        # only now that no thread reads it any more
        self._stopped.clear()

    @Slot()
    def _leave_erased(self) -> None:
        if self._eraser is not None:
            self._eraser.accept()
        self.backed_up.emit()
        self.replaced.emit()

    @Slot(object)
    def _on_erase_finished(self, receipt: Receipt) -> None:
        self._leave_erased()
        self._receipt = ReceiptDialog(self._theme, words.receipt(receipt), self._window)
        self._receipt.finished.connect(self._on_receipt_finished)
        self._receipt.open()

    @Slot(int)
    def _on_receipt_finished(self, _result: int) -> None:
        if self._receipt is not None:
            self._receipt.deleteLater()
            self._receipt = None

    @Slot()
    def _on_eraser_archive_requested(self) -> None:
        if self._eraser is None:
            return
        try:
            self._workspace.people.archive(self._erasing)
        except NextRungError as error:
            self._eraser.show_problem(str(error))
            return
        self._eraser.accept()
        self._workspace.forget()
        self.replaced.emit()

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
