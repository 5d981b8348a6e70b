"""The coach rates by keyboard, and both views stand beside each other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui import coach
from tests.ui.person import click

from nextrung.scoring.other_view import two_views
from nextrung.tour import coach as tour_coach
from nextrung.ui import labels
from nextrung.ui.charts.views_chart import ViewsRow, row_words
from nextrung.ui.rating.page import RatingPage
from nextrung.ui.rating.two_views import TwoViewsSection
from nextrung.ui.rating.views_page import ViewsPage
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.sessions.client_page import ClientPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    shown = coach.opened(qtbot, workspace, theme, tour_coach.people(2, assessments=2))
    shown.show_page("sessions")
    return shown


def rating_page(window: MainWindow) -> RatingPage:
    page = window.current_page()
    assert isinstance(page, RatingPage), page
    return page


def views_page(window: MainWindow) -> ViewsPage:
    page = window.current_page()
    assert isinstance(page, ViewsPage), page
    return page


def test_that_every_item_is_rated_by_keyboard_and_both_views_follow(window: MainWindow, workspace: Workspace) -> None:
    click(window, "rate")
    rating_page(window)
    rating = workspace.rating.unfinished()
    assert rating is not None
    expected: dict[str, float | None] = {}
    for number, item in enumerate(workspace.rating.items(rating)):
        given = None if number % 5 == 4 else number % 5 + 1
        coach.key(Qt.Key.Key_0 if given is None else Qt.Key(Qt.Key.Key_0 + given))
        expected[item.id] = None if given is None else float(given)
        coach.key(Qt.Key.Key_Return)
    latest = workspace.rating.latest()
    assert latest is not None
    assert latest.given == expected
    page = views_page(window)
    assert "One rater alone is a rough measure: the likely range of the coach’s view is 0.7 levels" in coach.words_of(
        page
    )


def test_that_the_table_has_the_numbers_of_the_chart_the_widest_difference_first(
    window: MainWindow, workspace: Workspace
) -> None:
    rating = workspace.rating.start()
    for number, item in enumerate(workspace.rating.items(rating)):
        rating = workspace.rating.rate(rating, item.id, float(1 + number % 5))
    workspace.rating.finish(rating)
    window.show_page("sessions")
    click(window, "both-views")
    page = views_page(window)
    assessment = workspace.latest()
    assert assessment is not None
    views = two_views(assessment.result(workspace.role), rating.given)
    table = page.findChild(QPushButton, "segment-table")
    assert table is not None
    table.click()
    model = page.both.table.model()
    for at, view in enumerate(views):
        row = [str(model.index(at, one).data()) for one in range(8)]
        assert row[0] == assessment.content.competencies_by_id[view.competency].name
        assert row[1] == ("–" if view.own is None else labels.level(view.own))
        assert row[2] == labels.level(view.coach.level or 0.0)
        assert row[5] == labels.change(view.own, view.coach.level)
        assert row[7] == f"{view.coach.seen} of {view.coach.asked}"
    differences = [abs(view.difference or 0) for view in views]
    assert differences == sorted(differences, reverse=True)
    assert page.both.chart.count() == len(views)


def test_that_an_item_needs_a_rating_or_not_seen_before_it_goes_on(window: MainWindow, workspace: Workspace) -> None:
    click(window, "rate")
    page = rating_page(window)
    coach.key(Qt.Key.Key_Return)
    assert "Choose a statement, or press 0" in coach.words_of(page)
    rating = workspace.rating.unfinished()
    assert rating is not None
    assert rating.given == {}


def test_that_a_pause_keeps_everything_and_goes_on_at_the_same_item(window: MainWindow, workspace: Workspace) -> None:
    click(window, "rate")
    for _ in range(3):
        coach.key(Qt.Key.Key_4)
        coach.key(Qt.Key.Key_Return)
    coach.key(Qt.Key.Key_Escape)
    assert isinstance(window.current_page(), ClientPage)
    rate = coach.client_page(window).rate
    assert rate.text() == "Go on rating"
    rate.click()
    rating = workspace.rating.unfinished()
    assert rating is not None
    assert rating.position == workspace.rating.items(rating)[3].id
    assert "4 of 37" in coach.words_of(rating_page(window))
    coach.key(Qt.Key.Key_Backspace)
    assert rating_page(window).choices.cards[3].isChecked()


def test_that_a_rating_is_taken_back(window: MainWindow, workspace: Workspace) -> None:
    click(window, "rate")
    coach.key(Qt.Key.Key_2)
    coach.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rating = workspace.rating.unfinished()
    assert rating is not None
    assert rating.given == {}
    assert not any(card.isChecked() for card in rating_page(window).choices.cards)


def test_that_not_seen_takes_the_place_of_a_rating_and_the_other_way_round(
    window: MainWindow, workspace: Workspace
) -> None:
    click(window, "rate")
    seen: list[float | None] = []
    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_5):
        coach.key(key)
        rating = workspace.rating.unfinished()
        assert rating is not None
        seen.extend(rating.given.values())
    assert seen == [2.0, None, 5.0]
    assert not rating_page(window).not_seen.isChecked()


def test_that_nothing_seen_cannot_be_finished(window: MainWindow, workspace: Workspace) -> None:
    click(window, "rate")
    coach.key(Qt.Key.Key_0)
    click(window, "finish-rating")
    assert "Rate at least one question" in coach.words_of(rating_page(window))
    assert workspace.rating.latest() is None


def test_that_before_the_persons_own_assessment_the_coachs_view_stands_alone(
    qtbot: QtBot, workspace: Workspace, theme: Theme
) -> None:
    window = coach.opened(qtbot, workspace, theme, tour_coach.people(2, assessments=0))
    window.show_page("sessions")
    click(window, "rate")
    for _ in range(4):
        coach.key(Qt.Key.Key_3)
        coach.key(Qt.Key.Key_Return)
    click(window, "finish-rating")
    page = views_page(window)
    assert "after their first assessment" in coach.words_of(page)
    assert page.both.chart.words_of(0).startswith("Team leadership: coach’s view 3.0, likely 2.3 to 3.7")


def test_that_a_row_says_both_views_in_words() -> None:
    row = ViewsRow("Strategy", 2.0, (1.5, 2.5), None, None, 4.0, "seen 1 of 4: too few")
    assert row_words(row) == "Strategy: own level 2.0, likely 1.5 to 2.5, seen 1 of 4: too few, target 4.0"


def test_that_the_results_offer_the_coachs_view_once_there_is_one(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.show_page("results")
    page = window.current_page()
    assert isinstance(page, ResultsPage)
    segment = page.findChild(QPushButton, "segment-coach")
    assert segment is not None
    assert not segment.isVisible()
    rating = workspace.rating.start()
    for item in workspace.rating.items(rating):
        rating = workspace.rating.rate(rating, item.id, 5.0)
    workspace.rating.finish(rating)
    qtbot.waitUntil(lambda: "Its place among the first" in coach.words_of(page))  # worked out in the background
    before = coach.words_of(page)
    window.show_page("results")
    assert segment.isVisible()
    segment.click()
    both = page.findChild(TwoViewsSection)
    assert both is not None
    assert both.chart.isVisible()
    assert both.chart.count() == 9
    assert "coach’s view 5.0" in both.chart.words_of(0)
    gaps = page.findChild(QPushButton, "segment-gaps")
    assert gaps is not None
    gaps.click()
    assert not both.isVisible()
    qtbot.waitUntil(lambda: coach.words_of(page) == before)  # nothing of the levels has moved
