"""Leads through encrypting the data, making them plain again, and changing what opens them."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.lazy import lazy
from nextrung.ui.background import Background
from nextrung.ui.encryption import tasks
from nextrung.ui.encryption.card import WhoCard, WhoState
from nextrung.ui.shell.departure import WindowTask
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.encryption import EncryptionService
from nextrung.workspace.unlocking import Unlocking

if TYPE_CHECKING:
    from nextrung.ui.encryption import encrypt_dialog, plain_dialog, present_dialog, recovery_dialog, sheet
    from nextrung.ui.encryption.present_dialog import PresentDialog, Purpose
else:
    encrypt_dialog = lazy("nextrung.ui.encryption.encrypt_dialog")
    plain_dialog = lazy("nextrung.ui.encryption.plain_dialog")
    present_dialog = lazy("nextrung.ui.encryption.present_dialog")
    recovery_dialog = lazy("nextrung.ui.encryption.recovery_dialog")
    sheet = lazy("nextrung.ui.encryption.sheet")


class _Found(NamedTuple):
    has_recovery_key: bool
    plain: tuple[Path, ...]


class EncryptionController(QObject):
    """Fills the card of the settings, and opens what its buttons want."""

    task_given = Signal(object)
    """The data are to be closed for a ``WindowTask``."""
    said = Signal(str)

    def __init__(self, workspace: Workspace, theme: Theme, card: WhoCard) -> None:
        """Serve ``card``."""
        super().__init__(card)
        self._workspace = workspace
        self._theme = theme
        self._card = card
        self._unlocking = Unlocking(workspace.safety.database)
        self._dialog: PresentDialog | None = None
        self._passphrase, self._present, self._recovery = "", "", ""
        self._go_on: Callable[[str | None], None] = self._encrypt
        """What is done with the recovery key that is asked for."""
        self._wants_plain = False
        self._found = _Found(has_recovery_key=False, plain=())
        self._look = self._background(self._on_look_finished, self._on_look_failed)
        self._trying = self._background(self._on_trying_finished, self._on_trying_failed)
        self._changing = self._background(self._on_changing_finished, self._on_look_failed)
        card.encrypting_requested.connect(self.encrypt)
        card.decrypting_requested.connect(self._on_card_decrypting_requested)
        card.passphrase_requested.connect(self._on_card_passphrase_requested)
        card.recovery_requested.connect(self._on_card_recovery_requested)
        card.plain_requested.connect(self._show_plain)

    def _background(self, finished: Callable[..., None], failed: Callable[..., None]) -> Background:
        made = Background(self)
        made.finished.connect(finished)
        made.failed.connect(failed)
        return made

    def show(self) -> None:
        """Show how things stand; which copies are plain is looked for in a thread, for a stick may take its time."""
        self._show_state("")
        if self._workspace.is_encrypted:
            self._look.run(partial(_looked, self._workspace.encryption))

    def _show_state(self, problem: str) -> None:
        service = self._workspace.encryption
        is_on = self._workspace.is_encrypted
        found = self._found if is_on else _Found(has_recovery_key=False, plain=())
        self._card.show_state(WhoState(service.is_possible, is_on, found.has_recovery_key, found.plain, problem))

    @Slot(object)
    def _on_look_finished(self, found: _Found) -> None:
        self._found = found
        self._show_state("")
        if self._wants_plain:
            self._wants_plain = False
            self._show_plain()

    @Slot(Exception)
    def _on_look_failed(self, error: Exception) -> None:
        self._show_state(str(error))

    # encrypting

    @Slot()
    def encrypt(self) -> None:
        """Ask for a passphrase, then show a recovery key, then encrypt."""
        dialog = encrypt_dialog.EncryptDialog(self._theme, self._card.window())
        dialog.passphrase_given.connect(self._on_dialog_passphrase_given)
        dialog.open()

    @Slot(str)
    def _on_dialog_passphrase_given(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._ask_recovery(self.tr("Encrypt"), self._encrypt, may_refuse=True)

    def _ask_recovery(self, action: str, go_on: Callable[[str | None], None], *, may_refuse: bool) -> None:
        """Show a new recovery key and ``go_on`` with it once it is proven, or with none where it was refused."""
        self._go_on = go_on
        self._recovery = self._workspace.encryption.new_recovery_key()
        dialog = recovery_dialog.RecoveryKeyDialog(
            self._theme, self._recovery, action, self._card.window(), may_refuse=may_refuse
        )
        page = sheet.RecoverySheet(self._theme, self._recovery, self._workspace.clock, dialog)
        dialog.proven.connect(self._on_dialog_proven)
        dialog.refused.connect(self._on_dialog_refused)
        dialog.file_requested.connect(page.ask_file)
        dialog.print_requested.connect(page.ask_printer)
        page.said.connect(dialog.say)
        page.failed.connect(dialog.show_problem)
        dialog.open()

    @Slot()
    def _on_dialog_proven(self) -> None:
        self._go_on(self._recovery)

    @Slot()
    def _on_dialog_refused(self) -> None:
        self._go_on(None)

    def _encrypt(self, recovery: str | None) -> None:
        self.task_given.emit(tasks.encrypting(self._passphrase, recovery))
        self._passphrase, self._recovery = "", ""

    # what the passphrase alone may do

    @Slot()
    def _on_card_decrypting_requested(self) -> None:
        self._ask_present("decrypt")

    @Slot()
    def _on_card_passphrase_requested(self) -> None:
        self._ask_present("passphrase")

    @Slot()
    def _on_card_recovery_requested(self) -> None:
        self._ask_present("recovery")

    def _ask_present(self, purpose: Purpose) -> None:
        dialog = present_dialog.PresentDialog(self._theme, purpose, self._card.window())
        dialog.submitted.connect(self._on_dialog_submitted)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    @Slot(str, str)
    def _on_dialog_submitted(self, present: str, new: str) -> None:
        self._present, self._passphrase = present, new
        self._trying.run(partial(self._unlocking.with_passphrase, present))

    @Slot()
    def _on_dialog_finished(self) -> None:
        """A dialog that was left takes along what is still being tried."""
        self._dialog = None
        self._trying.cancel()

    @Slot(Exception)
    def _on_trying_failed(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.refuse(str(error), math.ceil(self._unlocking.wait))

    @Slot(object)
    def _on_trying_finished(self, _nothing: object) -> None:
        if self._dialog is None:
            return
        purpose, wants_new_key = self._dialog.purpose, self._dialog.wants_new_key
        self._dialog.accept()
        if purpose == "decrypt":
            self.task_given.emit(tasks.decrypting())
        elif purpose == "recovery":
            self._ask_recovery(self.tr("Use this key"), self._change_recovery, may_refuse=False)
        elif wants_new_key:
            self._ask_recovery(self.tr("Write everything anew"), self._write_anew, may_refuse=True)
        else:
            self._change(self._workspace.encryption.change_passphrase_work(self._present, self._passphrase))

    def _change_recovery(self, recovery: str | None) -> None:
        if recovery is not None:  # nobody is offered to go on without one here
            self._change(self._workspace.encryption.change_recovery_key_work(self._present, recovery))

    def _write_anew(self, recovery: str | None) -> None:
        self.task_given.emit(tasks.renewing(self._present, self._passphrase, recovery))
        self._present, self._passphrase, self._recovery = "", "", ""

    def _change(self, work: Callable[[], None]) -> None:
        self._present, self._passphrase, self._recovery = "", "", ""
        self._changing.run(work)

    @Slot(object)
    def _on_changing_finished(self, _nothing: object) -> None:
        self.said.emit(self.tr("Your data open with it from now on. The next backup will, too."))
        self.show()

    # plain copies

    def look_at_plain(self) -> None:
        """Show the backups and copies that are not encrypted, as soon as they are found, if there are any."""
        self._wants_plain = True
        self.show()

    @Slot()
    def _show_plain(self) -> None:
        if not self._found.plain:
            return
        dialog = plain_dialog.PlainDialog(self._theme, self._found.plain, self._card.window())
        dialog.sealing_requested.connect(self._on_dialog_sealing_requested)
        dialog.deleting_requested.connect(self._on_dialog_deleting_requested)
        dialog.open()

    @Slot()
    def _on_dialog_sealing_requested(self) -> None:
        self._give(tasks.sealing_copies())

    @Slot()
    def _on_dialog_deleting_requested(self) -> None:
        self._give(tasks.deleting_copies())

    def _give(self, task: WindowTask) -> None:
        self.task_given.emit(task)


def _looked(service: EncryptionService) -> _Found:
    """What is to be said about encrypted data. Raises NextRungError."""
    return _Found(service.has_recovery_key, service.plain_copies())
