"""The salary page at the keyboard and with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.person import click, press

from nextrung import app
from nextrung.salary.model import Choice
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace


@pytest.fixture
def page(window: MainWindow, workspace: Workspace) -> SalaryPage:
    app.add_sample(workspace)
    return opened(window)


def opened(window: MainWindow) -> SalaryPage:
    window.show_page("salary")
    shown = window.current_page()
    assert isinstance(shown, SalaryPage)
    QApplication.processEvents()
    return shown


def words_of(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def pick(page: SalaryPage, box: str, text: str) -> None:
    field = {"place": page.choices.place, "sector": page.choices.sector, "shown": page.choices.shown_in}[box]
    index = next(at for at in range(field.box.count()) if field.box.itemText(at).startswith(text))
    field.box.setCurrentIndex(index)
    field.box.activated.emit(index)


def cells(page: SalaryPage) -> dict[str, list[str]]:
    model = page.table.model()
    texts = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return {row[0].strip(): row[1:] for row in texts}


def test_that_a_choice_changes_the_bands_and_is_kept_for_the_person(
    page: SalaryPage, window: MainWindow, workspace: Workspace
) -> None:
    before = cells(page)
    pick(page, "place", "California (mean only)")
    pick(page, "sector", "Information")
    after = cells(page)
    assert after["Senior ML manager"][3] == "$305k–$350k"
    assert before["Senior ML manager"][3] == "$255k"
    assert after["All ML managers, published: Typical"] == before["All ML managers, published: Typical"]
    assert "mean only" in words_of(page)
    assert "42 months old" in words_of(page)
    assert workspace.pay.choice == Choice(place="CA", sector="51")
    window.show_page("results")
    assert opened(window).choices.place.chosen() == "CA"
    workspace.add_person("Someone else")
    assert workspace.pay.choice == Choice()


def test_that_buying_power_needs_a_place(page: SalaryPage) -> None:
    assert page.choices.shown_in.box.findData("power") < 0
    pick(page, "place", "Hawaii")
    pick(page, "shown", "US dollars, buying power")
    assert "price level of Hawaii" in words_of(page)
    pick(page, "place", "All United States")
    assert page.choices.shown_in.chosen() == "dollars"


def test_that_the_keyboard_reaches_every_figure_of_the_chart_and_its_card(page: SalaryPage) -> None:
    page.chart.setFocus()
    press(Qt.Key.Key_Home)
    seen = [page.chart.chosen()]
    assert "Director or head of ML" in words_of(page.provenance)
    for _ in range(40):
        press(Qt.Key.Key_Down)
        seen.append(page.chart.chosen())
    everything = list(dict.fromkeys(seen))
    assert everything[:6] == ["director", "senior", "first-line", "entry", "mlops-manager", "ai-product-manager"]
    assert len(everything) == 6 + 5 + 5
    words = words_of(page.provenance)
    assert "official.yaml, line" in words
    assert "published" in words
    assert "confidence A" in words
    press(Qt.Key.Key_Up)
    assert page.chart.chosen() == everything[-2]


def test_that_a_click_on_the_chart_traces_the_figure(page: SalaryPage) -> None:
    page.chart.choose_at(QPointF(237_000, 1.0))
    assert page.chart.chosen() == "senior"
    words = words_of(page.provenance)
    assert "estimated by this app" in words
    assert "published.yaml, line" in words
    assert "n = 27,722" in words
    page.chart.choose_at(QPointF(188_500, page.chart._line_at()[0]))
    assert page.chart.chosen() == "published-p25"
    click_back = page.provenance.back
    QTest.mouseClick(click_back, Qt.MouseButton.LeftButton)
    assert "Your answers do not set your pay" in words_of(page.provenance)


def test_that_a_real_mouse_click_finds_its_row(page: SalaryPage, qtbot: QtBot) -> None:
    page.chart.choose_at(QPointF(215_000, 2.0))
    box = page.chart.figure_box().center().toPoint()
    page.chart.choose_at(QPointF(295_000, 0.0))
    assert page.chart.chosen() == "director"
    QTest.mouseClick(page.chart.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box)
    qtbot.waitUntil(lambda: page.chart.chosen() == "first-line")


def test_that_the_table_twin_traces_too(page: SalaryPage, window: MainWindow) -> None:
    click(window, "segment-table")
    assert page.table.isVisible()
    assert not page.chart.isVisible()
    page.table.setFocus()
    page.table.selectRow(4)
    press(Qt.Key.Key_Return)
    assert "Senior ML manager" in words_of(page.provenance)


def test_that_honest_sentences_stand_on_the_page(page: SalaryPage) -> None:
    words = words_of(page)
    for sentence in (
        "Your answers do not set your pay",
        "about ±10 % on the national centre, ±16 % with place, sector and rung",
        "“Typical” was published as the average",
        "No survey of ML managers exists",
        "No effect of the employer is offered",
        "not a promise of pay",
        "Not suitable for hiring, pay or promotion decisions",
    ):
        assert sentence in words


def test_that_moving_levels_shows_rungs_and_moves_no_pay(page: SalaryPage, window: MainWindow) -> None:
    before = cells(page)
    assert "Your levels match: First-line ML manager." in page.what_if.outcome.text()
    click(window, "more-areas")
    for slider in page.what_if.sliders:
        assert slider.isVisible()
        slider.setValue(45)
    assert "These levels would match: Director or head of ML. Also: MLOps manager" in page.what_if.outcome.text()
    assert cells(page) == before
    click(window, "reset-levels")
    assert "Your levels match: First-line ML manager." in page.what_if.outcome.text()
    assert page.what_if.levels() == {}


def test_that_the_slider_moves_by_a_tenth_with_the_keyboard(page: SalaryPage) -> None:
    slider = page.what_if.sliders[0]
    slider.setFocus()
    press(Qt.Key.Key_Right)
    assert slider.value() == slider.start + 1
    assert "→" in slider.accessibleDescription()


def test_that_without_an_assessment_one_step_is_offered(window: MainWindow) -> None:
    page = opened(window)
    assert not page.what_if.sliders
    assert page.what_if.start.isVisible()
    assert cells(page)["Senior ML manager"][0] == "–"
    QTest.mouseClick(page.what_if.start, Qt.MouseButton.LeftButton)
    assert not isinstance(window.current_page(), SalaryPage)
