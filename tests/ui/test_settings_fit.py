"""The settings fit into the smallest window with the largest texts."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.window import SMALLEST, MainWindow
from nextrung.ui.widgets.cards import Card


def test_that_nothing_is_cut_off_in_the_smallest_window_at_double_text(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.add_person("A person with a rather long name, as some have")
    window.theme.choose("light", 2.0)
    window.resize(*SMALLEST)
    window.show_page("settings")
    page = window.current_page()
    assert isinstance(page, SettingsPage)
    qtbot.wait(50)
    for card in page.findChildren(Card):
        assert card.minimumSizeHint().width() <= card.width() + 1
        assert card.mapTo(page, card.rect().topRight()).x() < page.width()
