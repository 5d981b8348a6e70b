"""Rows whose parts go below each other where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import beside
from nextrung.ui.widgets.text import TextLabel

LONG = "A backup is made at a start when something has changed, then opened again, checked and counted. " * 2


@pytest.mark.parametrize(
    ("words", "scale", "width", "stands_beside"),
    [(LONG, 1.0, 640, True), (LONG, 1.0, 300, False), (LONG, 2.0, 560, False), ("Sessions", 2.0, 640, True)],
)
def test_that_controls_go_below_words_before_those_become_a_narrow_column(
    qtbot: QtBot, theme: Theme, words: str, scale: float, width: int, *, stands_beside: bool
) -> None:
    theme.choose("light", scale)
    holder = QWidget()
    qtbot.addWidget(holder)
    text, button = TextLabel(words), Button(theme, "Back up now")
    holder.setLayout(beside(theme, (text,), button))
    theme.apply_style(holder)
    holder.resize(width, 600)
    holder.show()
    qtbot.waitExposed(holder)
    assert (button.x() > text.x()) == stands_beside
    assert (button.y() < text.geometry().bottom()) == stands_beside
    assert holder.rect().contains(button.geometry())
    theme.choose("light", 1.0)
