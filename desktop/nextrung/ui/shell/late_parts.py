"""What a window has that no first look shows, in one module: it is loaded once the first page is painted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from nextrung.ui.shell.arrivals import Arrivals
from nextrung.ui.shell.edits import Edits
from nextrung.ui.shell.file_commands import FileCommands
from nextrung.ui.shell.foreign_keys import ForeignKeys
from nextrung.ui.shell.help import Help
from nextrung.ui.shell.looks import Looks
from nextrung.ui.shell.menu_titles import Menu
from nextrung.ui.shell.menus import Menus
from nextrung.ui.shell.room_commands import RoomCommands

if TYPE_CHECKING:
    from nextrung.ui.shell.window import MainWindow


class LateParts:
    """The commands of the menus with what carries them out, dropped files, keyboards of all scripts."""

    def __init__(self, window: MainWindow, titles: Mapping[Menu, QMenu]) -> None:
        """Make them for a window, which owns them; commands stand in the menus in the order in which they are added."""
        self.menus = Menus(window.menuBar(), titles)
        FileCommands(window.commands, self.menus, window)
        RoomCommands(window.workspace, window.shortcuts, self.menus)
        self.looks = Looks(window.workspace, window.theme, self.menus, window)
        self.edits = Edits(self.menus, window)
        self.help = Help(window.theme, self.menus, window)
        self.arrivals = Arrivals(window.commands, window.shortcuts.lock, window)
        ForeignKeys(window)
