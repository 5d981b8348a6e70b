"""The menus of the window by their titles, which a first look shows; their commands come after it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

_translate = QCoreApplication.translate
Menu = Literal["file", "edit", "view", "help"]


def add_titles(bar: QMenuBar) -> dict[Menu, QMenu]:
    """Make the menus in their usual order, still empty."""
    titles: dict[Menu, str] = {
        "file": _translate("menus", "&File"),
        "edit": _translate("menus", "&Edit"),
        "view": _translate("menus", "&View"),
        "help": _translate("menus", "&Help"),
    }
    return {name: bar.addMenu(title) for name, title in titles.items()}
