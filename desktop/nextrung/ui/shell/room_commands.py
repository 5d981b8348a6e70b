"""The part of the View menu that a coach needs in the room: jump, hidden names, the window for the client, the lock."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from nextrung.ui.shell.menus import Menus
from nextrung.ui.shell.window_shortcuts import WindowShortcuts
from nextrung.workspace import Workspace


class RoomCommands(QObject):
    """Adds its commands to the View menu and offers those that fit."""

    def __init__(self, workspace: Workspace, shortcuts: WindowShortcuts, menus: Menus) -> None:
        """Add the commands."""
        super().__init__(shortcuts)
        self._workspace = workspace
        self._shortcuts = shortcuts
        self._jump = menus.add("view", "jump", self.tr("&Go to…"), shortcuts.open_jump, keys="Ctrl+K")
        self._coaching = (
            menus.add(
                "view", "names", self.tr("&Hide or show names"), shortcuts.names_toggled.emit, keys="Ctrl+Shift+H"
            ),
            menus.add("view", "client", self.tr("&Client window"), shortcuts.open_client, keys="Ctrl+Shift+W"),
            menus.add(
                "view", "blank", self.tr("&Blank the client window"), shortcuts.blank_client, keys="Ctrl+Shift+B"
            ),
        )
        self._lock = menus.add("view", "lock", self.tr("&Lock now"), shortcuts.lock.lock, keys="Ctrl+L")
        shortcuts.refreshed.connect(self._on_room_refreshed)
        self._on_room_refreshed()

    @Slot()
    def _on_room_refreshed(self) -> None:
        for command in self._coaching:
            command.setVisible(self._workspace.privacy.coaching)
        has_places = self._workspace.person is not None or self._workspace.privacy.coaching
        self._jump.setVisible(has_places)  # the first page has no other places yet
        self._lock.setVisible(self._shortcuts.lock.is_possible)
