"""Views of the same thing of which one is on show, and alone decides the height."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget


class ViewSwitch(QVBoxLayout):
    """Shows one of several views.

    A stack of Qt is as high as its highest page: a chart would be drawn out to the height of the table behind it, or
    leave a hole below a short table.
    """

    def __init__(self, views: Mapping[str, QWidget], later: Mapping[str, Callable[[], QWidget]] | None = None) -> None:
        """Take the views by name; the first is on show. Those of ``later`` are built when they are first wanted."""
        super().__init__()
        self._views = dict(views)
        self._later = dict(later or {})
        for view in self._views.values():
            self.addWidget(view, 1)
        # the first is not shown but left as it is: without a parent yet, it would open as a window
        for view in list(self._views.values())[1:]:
            view.hide()

    def view(self, name: str) -> QWidget:
        """One of the views; built now if it was not yet."""
        if name in self._later:
            made = self._later.pop(name)()
            # left as it is, it would open as a window until it is laid out
            made.hide()
            self._views[name] = made
            self.addWidget(made, 1)
        return self._views[name]

    def show_view(self, name: str | None) -> None:
        """Show one view instead of the others, or none."""
        # the old one goes first: with both on show for a moment, the page would grow and shrink before the eyes
        for other, view in self._views.items():
            if other != name:
                view.hide()
        if name is not None:
            self.view(name).show()
