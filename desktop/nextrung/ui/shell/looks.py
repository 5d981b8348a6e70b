"""The View menu's part of the appearance: the theme and the size of texts, at once and kept with the data."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from nextrung.ui import appearance
from nextrung.ui.appearance import SIZES, Appearance
from nextrung.ui.shell.menus import Menus
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import SCHEMES
from nextrung.workspace import Workspace


class Looks(QObject):
    """Adds its commands to the View menu and carries them out."""

    def __init__(self, workspace: Workspace, theme: Theme, menus: Menus, parent: QObject) -> None:
        """Add the commands at the end of the menu."""
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        menus.add_separator("view")
        self._schemes = menus.add_choices("view", self.tr("&Theme"), self._entries(), self._on_scheme_triggered)
        zoom = QKeySequence.StandardKey
        menus.add("view", "text-larger", self.tr("Te&xt larger"), self.larger, keys=zoom.ZoomIn)
        menus.add("view", "text-smaller", self.tr("Text &smaller"), self.smaller, keys=zoom.ZoomOut)
        menus.add("view", "text-normal", self.tr("Text at 1&00 %"), self.normal, keys="Ctrl+0")
        theme.changed.connect(self._show_chosen)
        self._show_chosen()

    @property
    def schemes(self) -> list[QAction]:
        """The entries of the Theme menu; their data is a scheme, or empty for the system's."""
        return self._schemes.actions()

    def _entries(self) -> list[tuple[str, str]]:
        names = {
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
            "contrast": self.tr("&High contrast"),
            "contrast_dark": self.tr("High &contrast, dark"),
        }
        return [("", self.tr("As the &system")), *((scheme, names[scheme]) for scheme in SCHEMES)]

    @Slot()
    def larger(self) -> None:
        """Go to the next larger size on offer; the largest stays."""
        # a size that another version kept may lie between those on offer
        at = SIZES.index(self._now().nearest_size)
        self._choose(replace(self._now(), text_scale=SIZES[min(at + 1, len(SIZES) - 1)]))

    @Slot()
    def smaller(self) -> None:
        """Go to the next smaller size on offer; the smallest stays."""
        at = SIZES.index(self._now().nearest_size)
        self._choose(replace(self._now(), text_scale=SIZES[max(at - 1, 0)]))

    @Slot()
    def normal(self) -> None:
        """The system's size."""
        self._choose(replace(self._now(), text_scale=SIZES[0]))

    @Slot(QAction)
    def _on_scheme_triggered(self, action: QAction) -> None:
        scheme = next((one for one in SCHEMES if one == action.data()), None)
        self._choose(replace(self._now(), scheme=scheme))

    def _now(self) -> Appearance:
        return Appearance(self._theme.chosen, self._theme.text_scale)

    def _choose(self, chosen: Appearance) -> None:
        appearance.keep(self._workspace, chosen)
        self._theme.choose(chosen.scheme, chosen.text_scale)

    @Slot()
    def _show_chosen(self) -> None:
        for action in self._schemes.actions():
            action.setChecked(action.data() == (self._theme.chosen or ""))
