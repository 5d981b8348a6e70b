"""The commands of the menu bar: what can be done from everywhere, by its menus and standard keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from nextrung.ui.shell.menu_titles import Menu

Keys = str | QKeySequence.StandardKey


class Menus(QObject):
    """Fills the menus of a window; each command is added once and found again by its id."""

    def __init__(self, bar: QMenuBar, menus: Mapping[Menu, QMenu]) -> None:
        """Fill ``menus``, which stand in ``bar``."""
        super().__init__(bar)
        self._bar = bar
        self._menus = menus
        for menu in menus.values():
            # menus of Qt show no tooltips unless they are told to
            menu.setToolTipsVisible(True)
        self._commands: dict[str, QAction] = {}

    def add(
        self,
        menu: Menu | QMenu,
        command: str,
        text: str,
        run: Callable[[], object],
        *,
        keys: Keys = "",
        role: QAction.MenuRole = QAction.MenuRole.NoRole,
    ) -> QAction:
        """Add a command at the end of a menu or of one within it.

        ``run`` is a bound method, ``role`` says where macOS shows it.
        """
        action = QAction(text, self._bar)
        action.setObjectName(f"command-{command}")
        # always said: without a role of its own macOS guesses one from the text, and moves commands between menus
        action.setMenuRole(role)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(run)
        (menu if isinstance(menu, QMenu) else self._menus[menu]).addAction(action)
        self._commands[command] = action
        return action

    def add_inner(self, menu: Menu, title: str) -> QMenu:
        """Add a menu within a menu, for what is seldom needed: a low screen has room for some fifteen lines."""
        inner = self._menus[menu].addMenu(title)
        inner.setToolTipsVisible(True)
        return inner

    def add_choices(
        self, menu: Menu, title: str, entries: Sequence[tuple[str, str]], chosen: Callable[[QAction], object]
    ) -> QActionGroup:
        """Add a menu of its own in which one of ``entries`` (id and text) is chosen; the id is the action's data."""
        inner = self._menus[menu].addMenu(title)
        group = QActionGroup(inner)
        for entry, text in entries:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setData(entry)
            inner.addAction(action)
        group.triggered.connect(chosen)
        return group

    def add_separator(self, menu: Menu) -> None:
        """Draw a line below what a menu has so far."""
        self._menus[menu].addSeparator()

    def commands(self) -> tuple[QAction, ...]:
        """All commands, in the order they were added."""
        return tuple(self._commands.values())

    def command(self, command: str) -> QAction:
        """The command with this id. Raises KeyError."""
        return self._commands[command]
