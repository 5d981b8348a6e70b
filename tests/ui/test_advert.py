"""The page of job adverts: pasted, decided on and kept, by keyboard as by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nextrung import resources
from nextrung.tour.adverts import ADVERT, OTHER
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.advert.page import AdvertPage
from nextrung.ui.assess.confidence import ConfidenceTap
from nextrung.ui.role.page import RolePage
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.buttons import Button, WrappedLink
from nextrung.ui.widgets.tick import WrappedCheckBox


@pytest.fixture
def page(window: MainWindow) -> AdvertPage:
    window.workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    window.show_page("role")
    role = window.current_page()
    assert isinstance(role, RolePage)
    role.advert.click()
    found = window.current_page()
    assert isinstance(found, AdvertPage)
    return found


def _paste(window: MainWindow, page: AdvertPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.paste.click()
    wait_until_idle(window)


def test_that_a_pasted_advert_becomes_own_targets(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    page.areas.levels["SP"].setValue(5.0)
    page.areas.ticks["PM4"].click()
    page.keep.click()
    role = window.workspace.role
    assert (role.name, role.targets["SP"].level, role.targets["TL"].level) == ("Head of ML, retail bank", 5.0, 4.5)
    (kept,) = window.workspace.adverts.of(role.id)
    assert (kept.text, kept.left_out) == (ADVERT, ("PM4",))


def test_that_a_long_title_names_targets_by_whole_words(window: MainWindow, page: AdvertPage) -> None:
    title = "Senior Engineering Manager, Machine Learning Platform and Applied Research"
    _paste(window, page, f"{title}\nYou coach engineers.")
    assert page.keep.toolTip() == "Senior Engineering Manager, Machine Learning Platform and …"


def test_that_several_adverts_say_how_many_ask(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    _paste(window, page, OTHER)
    assert "(asked in 2 of 2)" in page.areas.ticks["SP3"].text()


def test_that_what_cannot_be_read_is_said_and_loses_nothing(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    _paste(window, page, "Sie führen ein Team und sind für die Planung mit dem Vorstand da.")
    assert "SP3" in page.areas.ticks
    assert any("German" in one.text() for one in page.findChildren(type(page.title)))


def _again(window: MainWindow) -> AdvertPage:
    window.show_page("role")
    role = window.current_page()
    assert isinstance(role, RolePage)
    role.advert.click()
    page = window.current_page()
    assert isinstance(page, AdvertPage)
    page.kept_buttons[0].click()
    wait_until_idle(window)
    return page


def test_that_kept_targets_are_shown_again_as_they_were_decided(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    page.areas.levels["SP"].setValue(5.0)
    page.areas.ticks["PM4"].click()
    page.keep.click()
    kept = window.workspace.role
    again = _again(window)
    assert again.areas.levels["SP"].value() == 5.0
    assert not again.areas.ticks["PM4"].isChecked()
    _paste(window, again, OTHER)
    assert again.areas.levels["SP"].value() == 5.0, "moved by hand"
    again.keep.click()
    assert window.workspace.role.id == kept.id
    assert [one.text for one in window.workspace.adverts.of(kept.id)] == [ADVERT, OTHER]


def test_that_an_advert_can_be_left_out_again(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    _paste(window, page, OTHER)
    page.remove.click()
    assert "PM4" not in page.areas.ticks
    assert not page.remove.isVisible()


def test_that_what_all_ask_and_none_mentions_is_said(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    _paste(window, page, OTHER)
    said = [one.text() for one in page.findChildren(type(page.title))]
    assert "All of them ask for: Roadmap and portfolio." in said
    (none,) = (one for one in said if one.startswith("None of them mentions: "))
    assert "Roadmap and portfolio" not in none
    assert len(none.split(",")) > 10


def test_that_words_of_an_area_are_underlined_both_ways(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    page.areas.levels["SP"].setFocus()
    underlined = {one.cursor.selectedText() for one in page.text.extraSelections() if one.format.fontUnderline()}
    assert underlined == {"roadmap"}
    cursor = page.text.textCursor()
    cursor.setPosition(ADVERT.index("explain results") + 3)
    page.text.setFocus()
    page.text.setTextCursor(cursor)
    assert page.areas.pointed == "SC"


def test_that_pay_of_kept_adverts_stands_beside_published_pay(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, OTHER)
    page.keep.click()
    window.show_page("salary")
    wait_until_idle(window)
    salary = window.current_page()
    assert isinstance(salary, SalaryPage)
    assert "AI Product Manager, Fern Labs: £80,000 to £95,000 a year, GBP; kept on " in salary.kept_adverts.lines.text()
    model = salary.table.model()
    rows = [[model.index(at, column).data() for column in (0, 1)] for at in range(model.rowCount())]
    (match,) = (match for name, match in rows if name == "AI Product Manager, Fern Labs, own targets")
    assert match.isdecimal()


def test_that_the_keyboard_alone_leads_from_a_paste_to_kept_targets(window: MainWindow, page: AdvertPage) -> None:
    QGuiApplication.clipboard().setText(ADVERT)
    page.paste.setFocus()
    QTest.keyClick(page.paste, Qt.Key.Key_Space)
    wait_until_idle(window)
    seen = dict[str, int]()
    while (focus := QApplication.focusWidget()) is not None and focus.objectName() not in seen:
        seen[focus.objectName()] = 1
        if focus.objectName() == "topic-PM4":
            QTest.keyClick(focus, Qt.Key.Key_Space)
        if focus.objectName() == "asked-SP":
            QTest.keyClick(focus, Qt.Key.Key_Up)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert {"paste-advert", "keep-advert", "advert-text", "advert-role", "asked-TL", "advert-gaps"} <= set(seen), list(
        seen
    )
    page.keep.setFocus()
    QTest.keyClick(page.keep, Qt.Key.Key_Space)
    role = window.workspace.role
    assert (role.name, role.targets["SP"].level) == ("Head of ML, retail bank", 5.0)
    assert window.workspace.adverts.of(role.id)[0].left_out == ("PM4",)


def test_that_ampersands_of_an_advert_are_shown_and_take_no_key(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, "Head of R&D\nYou own the P&L and the roadmap, and coach the team.\n")
    assert page.keep.text() == "Keep as “Head of R&D”"
    assert page.keep.shortcut().isEmpty()
    assert all(tick.shortcut().isEmpty() for tick in page.areas.ticks.values())
    page.keep.click()
    page = _again(window)
    assert page.keep.text() == "Keep the changes"


def test_that_ticks_and_buttons_show_an_ampersand_and_take_no_key(window: MainWindow) -> None:
    tick = WrappedCheckBox("the P&L of R&D", window)
    assert tick.text() == "the P&L of R&D"
    assert tick.shortcut().isEmpty()
    link = WrappedLink(window.theme, "the P&L", window)
    assert (link.text(), link.shortcut().isEmpty()) == ("the P&L", True)
    degree = ConfidenceTap(window.theme, window)
    degree.set_content("1", "R&D", "")
    assert (degree.accessibleName(), degree.shortcut().isEmpty()) == ("R&D", True)
    button = Button(window.theme, "R&D", parent=window)
    button.setText("P&L of R&D")
    assert (button.text(), button.shortcut().isEmpty()) == ("P&L of R&D", True)


def test_that_files_dropped_together_are_all_read_and_what_cannot_be_is_said(
    window: MainWindow, page: AdvertPage, tmp_path: Path
) -> None:
    for name, text in (("one.txt", ADVERT), ("empty.txt", ""), ("two.txt", OTHER), ("again.txt", ADVERT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    page.files_dropped.emit([str(tmp_path / name) for name in ("one.txt", "empty.txt", "two.txt", "again.txt")])
    wait_until_idle(window)
    assert "(asked in 2 of 2)" in page.areas.ticks["SP3"].text()
    (said,) = (one.text() for one in page.findChildren(type(page.title)) if "empty.txt" in one.text())
    assert said.splitlines() == ["empty.txt: the file is empty.", "This advert is here already."]


def test_that_two_pastes_in_a_row_are_both_read(window: MainWindow, page: AdvertPage) -> None:
    page.text_dropped.emit(ADVERT)
    page.text_dropped.emit(OTHER)
    wait_until_idle(window)
    assert "(asked in 2 of 2)" in page.areas.ticks["SP3"].text()


def test_that_no_more_adverts_than_fit_are_read(window: MainWindow, page: AdvertPage) -> None:
    for number in range(21):
        page.text_dropped.emit(f"{OTHER}\nNumber {number}")
    wait_until_idle(window)
    assert "(asked in 20 of 20)" in page.areas.ticks["SP3"].text()
    assert any("No more fit: at most 20" in one.text() for one in page.findChildren(type(page.title)))
