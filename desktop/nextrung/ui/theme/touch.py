"""Whether somebody can touch a screen here, and targets that a finger hits."""

from __future__ import annotations

from PySide6.QtGui import QInputDevice

LARGE_TARGETS = """
QPushButton, QComboBox, QLineEdit, QDateEdit, QDateTimeEdit, QSpinBox, QDoubleSpinBox { min-height: 26px; }
QPushButton[kind="link"] { min-height: 30px; }
QCheckBox, QRadioButton, QSlider { min-height: 40px; }
QMenu::item, QComboBox QAbstractItemView::item { padding-top: 11px; padding-bottom: 11px; }
"""
"""Paddings and edges add up to 40 device-independent pixels with these; WCAG 2.5.8 asks for 24 at the least."""


def has_touch_screen() -> bool:
    """Whether somebody can touch a screen of this computer."""
    return any(one.type() is QInputDevice.DeviceType.TouchScreen for one in QInputDevice.devices())
