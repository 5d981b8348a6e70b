"""Erasing: asking whether a person is to be erased, doing it, and the receipt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.errors import NextRungError
from nextrung.ui import labels
from nextrung.ui.background import Background
from nextrung.ui.bin import state as bin_state
from nextrung.ui.safety import receipt as receipts
from nextrung.ui.safety import words
from nextrung.ui.safety.erase_dialog import EraseDialog, ReceiptDialog
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.safety import Receipt


class PersonEraser(QObject):
    """Leads through the erasing of a person."""

    failed = Signal(str)
    """Something could not be done, in words."""
    erased = Signal()
    """Traces of somebody are gone, at least some of them."""
    archived = Signal()
    """Somebody is kept after all, out of the way."""

    def __init__(self, workspace: Workspace, theme: Theme, window: QWidget, halt_backup: Callable[[], None]) -> None:
        """Open dialogs over a window; ``halt_backup`` gives up a backup under way."""
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._window = window
        self._halt_backup = halt_backup
        self._eraser: EraseDialog | None = None
        self._erasing = ""
        self._receipt: ReceiptDialog | None = None
        self._count = Background(self)
        self._count.finished.connect(self._on_count_finished)
        self._count.failed.connect(self._on_count_failed)
        self._erase = Background(self)
        self._erase.finished.connect(self._on_erase_finished)
        self._erase.broken_off.connect(self._leave_erased)
        self._erase.failed.connect(self._on_erase_failed)

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

    @Slot()
    def _leave_erased(self) -> None:
        if self._eraser is not None:
            self._eraser.accept()
        self.erased.emit()

    @Slot(Exception)
    def _on_erase_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))

    @Slot(object)
    def _on_erase_finished(self, receipt: Receipt) -> None:
        self._leave_erased()
        self._receipt = ReceiptDialog(self._theme, receipts.build(receipt), self._window)
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
        self.archived.emit()
