"""The style on a window or a page; what is out of sight takes up another theme when it is seen next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from nextrung.ui.theme.theme import Theme


class AppliedStyle(QObject):
    """Keeps one widget, and all that is in it, in the style of the theme; goes when the widget goes."""

    def __init__(self, theme: Theme, root: QWidget, *, at_once: bool) -> None:
        """Style ``root`` now, or when Qt is about to show or measure it, after which nothing more is put into it."""
        super().__init__(root)
        self._theme = theme
        self._root = root
        if theme.style_of_root():
            if at_once:
                root.setStyleSheet(theme.style_of_root())
            else:
                root.installEventFilter(self)
        theme.restyled.connect(self._on_theme_restyled)

    @Slot(bool)
    def _on_theme_restyled(self, resized: bool) -> None:
        if resized or self._root.isVisible():
            self._root.setStyleSheet(self._theme.style_of_root())
        else:
            self._root.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the style on before the root is measured or shown.

        Qt polishes a widget before it is first shown or asked for its size; one seen before gets a show event alone.
        """
        if event.type() in (QEvent.Type.Polish, QEvent.Type.Show):
            # before the style is set, for that sends further events to the root
            self._root.removeEventFilter(self)
            self._root.setStyleSheet(self._theme.style_of_root())
        return False
