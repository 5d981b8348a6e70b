"""The settings fit into the smallest window with the largest texts."""

from __future__ import annotations

from pathlib import PurePath

from pytestqt.qtbot import QtBot

from nextrung.ui.safety import words
from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.window import SMALLEST, MainWindow
from nextrung.ui.widgets.cards import Card


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


def test_that_a_place_can_be_broken_and_keeps_every_character() -> None:
    for text in ("/home/jana/.local/share/nextrung", r"C:\Users\jana\a_b-c", "x" * 90, "/", "//nas/share/..", "a b/c"):
        shown = words.place(PurePath(text))
        assert shown.replace(words.MAY_BREAK, "") == str(PurePath(text))
        assert max(len(piece) for piece in shown.split(words.MAY_BREAK)) <= words.LONGEST_PIECE + 3
