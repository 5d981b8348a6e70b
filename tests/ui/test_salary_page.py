"""The salary page at the keyboard and with the mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.person import click, press

from nextrung import app
from nextrung.salary.model import PayChoice
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.salary.sources import SourceSheet, source_rows
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.legend import Legend
from nextrung.ui.widgets.markdown_view import MarkdownView
from nextrung.workspace import Workspace


class Browser(QObject):
    """Takes addresses in place of the browser of the system."""

    def __init__(self) -> None:
        super().__init__()
        self.went: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.went.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    found = Browser()
    QDesktopServices.setUrlHandler("https", found, "take")  # type: ignore[arg-type]  # the stub asks for bytes
    yield found
    QDesktopServices.unsetUrlHandler("https")


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


def legend(page: SalaryPage) -> tuple[str, ...]:
    """What the legend names."""
    (shown,) = page.findChildren(Legend)
    return shown.words()


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
    return {row[0].strip().split(", estimate")[0]: row[1:] for row in texts}


def test_that_a_choice_changes_the_bands_and_is_kept_for_the_person(
    page: SalaryPage, window: MainWindow, workspace: Workspace
) -> None:
    before = cells(page)
    pick(page, "place", "California (mean only)")
    pick(page, "sector", "Information")
    after = cells(page)
    assert after["Senior ML manager"][3] == "$305k–$350k"
    assert before["Senior ML manager"][3] == "$255k"
    assert after["Published: Typical"] == before["Published: Typical"]
    assert before["Published: Typical"][1:] == ["", "", "$237,206", "", ""]
    # no percentile, and so under none of them
    assert before["Published: Entry, $117,984"][1:] == [""] * 5
    assert "mean only" in words_of(page)
    assert "42 months old" in words_of(page)
    assert workspace.pay.choice == PayChoice(place="CA", sector="51")
    window.show_page("results")
    assert opened(window).choices.place.chosen() == "CA"
    workspace.add_person("Someone else")
    assert workspace.pay.choice == PayChoice()


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
    assert "Entry" in words_of(page.provenance)
    for _ in range(40):
        press(Qt.Key.Key_Down)
        seen.append(page.chart.chosen())
    everything = list(dict.fromkeys(seen))
    assert everything == [
        *("published-entry", "published-p25", "published-typical", "published-p75", "published-top"),
        *("director", "advert-director-ml", "advert-head-ai", "advert-head-ml"),
        *("senior", "advert-engineering-manager-senior"),
        *("first-line", "advert-ml-manager", "advert-engineering-manager"),
        *("entry", "ai-product-manager", "mlops-manager", "official"),
    ]
    words = words_of(page.provenance)
    assert "official.yaml, line" in words
    assert "published" in words
    assert "confidence A" in words
    press(Qt.Key.Key_Up)
    assert page.chart.chosen() == everything[-2]


def test_that_a_click_on_the_chart_traces_the_figure(page: SalaryPage) -> None:
    assert page.provenance.isHidden()
    page.chart.choose_at(page.chart.place_of("senior") + QPointF(30_000, 0))
    assert page.chart.chosen() == "senior"
    words = words_of(page.provenance)
    assert "estimated by this app" in words
    assert "published.yaml, line" in words
    assert "n = 27,722" in words
    assert "about +25 / −20 %" in words
    page.chart.choose_at(page.chart.place_of("published-p25"))
    assert page.chart.chosen() == "published-p25"
    page.chart.choose_at(page.chart.place_of("advert-engineering-manager"))
    assert "Engineering Manager, mid-level" in words_of(page.provenance)
    QTest.mouseClick(page.provenance.back, Qt.MouseButton.LeftButton)
    assert page.provenance.isHidden()


def test_that_a_real_mouse_click_finds_its_row(page: SalaryPage, qtbot: QtBot) -> None:
    page.chart.choose_at(page.chart.place_of("first-line"))
    box = page.chart.figure_box().center().toPoint()
    page.chart.choose_at(page.chart.place_of("entry"))
    assert page.chart.chosen() == "entry"
    QTest.mouseClick(page.chart.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box)
    qtbot.waitUntil(lambda: page.chart.chosen() == "first-line")


def test_that_the_table_twin_traces_too(page: SalaryPage, window: MainWindow) -> None:
    click(window, "segment-table")
    assert page.table.isVisible()
    assert not page.chart.isVisible()
    page.table.setFocus()
    page.table.selectRow(9)
    press(Qt.Key.Key_Return)
    assert "Senior ML manager" in words_of(page.provenance)


def test_that_honest_sentences_stand_on_the_page_and_on_the_sheet_of_sources(
    page: SalaryPage, window: MainWindow
) -> None:
    words = words_of(page)
    for sentence in (
        "Soft ends show the error of an estimate, about +25 / −20 %",
        "Steps between rungs come from engineers' experience levels, not managers'; adverts of managers are the marks",
        "Your answers do not set your pay",
        "It is no promise of pay",
        "Not suitable for hiring, pay or promotion decisions",
    ):
        assert sentence in words
    click(window, "sources")
    (sheet,) = window.findChildren(SourceSheet)
    words = words_of(sheet)
    for sentence in (
        "Your answers do not set your pay",
        "“Typical” was published as the average",
        "No survey of ML managers exists",
        "No effect of the employer is offered",
    ):
        assert sentence in words
    sheet.curious.link.click()
    (formulas,) = sheet.findChildren(MarkdownView)
    text = formulas.toPlainText()
    for part in ("√(0.10² + 0.20² + 0.11²", "+ 0.04²", "about +25 / −20 %", "$239,174", "most of them lower"):
        assert part in text
    sheet.close()


def test_that_the_sheet_names_for_each_source_who_was_asked_and_how_sure_it_is(workspace: Workspace) -> None:
    data = workspace.salary
    found = source_rows(data)
    assert len(found) == len(data.provenances)
    assert all(all(cell for cell in row) for row in found)
    asked = {row[0]: row[2] for row in found}
    assert asked[data.provenances["oews-2025"].source] == "employers, about their employees"


def test_that_the_link_of_a_source_opens_only_when_asked_and_can_be_copied(
    window: MainWindow, page: SalaryPage, browser: Browser
) -> None:
    page.sources.click()
    (sheet,) = window.findChildren(SourceSheet)
    table, wanted = sheet.table, [one.address or "" for one in window.workspace.salary.provenances.values()]
    at = next(number for number, address in enumerate(wanted) if address)
    table.setCurrentIndex(table.model().index(at, 0))
    assert browser.went == []
    sheet.links.copy_link.click()
    assert QGuiApplication.clipboard().text() == wanted[at]
    sheet.links.open_link.click()
    cell = table.visualRect(table.model().index(at, 4)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert browser.went == [wanted[at]] * 2
    without = wanted.index("")
    table.setCurrentIndex(table.model().index(without, 0))
    assert not sheet.links.open_link.isEnabled()
    sheet.close()


def test_that_a_legend_names_what_is_drawn_and_nothing_else(page: SalaryPage) -> None:
    whole = legend(page)
    assert whole == ("published", "estimate, you match", "estimate", "adverts", "fewer than 20 adverts")
    pick(page, "shown", "Germany prices (EUR)")
    assert legend(page) == ("United States pay at local prices", "fewer than 20 adverts")
    pick(page, "shown", "Japan prices (JPY)")
    assert legend(page) == ("United States pay at local prices",)
    assert "No local adverts were found for Japan." in words_of(page)


def test_that_at_little_width_and_with_large_text_words_stand_under_the_bars(page: SalaryPage) -> None:
    chart = page.chart
    chart.resize(640, chart.height())
    chart.redraw()
    name = next(text for text in chart.words() if text.words == "Senior ML manager")
    under = next(text for text in chart.words() if text.words.startswith("$200k–$320k"))
    assert name.at[1] < chart.place_of("senior").y() < under.at[1]


def test_that_moving_levels_shows_rungs_and_moves_no_pay(page: SalaryPage, window: MainWindow) -> None:
    before = cells(page)
    assert "Your levels match: First-line ML manager." in page.what_if.outcome.text()
    click(window, "more-areas")
    for slider in page.what_if.sliders:
        assert slider.isVisible()
        slider.setValue(45)
    assert (
        "These levels would match: Director or head of ML. Also: AI product manager, MLOps manager"
        in page.what_if.outcome.text()
    )
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
    assert "estimate, you match" not in legend(page)
    QTest.mouseClick(page.what_if.start, Qt.MouseButton.LeftButton)
    assert not isinstance(window.current_page(), SalaryPage)
