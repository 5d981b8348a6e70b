"""The history on screen: what it shows, opening an old result, comparing two, deleting and putting back."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests import given
from tests.ui.person import click

from nextrung import resources
from nextrung.errors import NextRungError
from nextrung.store.database import open_database
from nextrung.tour import history as tour_history
from nextrung.tour.history import NEWEST, keep
from nextrung.ui.history.compare_page import ComparePage
from nextrung.ui.history.page import HistoryPage
from nextrung.ui.labels import day
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace import Workspace


def history(window: MainWindow) -> HistoryPage:
    window.show_page("history")
    page = window.current_page()
    assert isinstance(page, HistoryPage)
    return page


def texts(page: HistoryPage | ComparePage | ResultsPage) -> str:
    return " ".join(one.text() for one in page.findChildren(TextLabel) if one.isVisible())


def shown_rows(page: HistoryPage) -> list[str]:
    model = page.listing.table.entries
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_that_an_empty_history_says_what_will_be_here_and_leads_to_the_assessment(window: MainWindow) -> None:
    page = history(window)
    assert "Your levels over time will be here" in texts(page)
    assert not page.trend.isVisible()
    assert not page.listing.isVisible()
    page.step.click()
    assert not isinstance(window.current_page(), HistoryPage)


def test_that_history_is_the_last_place_before_the_settings(window: MainWindow) -> None:
    window.show_page("overview")  # a newcomer sees no navigation yet
    entries = [button for button in window.findChildren(Button) if button.property("kind") == "nav"]
    names = [button.objectName() for button in sorted(entries, key=Button.y) if button.isVisible()]
    assert names[-2:] == ["nav-history", "nav-settings"]


def test_that_one_assessment_is_a_starting_point(window: MainWindow, workspace: Workspace) -> None:
    tour_history.one(workspace)
    page = history(window)
    assert "starting point" in texts(page)
    assert shown_rows(page) == ["14 Nov 2026"]
    assert not page.listing.compare.isEnabled()


def test_that_the_sentence_names_level_range_and_change(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    keep(workspace, NEWEST - timedelta(days=300), "full", 1.2)
    keep(workspace, NEWEST, "full", 0)
    said = texts(history(window))
    assert "Overall at 3.2 (likely 3.0–3.3)." in said
    assert "since 18 Jan 2026: a clear change." in said


def test_that_two_on_one_day_show_their_times(window: MainWindow, workspace: Workspace) -> None:
    tour_history.two_on_one_day(workspace)
    page = history(window)
    assert len(set(shown_rows(page))) == 2
    assert "less than 8 weeks apart" in texts(page)


def test_that_the_chart_and_its_table_hold_the_same_numbers(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    click(window, "segment-table")
    model = page.trend.table.model()
    in_table = [model.index(at, 3).data() for at in reversed(range(model.rowCount()))]
    assert in_table == [f"{point.level:.1f}" for point in page.trend.chart.points]
    assert len(in_table) == 4


def test_that_another_area_can_be_chosen_and_shows_its_target(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    box = page.trend.area
    box.setCurrentIndex(box.findData("TL"))
    box.activated.emit(box.currentIndex())
    assert "Team leadership at 3.1" in texts(page)
    assert page.trend.chart.target == given.questionnaire().role("senior").targets["TL"].level
    assert history(window).trend.area.currentData() == "TL"


def test_that_the_switches_bring_in_what_is_left_out(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    for box, number in ((page.trend.careful, 5), (page.trend.both_forms, 6)):
        box.click()
        assert len(page.trend.chart.points) == number
    assert [point.hollow for point in page.trend.chart.points].count(True) == 1
    assert "questions that both ask" in texts(page)


def test_that_everything_at_five_stays_out_with_a_reason(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    highest = given.answered("full", rating=5, frequency=1)
    workspace.history.keep(
        workspace.installed.fingerprint, "full", highest, ("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z")
    )
    page = history(window)
    assert "stay out of the chart until you show them" in texts(page)
    assert "picked many times in a row" in texts(page)
    page.trend.careful.click()
    assert "Overall at 5.0 (likely 4.8–5.0)" in texts(page)


def test_that_arrow_keys_move_along_the_points_and_enter_picks_in_the_list(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    tour_history.some(workspace)
    page = history(window)
    window.activateWindow()
    chart = page.trend.chart
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.current == 3)
    assert "14 Nov 2026, Full: Overall at 3.2" in texts(page)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "19 Mar 2026, Full: Overall at" in texts(page)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 0
    QTest.keyClick(chart, Qt.Key.Key_Return)
    (picked,) = page.listing.table.picked()
    assert day(workspace.assessment(picked).record.completed_at or "") == chart.points[0].label
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 3


def test_that_the_pointer_reaches_a_point_and_leaves_it(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    QApplication.processEvents()
    chart = page.trend.chart
    view = chart.plot.getViewBox()
    last = chart.points[-1]
    spot = chart.mapFromScene(view.mapViewToScene(QPointF(last.at, last.level)))
    QTest.mouseMove(chart.viewport(), spot)
    QApplication.processEvents()
    assert chart.current == 3
    QTest.mouseMove(chart.viewport(), QPoint(chart.width() // 2 - 90, 4))
    QApplication.processEvents()
    assert chart.current == -1


def test_that_an_old_result_opens_as_it_was(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    page.listing.table.pick_row(2)
    click(window, "history-open")
    results = window.current_page()
    assert isinstance(results, ResultsPage)
    assert "19 Mar 2026" in texts(results)
    entry = window.findChild(Button, "nav-results")
    assert entry is not None
    assert entry.isChecked()
    window.show_page("results")
    assert "14 Nov 2026" in texts(results)


def test_that_an_old_result_opens_with_enter(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    page.listing.table.pick_row(1)
    QTest.keyClick(page.listing.table, Qt.Key.Key_Return)
    assert isinstance(window.current_page(), ResultsPage)


def test_that_two_are_compared_and_another_pair_can_be_chosen(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    page.listing.table.pick_row(3)
    assert page.listing.compare.text() == "Compare with the newest"
    click(window, "history-compare")
    compare = window.current_page()
    assert isinstance(compare, ComparePage)
    assert "10 Sept 2025 and 14 Nov 2026" in texts(compare)
    assert compare.table.model().index(0, 0).data() == "Overall"
    assert compare.table.model().rowCount() == 10
    box = compare.earlier.choice
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())
    assert "14 Dec 2024 and 14 Nov 2026" in texts(compare)
    assert "compared through the questions that both ask" in texts(compare)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert "14 Dec 2024 and 14 Nov 2026" in texts(compare)
    click(window, "compare-back")
    assert isinstance(window.current_page(), HistoryPage)


def test_that_two_picked_rows_are_the_ones_compared(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    table = page.listing.table
    table.pick_row(2)
    keys = Qt.KeyboardModifier.ControlModifier
    spot = table.visualRect(table.entries.index(4, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, spot)
    assert page.listing.compare.text() == "Compare these two"
    assert not page.listing.remove.isEnabled()
    page.listing.compare.click()
    compare = window.current_page()
    assert isinstance(compare, ComparePage)
    assert "3 May 2025 and 19 Mar 2026" in texts(compare)


def test_that_the_compared_result_opens(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    history(window).listing.compare.click()
    compare = window.current_page()
    assert isinstance(compare, ComparePage)
    compare.earlier.open_result.click()
    results = window.current_page()
    assert isinstance(results, ResultsPage)
    assert "17 Jul 2026" in texts(results)


def test_that_a_deleted_assessment_comes_back_with_undo(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    before = workspace.history.finished()
    page.listing.table.pick_row(2)
    QTest.keyClick(page.listing.table, Qt.Key.Key_Delete)
    assert len(workspace.history.finished()) == 5
    assert "The assessment of 19 Mar 2026 is deleted." in texts(page)
    page.undo_bar.undo.click()
    assert workspace.history.finished() == before
    assert not page.undo_bar.undo.isVisible()
    assert page.listing.table.picked() == [before[3].record.id]


def test_that_the_last_one_deleted_can_be_put_back_with_the_keyboard(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    tour_history.one(workspace)
    page = history(window)
    click(window, "history-delete")
    assert "Your levels over time will be here" in texts(page)
    window.activateWindow()
    page.undo_bar.undo.setFocus()
    qtbot.waitUntil(page.undo_bar.undo.hasFocus)
    QTest.keyClick(page.undo_bar.undo, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown_rows(page) == ["14 Nov 2026"]


def test_that_only_the_last_deletion_is_kept(window: MainWindow, workspace: Workspace) -> None:
    tour_history.some(workspace)
    page = history(window)
    for _ in range(2):
        page.listing.table.pick_row(0)
        page.listing.remove.click()
    page.undo_bar.undo.click()
    assert shown_rows(page)[0] == "17 Jul 2026"
    assert workspace.history.undo() is None


def test_that_undo_is_for_the_same_person_only(window: MainWindow, workspace: Workspace) -> None:
    tour_history.one(workspace)
    page = history(window)
    click(window, "history-delete")
    workspace.remove_person()
    workspace.add_person("Kim")
    assert workspace.history.removed_at is None
    assert workspace.history.undo() is None
    assert not history(window).undo_bar.isVisible()
    assert page is history(window)


def test_that_nothing_is_kept_for_nobody(workspace: Workspace) -> None:
    assert workspace.history.finished() == ()
    with pytest.raises(NextRungError):
        workspace.history.keep("f", "full", {}, ("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z"))


def test_that_an_assessment_of_a_version_that_no_longer_ships_is_listed_and_opens(
    window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    tour_history.one(workspace)
    folder = Path(shutil.copytree(given.ML_MANAGER, tmp_path / "old" / "ml-manager"))
    file = folder / "questionnaire.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("version: 1.1.0", "version: 0.9.0", 1), encoding="utf-8")
    person = workspace.person
    other = Workspace(open_database(tmp_path / "data" / "nextrung.db"), [folder], resources.assets("salary"))
    assert person is not None
    assert other.person == person
    moments = ("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z")
    other.history.keep(other.installed.fingerprint, "full", given.sample_answers(), moments)
    other.close()
    page = history(window)
    model = page.listing.table.entries
    assert [model.index(at, 3).data() for at in range(2)] == ["1.1.0", "0.9.0"]
    page.listing.table.pick_row(1)
    click(window, "history-open")
    assert isinstance(window.current_page(), ResultsPage)


def test_that_two_hundred_are_all_listed_and_drawn(window: MainWindow, workspace: Workspace) -> None:
    tour_history.many(workspace)
    page = history(window)
    assert len(shown_rows(page)) == 200
    assert page.listing.table.height() < page.height()
    drawn = len(page.trend.chart.points)
    page.trend.careful.click()
    page.trend.both_forms.click()
    assert drawn < len(page.trend.chart.points) == 200


def test_that_a_finished_assessment_appears_at_the_next_visit(window: MainWindow, workspace: Workspace) -> None:
    tour_history.one(workspace)
    assert len(shown_rows(history(window))) == 1
    assessment = workspace.start("quick")
    for answer in given.answered("quick").values():
        assessment = workspace.answer(assessment, replace(answer, seconds=20))
    assert len(shown_rows(history(window))) == 1
    workspace.finish(assessment)
    assert len(shown_rows(history(window))) == 2


def test_that_what_cannot_be_deleted_or_put_back_is_said_and_nothing_is_lost(
    window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    tour_history.some(workspace)
    page = history(window)
    other = open_database(tmp_path / "data" / "nextrung.db")
    other.execute("BEGIN IMMEDIATE")
    page.listing.remove.click()
    assert "This could not be saved" in texts(page)
    assert len(workspace.history.finished()) == 6
    other.rollback()
    page.listing.remove.click()
    assert "This could not be saved" not in texts(page)
    other.execute("BEGIN IMMEDIATE")
    page.undo_bar.undo.click()
    assert "This could not be saved" in texts(page)
    other.rollback()
    other.close()
    page.undo_bar.undo.click()
    assert len(workspace.history.finished()) == 6
