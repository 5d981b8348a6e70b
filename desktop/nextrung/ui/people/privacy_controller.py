"""What happens in the part of the settings for coaches."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.ui.background import Background
from nextrung.ui.encryption import offer
from nextrung.ui.people.passphrase_dialog import PassphraseDialog, Purpose
from nextrung.ui.people.privacy_section import PrivacySection, PrivacyState
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.privacy import LockError


class PrivacyController(QObject):
    """Carries the section's wishes to the workspace."""

    changed = Signal()
    """Coach mode or the lock is another one."""
    names_toggled = Signal()
    lock_requested = Signal()
    encrypting_requested = Signal()
    """The person wants to encrypt the data."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the section."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self.section = PrivacySection(theme)
        self.section.coach_mode_toggled.connect(self._on_section_coach_mode_toggled)
        self.section.names_toggled.connect(self.names_toggled)
        self.section.passphrase_asked.connect(self._on_section_passphrase_asked)
        self.section.offer.wanted.connect(self.encrypting_requested)
        self._dialog: PassphraseDialog | None = None
        self._changing = Background(self)
        self._changing.finished.connect(self._on_changing_finished)
        self._changing.broken_off.connect(self._on_changing_broken_off)
        self._changing.failed.connect(self._on_changing_failed)
        self.section.idle_chosen.connect(self._on_section_idle_chosen)
        self.section.lock_requested.connect(self.lock_requested)

    def show(self) -> None:
        """Show how things stand."""
        privacy = self._workspace.privacy
        self.section.show_state(
            PrivacyState(
                privacy.coach_mode,
                self._workspace.people.count() > 1,
                privacy.names_hidden,
                privacy.has_passphrase,
                privacy.idle_minutes,
                self._workspace.is_encrypted,
            )
        )

    @Slot(bool)
    def _on_section_coach_mode_toggled(self, on: bool) -> None:
        self._workspace.privacy.set_coach_mode(on=on)
        if on and offer.is_due(self._workspace, "coaching"):
            self.section.offer.show()
        self.show()
        self.changed.emit()

    @Slot(str)
    def _on_section_passphrase_asked(self, purpose: Purpose) -> None:
        dialog = PassphraseDialog(self._theme, purpose, self.section.window())
        dialog.submitted.connect(self._on_dialog_submitted)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    @Slot(str, str)
    def _on_dialog_submitted(self, current: str, new: str) -> None:
        try:
            self._changing.run(self._workspace.privacy.changing(current, new))
        except LockError as error:
            self._refuse(str(error))

    @Slot(object)
    def _on_changing_finished(self, made: str) -> None:
        if self._dialog is None:
            return
        self._workspace.privacy.keep_passphrase(made)
        self._dialog.accept()
        self.section.show_message(self.tr("The lock is on.") if made else self.tr("The lock is off."))
        self.show()
        self.changed.emit()

    @Slot()
    def _on_changing_broken_off(self) -> None:
        if self._dialog is not None:
            self._dialog.accept_button.setEnabled(True)  # it can be tried again

    @Slot(Exception)
    def _on_changing_failed(self, error: Exception) -> None:
        if not isinstance(error, LockError):
            raise error
        self._workspace.privacy.count_attempt(right=False)
        self._refuse(str(error))

    def _refuse(self, message: str) -> None:
        if self._dialog is not None:
            self._dialog.refuse(message, self._workspace.privacy.pause)

    @Slot()
    def _on_dialog_finished(self) -> None:
        """A dialog that was left takes its passphrase along."""
        dialog, self._dialog = self._dialog, None
        # what is still being tried belongs to a dialog that is closed
        self._changing.cancel()
        if dialog is not None:
            dialog.deleteLater()

    @Slot(int)
    def _on_section_idle_chosen(self, minutes: int) -> None:
        self._workspace.privacy.set_idle_minutes(minutes)
        self.changed.emit()
