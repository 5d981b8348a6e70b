"""Several questionnaires in the window: chosen where an assessment starts, followed by every page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests import given
from tests.questionnaire.changes import rewrite, swap

from nextrung.report.words import caution_sentences
from nextrung.scoring.cautions import Cautions
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui import labels
from nextrung.ui.assess.home import AssessHome
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.group.page import GroupPage
from nextrung.ui.history.page import HistoryPage
from nextrung.ui.overview.page import OverviewPage
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.welcome.page import WelcomePage
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.table import TextTable
from nextrung.workspace import Assessment, Workspace

FIRST_TIME = "first-time-manager"


def take(workspace: Workspace, form: str = "full") -> Assessment:
    """Take the full form of the questionnaire that is looked at."""
    assessment = workspace.start("full" if form == "full" else "quick")
    for answer in given.answered(assessment.form, of=assessment.content).values():
        assessment = workspace.answer(assessment, answer)
    return workspace.finish(assessment)


def pick(box: DropDown, questionnaire: str) -> None:
    """Choose an entry as a person does: what is set alone asks for nothing."""
    at = box.findData(questionnaire)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)


def said(window: MainWindow) -> str:
    page = window.current_page()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def offered(window: MainWindow) -> set[str]:
    return {one.id for one in places() if one.in_sight(window.workspace)}


@pytest.fixture
def both(workspace: Workspace) -> Workspace:
    """Somebody who has taken both, and looks at the second."""
    take(workspace)
    workspace.choose_questionnaire(FIRST_TIME)
    take(workspace)
    return workspace


@pytest.fixture
def later_window(both: Workspace, theme: Theme, qtbot: QtBot) -> MainWindow:
    shown = MainWindow(both, theme)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_that_the_first_page_offers_both_and_starts_the_chosen_one(window: MainWindow, qtbot: QtBot) -> None:
    page = window.current_page()
    assert isinstance(page, WelcomePage)
    box = page.questionnaire.field.box
    qtbot.waitUntil(lambda: box.count() == 2)
    assert [box.itemText(at) for at in range(2)] == ["Machine-learning manager", "First-time manager"]
    pick(box, FIRST_TIME)
    qtbot.waitUntil(lambda: "First-time manager: see which part" in said(window))
    assert "what each rung pays" not in said(window)
    page.start_quick.click()
    question = window.current_page()
    assert isinstance(question, QuestionPage)
    opened = window.workspace.open_assessment()
    assert opened is not None
    assert opened.content.id == FIRST_TIME


def test_that_every_page_follows_the_one_that_is_looked_at(later_window: MainWindow, qtbot: QtBot) -> None:
    for place in sorted(offered(later_window)):
        later_window.show_page(place)
        assert "of 9 areas" not in said(later_window), place
        assert "Technical oversight" not in said(later_window), place
    assert "salary" not in offered(later_window)
    box = later_window._navigation.questionnaire
    assert box is not None
    pick(box, "ml-manager")
    qtbot.waitUntil(lambda: later_window.workspace.installed.questionnaire.id == "ml-manager")
    qtbot.waitUntil(lambda: "salary" in offered(later_window))
    later_window.show_page("results")
    assert "of 9 areas" in said(later_window)


def test_that_the_history_sets_shared_areas_beside_each_other(later_window: MainWindow, workspace: Workspace) -> None:
    later_window.show_page("history")
    wait_until_idle(later_window)
    page = later_window.current_page()
    assert isinstance(page, HistoryPage)
    table = page.shared.findChild(TextTable, "shared-ml-manager")
    assert table is not None
    first = [table.model().index(0, column).data() for column in range(5)]
    assert (first[0], first[2], first[4]) == ("Leading people one by one", "Team leadership", "7 of 7")
    newest = workspace.latest()
    assert newest is not None
    found = newest.result(workspace.role).competencies["PL"]
    assert found.level is not None
    assert str(first[1]).startswith(f"{found.level:.1f} (")
    # with one alone there is nothing to set beside it
    workspace.history.remove(newest.record.id)
    later_window.show_page("history")
    wait_until_idle(later_window)
    assert not page.shared.isVisibleTo(page)


def test_that_nothing_is_said_of_pay_or_of_how_sure_where_there_is_none(later_window: MainWindow) -> None:
    for place, kind in (("overview", OverviewPage), ("results", ResultsPage)):
        later_window.show_page(place)
        assert isinstance(later_window.current_page(), kind)
        assert "How sure, how right" not in said(later_window)
        assert "$" not in said(later_window)
        assert "See pay and sources" not in said(later_window)
    later_window.show_page("role")
    assert "Demand" not in said(later_window)
    assert "model" not in said(later_window)


def test_that_no_question_asks_how_sure_one_is_where_nothing_is_made_of_it(
    workspace: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    workspace.choose_questionnaire(FIRST_TIME)
    assessment = workspace.start("quick")
    at = next(item.id for item in assessment.items if item.kind == "scenario")
    workspace.look_at(assessment, at)
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    page = shown.current_page()
    assert isinstance(page, QuestionPage)
    assert page.state.item == at
    assert page.state.confidence == ()


def test_that_with_one_installed_nothing_of_a_choice_shows(workspace: Workspace, theme: Theme, qtbot: QtBot) -> None:
    workspace.questionnaires.catalogue._built_in = [given.ML_MANAGER]
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    shown.show()
    page = shown.current_page()
    assert isinstance(page, WelcomePage)
    assert not page.questionnaire.isVisible()
    take(workspace)
    shown.show_page("assess")
    home = shown.current_page()
    assert isinstance(home, AssessHome)
    assert not home.questionnaire.isVisible()
    assert shown._navigation.questionnaire is None


def test_that_somebody_elses_says_whose_it_is_on_the_question_and_the_result(
    workspace: Workspace, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    made = Path(shutil.copytree(given.FIRST_TIME, tmp_path / "data" / "questionnaires" / "ladder"))
    rewrite(made, "questionnaire.yaml", swap(f"id: {FIRST_TIME}", "id: ladder\nauthor: Jana <b>N.</b>"))
    words = "Questionnaire made by Jana <b>N.</b>, not reviewed by Next Rung."
    workspace.choose_questionnaire("ladder")
    workspace.start("quick")
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    assert isinstance(shown.current_page(), QuestionPage)
    assert words in said(shown)
    take(workspace)
    shown.show_page("results")
    assert words in said(shown)
    shown.show_page("assess")
    shown.show_page("assess")
    home = shown.current_page()
    assert isinstance(home, AssessHome)


def test_that_a_name_neither_turns_the_sentence_round_nor_buries_it() -> None:
    said = labels.made_by("Eve \u202e" + "x" * 5_000)
    assert said.startswith("Questionnaire made by Eve \\u202exxx")
    assert said.endswith("…, not reviewed by Next Rung.")
    assert len(said) < 200
    assert caution_sentences(Cautions(author="Eve \u202e"))[0].startswith(
        "Questionnaire made by Eve \\u202e, not reviewed"
    )


def test_that_one_that_cannot_be_taken_is_named_where_an_assessment_starts(
    workspace: Workspace, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    take(workspace)
    made = Path(shutil.copytree(given.FIRST_TIME, tmp_path / "data" / "questionnaires" / "ladder"))
    (made / "questionnaire.yaml").write_text("id: [", encoding="utf-8")
    workspace.forget()  # as at the next start
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    shown.show()
    shown.show_page("assess")
    qtbot.waitUntil(lambda: "The questionnaire “ladder” cannot be taken: questionnaire.yaml" in said(shown))
    home = shown.current_page()
    assert isinstance(home, AssessHome)
    box = home.questionnaire.field.box
    assert [box.itemData(at) for at in range(box.count())] == ["ml-manager", FIRST_TIME]
    assert home.quick.isEnabled()


def test_that_one_that_was_removed_can_be_looked_at_but_not_started(
    workspace: Workspace, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    made = Path(shutil.copytree(given.FIRST_TIME, tmp_path / "data" / "questionnaires" / "ladder"))
    rewrite(made, "questionnaire.yaml", swap(f"id: {FIRST_TIME}\n", "id: ladder\nauthor: Jana\n"))
    workspace.choose_questionnaire("ladder")
    take(workspace)
    shutil.rmtree(made)
    workspace.forget()
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    shown.show()
    shown.show_page("results")
    assert "of 6 areas" in said(shown)
    shown.show_page("assess")
    home = shown.current_page()
    assert isinstance(home, AssessHome)
    assert not home.quick.isEnabled()
    qtbot.waitUntil(lambda: "was removed; its results stay" in said(shown))


def test_that_the_history_has_a_line_for_each_other_one_that_leads_there(
    later_window: MainWindow, qtbot: QtBot
) -> None:
    later_window.show_page("history")
    page = later_window.current_page()
    assert isinstance(page, HistoryPage)
    assert "Machine-learning manager\n1 assessment, of " in said(later_window)
    page.elsewhere.findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: later_window.workspace.installed.questionnaire.id == "ml-manager")
    qtbot.waitUntil(lambda: "First-time manager\n1 assessment, of " in said(later_window))


def test_that_a_group_is_of_one_questionnaire_and_another_can_be_chosen(
    both: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    both.privacy.set_coach_mode(on=True)
    shown = MainWindow(both, theme)
    qtbot.addWidget(shown)
    shown.show()
    shown.show_page("group")
    page = shown.current_page()
    assert isinstance(page, GroupPage)
    box = page.filters.questionnaire.box
    wait_until_idle(shown)
    assert box.count() == 2
    assert box.currentData() == FIRST_TIME
    assert page.filters.role.chosen() == "team-lead"
    pick(box, "ml-manager")
    wait_until_idle(shown)
    assert page.filters.role.chosen() == "first-line"
    assert box.currentData() == "ml-manager"
