"""Properties that the style sheet looks at, changed while the widget is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_styled(widget: QWidget, name: str, value: object) -> None:
    """Give a widget another value of a property, and the look that goes with it.

    A widget that has not been seen yet takes its look when it is. Asking it for its style would load all of QStyle.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # a style sheet looks at properties when a widget is polished, not when one of them changes
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
