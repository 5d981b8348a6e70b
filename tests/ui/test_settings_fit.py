"""The settings fit into the smallest window with the largest texts."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.window import SMALLEST, MainWindow
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.text import BREAK, LONGEST_PIECE, TextLabel


def test_that_nothing_is_cut_off_in_the_smallest_window_at_double_text(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.add_person("A person with a rather long name, as some have")
    folder = window.workspace.safety.folder / ("a_long_name_without_any_space" * 3) / ("x" * 90)
    folder.mkdir(parents=True)
    window.workspace.safety.choose_second_folder(folder)
    window.theme.choose("light", 2.0)
    window.resize(*SMALLEST)
    window.show_page("settings")
    page = window.current_page()
    assert isinstance(page, SettingsPage)
    qtbot.wait(50)
    for card in (one for one in page.findChildren(Card) if one.isVisible()):
        assert card.minimumSizeHint().width() <= card.width() + 1
        assert card.mapTo(page, card.rect().topRight()).x() < page.width()


def test_that_a_long_word_can_be_broken_and_keeps_every_character(qtbot: QtBot) -> None:
    label = TextLabel()
    qtbot.addWidget(label)
    for text in (
        "/home/jana/.local/share/nextrung",
        r"C:\Users\jana\a_b-c-and-further",
        "x" * 90,
        "/",
        "--" * 40,
        "a b/c",
    ):
        label.setText(text)
        assert label.text() == text
        assert max(map(len, QLabel.text(label).split(BREAK))) <= LONGEST_PIECE
