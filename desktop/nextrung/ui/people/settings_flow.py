"""What happens in the part of the settings for coaches."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.errors import NextRungError
from nextrung.ui.people.settings_section import RoomSection, RoomState
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


class RoomFlow(QObject):
    """Carries the section's wishes to the workspace."""

    changed = Signal()
    """Coach mode or the lock is another one."""
    names_toggled = Signal()
    lock_requested = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the section."""
        super().__init__(parent)
        self._workspace = workspace
        self.section = RoomSection(theme)
        self.section.coach_mode_toggled.connect(self._on_section_coach_mode_toggled)
        self.section.names_toggled.connect(self.names_toggled)
        self.section.passphrase_given.connect(self._on_section_passphrase_given)
        self.section.passphrase_removed.connect(self._on_section_passphrase_removed)
        self.section.idle_chosen.connect(self._on_section_idle_chosen)
        self.section.lock_requested.connect(self.lock_requested)

    def show(self) -> None:
        """Show how things stand."""
        room = self._workspace.room
        self.section.show_state(
            RoomState(
                room.coach_mode,
                self._workspace.people.count() > 1,
                room.names_hidden,
                room.has_passphrase,
                room.idle_minutes,
            )
        )

    @Slot(bool)
    def _on_section_coach_mode_toggled(self, on: bool) -> None:
        self._workspace.room.set_coach_mode(on=on)
        self.show()
        self.changed.emit()

    @Slot(str)
    def _on_section_passphrase_given(self, passphrase: str) -> None:
        try:
            self._workspace.room.set_passphrase(passphrase)
        except NextRungError as error:
            self.section.show_message(str(error))
            return
        self.section.show_message(self.tr("The lock is on. Without the passphrase only the screen stays covered."))
        self.show()
        self.changed.emit()

    @Slot(str)
    def _on_section_passphrase_removed(self, passphrase: str) -> None:
        try:
            self._workspace.room.remove_passphrase(passphrase)
        except NextRungError as error:
            self.section.show_message(str(error))
            return
        self.section.show_message(self.tr("The lock is off."))
        self.show()
        self.changed.emit()

    @Slot(int)
    def _on_section_idle_chosen(self, minutes: int) -> None:
        self._workspace.room.set_idle_minutes(minutes)
        self.changed.emit()
