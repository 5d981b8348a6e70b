"""The settings fit into the smallest window with the largest texts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nextrung.ui.settings.page import SettingsPage
from nextrung.ui.shell.window import SMALLEST, MainWindow
from nextrung.ui.widgets.buttons import Button
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


def test_that_a_short_link_leads_to_each_section_and_hints_at_its_heading(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.add_person("Alex")
    window.resize(1280, 832)
    window.show_page("settings")
    page = window.current_page()
    assert isinstance(page, SettingsPage)
    qtbot.wait(50)
    links = [one for one in page.findChildren(Button, "section-link") if one.isVisible()]
    links.sort(key=lambda link: (link.y(), link.x()))
    headings = [one for one in page.findChildren(QLabel) if one.property("look") == "heading" and one.isVisible()]
    entries = (page.column.itemAt(at) for at in range(page.column.count()))
    cards = [entry.widget() for entry in entries if entry is not None]
    shown = [card for card in cards if card is not None and card.isVisible()]
    assert [link.toolTip() for link in links] == [
        next(one.text() for one in headings if card.isAncestorOf(one)) for card in shown
    ]
    assert len({link.y() for link in links}) == 1, "one line has them all"
    appearance = next(link for link in links if link.text() == "Look")
    appearance.setFocus()
    QTest.keyClick(appearance, Qt.Key.Key_Space)
    assert page.appearance.isAncestorOf(window.focusWidget())
    assert abs(page.appearance.mapTo(page._body, page.appearance.rect().topLeft()).y()) <= 1
    # Tab goes through the links in their order
    links[0].setFocus()
    QTest.keyClick(links[0], Qt.Key.Key_Tab)
    assert window.focusWidget() is links[1]


def test_that_the_links_scroll_away_where_they_would_take_the_room(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.add_person("Alex")
    window.theme.choose("light", 2.0)
    window.show_page("settings")
    page = window.current_page()
    assert isinstance(page, SettingsPage)
    for size, stays in (((1920, 1400), True), (SMALLEST, False), ((1920, 1400), True)):
        window.resize(*size)
        qtbot.wait(50)
        assert page.sections.isVisible()
        assert page._body.isAncestorOf(page.sections) is not stays
