"""The page of own figures: form, table, removal, newer data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests import other_program
from tests.ui.person import click

from nextrung import app, resources
from nextrung.salary.model import PayChoice
from nextrung.salary.own import OwnFigure
from nextrung.ui.salary.own_page import OwnPage
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage
from nextrung.ui.widgets.text import TagLabel
from nextrung.workspace import Workspace

HEADER = "role,place,amount,percentile,date,source"
GOOD = f'{HEADER}\nsenior,California,310000,,2026-05-01,Offer\nEntry level,,"95,000",25,2026-03,Survey\n'


@pytest.fixture
def page(window: MainWindow, workspace: Workspace) -> OwnPage:
    app.add_sample(workspace)
    window.show_page("salary")
    click(window, "own-figures")
    shown = window.current_page()
    assert isinstance(shown, OwnPage)
    return shown


def salary(window: MainWindow) -> SalaryPage:
    window.show_page("salary")
    shown = window.current_page()
    assert isinstance(shown, SalaryPage)
    return shown


def fill(page: OwnPage, amount: str, source: str = "Offer", day: str = "2026-05-01", percentile: str = "") -> None:
    page.form.role.setCurrentIndex(page.form.role.findData("senior"))
    page.form.place.setCurrentIndex(page.form.place.findData("California"))
    for line, text in (
        (page.form.amount, amount),
        (page.form.source, source),
        (page.form.date, day),
        (page.form.percentile, percentile),
    ):
        line.setText(text)
    QTest.keyClick(page.form.source, Qt.Key.Key_Return)


def table(tmp_path: Path, raw: bytes) -> str:
    path = tmp_path / "figures.csv"
    path.write_bytes(raw)
    return str(path)


def test_that_a_figure_from_the_form_stands_on_the_chart_and_can_be_removed(
    page: OwnPage, window: MainWindow, workspace: Workspace
) -> None:
    fill(page, "310,000")
    assert not page.form.problem.isVisible()
    assert page.list.model().rowCount() == 1
    assert str(page.list.model().index(0, 4).data()).startswith("1 May 2026"), "a day as the other pages say it"
    shown = salary(window)
    own = workspace.pay.own()[0]
    shown.figure_chosen.emit(own.id)
    assert "yours" in [tag.text() for tag in shown.provenance.findChildren(TagLabel)]
    assert shown.provenance.remove.isVisibleTo(shown)
    shown.provenance.remove.click()
    assert window.current_page() is page
    assert workspace.pay.own() == ()
    page.undo.click()
    assert workspace.pay.own()[0].figure == own.figure
    assert not page.undo.isVisible()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("-5000", "Offer", "2026-05-01"), "negative"),
        (("lots", "Offer", "2026-05-01"), "is no amount"),
        (("310000", "", "2026-05-01"), "The source is missing."),
        (("310000", "Offer", "tomorrow"), "is no date"),
        (("310000", "Offer", "2999-01-01"), "in the future"),
    ],
)
def test_that_a_wrong_form_says_what_to_mend_and_keeps_what_was_typed(
    page: OwnPage, workspace: Workspace, typed: tuple[str, str, str], words: str
) -> None:
    fill(page, *typed)
    assert words in page.form.problem.text()
    assert page.form.problem.isVisible()
    assert page.form.amount.text() == typed[0]
    assert workspace.pay.own() == ()


def dropped(page: OwnPage, window: MainWindow, tmp_path: Path, raw: bytes, qtbot: QtBot) -> TablePage:
    page.table_dropped.emit(table(tmp_path, raw))
    shown = window.current_page()
    assert isinstance(shown, TablePage)
    qtbot.waitUntil(lambda: not shown.is_busy)
    return shown


def test_that_a_table_is_shown_before_it_is_added(
    page: OwnPage, window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = dropped(page, window, tmp_path, GOOD.encode(), qtbot)
    assert [row.cells[2] for row in shown.preview.rows.rows] == ["$310,000", "$95,000"]
    assert workspace.pay.own() == ()
    shown.accept.click()
    qtbot.waitUntil(lambda: window.current_page() is page)
    assert [kept.figure.amount for kept in workspace.pay.own()] == [310_000, 95_000]
    assert page.list.model().rowCount() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        (GOOD.replace("310000", "-310000").encode(), "amount: The amount -310000 is negative", 1),
        (GOOD.replace("California", "Atlantis").encode(), "place: “Atlantis” is no place here", 1),
        (b"role;place\nsenior;1", "No column holds pay", 0),
        (b"", "The table is empty.", 0),
        (b"\0" * 40, "not a plain table", 0),
    ],
)
def test_that_a_wrong_row_is_named_and_stops_no_other(
    page: OwnPage, window: MainWindow, tmp_path: Path, qtbot: QtBot, wrong: tuple[bytes, str, int]
) -> None:
    raw, words, taken = wrong
    shown = dropped(page, window, tmp_path, raw, qtbot)
    said = " ".join(one.text() for one in shown.findChildren(QLabel) if one.isVisibleTo(shown))
    assert words in said + " ".join(row.problem for row in shown.preview.rows.rows)
    assert len(shown.preview.rows.taken) == taken
    assert shown.accept.isVisibleTo(shown) == bool(taken)


def test_that_another_encoding_and_decimal_commas_are_read(
    page: OwnPage, window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    text = f"{HEADER.replace(',', ';')}\nsenior;Germany;98.500,50;;2026-05-01;Angebot Müller\n"
    shown = dropped(page, window, tmp_path, text.encode("cp1252"), qtbot)
    shown.accept.click()
    qtbot.waitUntil(lambda: window.current_page() is page)
    figure = workspace.pay.own()[0].figure
    assert (figure.amount, figure.currency, figure.source) == (98_500.50, "EUR", "Angebot Müller")


def test_that_two_letters_are_asked_once_and_the_answer_counts(
    page: OwnPage, window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    text = "role,place,amount,date,source\nsenior,IN,98500,2026-05-01,a\nsenior,DE,98500,2026-05-01,b\n"
    shown = dropped(page, window, tmp_path, text.encode(), qtbot)
    assert not shown.accept.isEnabled()
    box = shown.questions.box
    assert [box.itemText(at) for at in range(box.count())] == ["not said yet", "US states", "Countries"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    qtbot.waitUntil(lambda: len(shown.preview.rows.taken) == 2)
    shown.accept.click()
    qtbot.waitUntil(lambda: window.current_page() is page)
    assert [kept.figure.country for kept in workspace.pay.own()] == ["IN", "DE"]


def test_that_a_dropped_data_file_is_checked_and_used_or_refused(
    page: OwnPage, window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    text = resources.assets("salary", "prices.yaml").read_text(encoding="utf-8")
    path = tmp_path / "prices.yaml"
    path.write_text(text.replace("index: 168.103", "index: -3"), encoding="utf-8")
    drop(page, path)
    qtbot.waitUntil(page.data_problems.isVisible)
    assert "Nothing was changed." in page.data_words.text()
    assert "prices.yaml:" in page.data_problems.text()
    assert not page.reset_data.isVisible()
    path.write_text(text.replace("version: 2.0.0", "version: 2.0.1"), encoding="utf-8")
    drop(page, path)
    qtbot.waitUntil(page.reset_data.isVisible)
    assert "Checked and in use: prices.yaml." in page.data_words.text()
    assert workspace.salary.prices.version == "2.0.1"
    page.reset_data.click()
    assert workspace.salary.prices.version == "2.0.0"
    assert isinstance(salary(window), SalaryPage)


def drop(page: OwnPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)
    page.dropEvent(event)


def test_that_own_figures_can_be_removed_from_the_list_by_keyboard(page: OwnPage, workspace: Workspace) -> None:
    fill(page, "310000")
    fill(page, "320000")
    page.list.selectRow(1)
    page.remove.setFocus()
    QTest.keyClick(page.remove, Qt.Key.Key_Space)
    assert [kept.figure.amount for kept in workspace.pay.own()] == [310_000]
    page.undo.click()
    assert len(workspace.pay.own()) == 2


def test_that_back_leads_to_the_salary_page_with_the_marks(page: OwnPage, window: MainWindow) -> None:
    fill(page, "310000")
    click(window, "back-to-salary")
    shown = window.current_page()
    assert isinstance(shown, SalaryPage)
    model = shown.table.model()
    assert any("Yours: $310,000" in str(model.index(row, 0).data()) for row in range(model.rowCount()))


SURVEY = tuple(
    OwnFigure("senior", "CA", 200_000.0 + number, None, date(2026, 5, 1), "Survey", "USD") for number in range(3_000)
)


def rows(page: OwnPage) -> range:
    return range(page.list.model().rowCount())


def test_that_a_whole_survey_is_read_removed_and_brought_back_without_holding_the_window_up(
    page: OwnPage, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    """All of it was read in the thread of the window, which stood still for as long."""
    workspace.pay.add_own(SURVEY)
    salary(window)
    click(window, "own-figures")
    reading = page.findChild(QLabel, "reading-figures")
    assert isinstance(reading, QLabel)
    assert (len(rows(page)), reading.isVisibleTo(page)) == (0, True)
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    assert not reading.isVisibleTo(page)
    page.list.selectRow(0)
    page.remove.click()
    qtbot.waitUntil(lambda: not rows(page))
    assert workspace.pay.own() == ()
    page.undo.click()
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    assert {kept.figure for kept in workspace.pay.removal_work("band|senior|US|CA|USD|0.5")()} == set(SURVEY)


def test_that_a_survey_stands_on_the_chart_as_soon_as_it_is_read(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    app.add_sample(workspace)
    workspace.pay.add_own(SURVEY)
    model = salary(window).table.model()

    def spoken() -> str:
        return " ".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))

    assert "3,000 figures" not in spoken()
    qtbot.waitUntil(lambda: "Yours: " in spoken())
    shown = workspace.pay.own_read_last()
    assert [one.figure.percentile for one in shown] == [0.25, 0.5, 0.75]
    assert not workspace.pay.own_waits()
    workspace.pay.choose(PayChoice(place="CA"))
    assert not workspace.pay.own_waits(), "a choice changes no figure"


@pytest.mark.parametrize("figures", [SURVEY[:1], SURVEY], ids=["one", "survey"])
def test_that_what_could_not_be_brought_back_can_still_be(
    page: OwnPage, window: MainWindow, workspace: Workspace, qtbot: QtBot, figures: tuple[OwnFigure, ...]
) -> None:
    workspace.pay.add_own(figures)
    salary(window)
    click(window, "own-figures")
    qtbot.waitUntil(lambda: bool(rows(page)))
    page.list.selectRow(0)
    page.remove.click()
    qtbot.waitUntil(lambda: page.undo.isVisible() and not rows(page))
    refusal = "BEFORE INSERT ON own_figure BEGIN SELECT RAISE(ABORT, 'no room'); END"
    other_program.change(workspace, f"CREATE TRIGGER full {refusal}")
    page.undo.click()
    qtbot.waitUntil(page.form.problem.isVisible)
    assert page.undo.isVisible()
    other_program.change(workspace, "DROP TRIGGER full")
    page.undo.click()
    qtbot.waitUntil(lambda: bool(rows(page)))
    assert not page.undo.isVisible()
