"""Views of the same thing of which one is on show, and alone decides the height."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget


class ViewSwitch(QVBoxLayout):
    """Shows one of several views.

    A stack of Qt is as high as its highest page: a chart would be drawn out to the height of the table behind it, or
    leave a hole below a short table.
    """

    def __init__(self, views: Mapping[str, QWidget]) -> None:
        """Take the views by name; the first is on show."""
        super().__init__()
        self._views = dict(views)
        for view in self._views.values():
            self.addWidget(view, 1)
        # the first is not shown but left as it is: without a parent yet, it would open as a window
        for view in list(self._views.values())[1:]:
            view.hide()

    def show_view(self, name: str | None) -> None:
        """Show one view instead of the others, or none."""
        # the old one goes first: with both on show for a moment, the page would grow and shrink before the eyes
        for other, view in self._views.items():
            if other != name:
                view.hide()
        if name is not None:
            self._views[name].show()
