"""Controls painted without their text, for those that set the text themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QPushButton, QStyle, QStyleOptionButton, QStylePainter


def paint_textless(control: QPushButton | QCheckBox) -> QStylePainter:
    """Paint a control as it is now, but for its text, and return the painter to go on with."""
    option = QStyleOptionButton()
    control.initStyleOption(option)
    option.text = ""
    elements = QStyle.ControlElement
    painter = QStylePainter(control)
    painter.drawControl(elements.CE_CheckBox if isinstance(control, QCheckBox) else elements.CE_PushButton, option)
    return painter
