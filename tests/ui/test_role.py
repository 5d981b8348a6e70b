"""The role page, and one competency of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests import given

from nextrung import app
from nextrung.questionnaire import files
from nextrung.salary.files import load
from nextrung.scoring.result import score
from nextrung.ui import labels
from nextrung.ui.competency.page import CompetencyPage
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.role import state
from nextrung.ui.role.page import RolePage
from nextrung.ui.role.parts import AreaButton, PlaceButton
from nextrung.ui.role.standing import BeginCard, TargetsCard
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.table import TextTable
from nextrung.workspace import Workspace


@pytest.fixture
def page(window: MainWindow, workspace: Workspace) -> RolePage:
    app.add_sample(workspace)
    return opened(window)


def opened(window: MainWindow) -> RolePage:
    window.show_page("role")
    shown = window.current_page()
    assert isinstance(shown, RolePage)
    QApplication.processEvents()
    return shown


def words_of(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def built(role: str = "first-line", *, scored: bool = True) -> state.RoleState:
    questionnaire = given.questionnaire()
    guide = files.load_guide(given.ML_MANAGER, questionnaire)
    assert guide is not None
    compared = questionnaire.role(role)
    result = score("full", given.sample_answers(), questionnaire, compared) if scored else None
    return state.build(guide, questionnaire, result, compared, load(given.PROJECT / "assets" / "salary"))


def test_that_five_responsibilities_and_four_skills_say_what_level_three_looks_like() -> None:
    groups = built().groups
    assert [len(group.duties) for group in groups] == [5, 4]
    by_id = given.questionnaire().competencies_by_id
    for duty in (duty for group in groups for duty in group.duties):
        assert duty.level_three == by_id[duty.area.id].levels[2]


def test_that_the_biggest_differences_are_those_of_the_targets() -> None:
    columns = {column.id: column for column in built().roles}
    assert columns["first-line"].more == columns["first-line"].less == ()
    assert columns["mlops-manager"].more == (("Data and software practice", 1.5), ("Technical oversight", 1.0))
    assert columns["director"].more[0] == ("Strategic planning", 2.5)
    assert columns["ai-product-manager"].less[0] == ("ML frameworks and tooling", 1.0)
    from_senior = {column.id: column for column in built("senior").roles}
    assert ("Strategic planning", 1.5) in from_senior["first-line"].less


def test_that_own_levels_stand_beside_every_part_only_after_an_assessment() -> None:
    levels = [area.level for part in built().stages for area in part.areas]
    assert levels
    assert all(level is not None for level in levels)
    assert all(area.level is None for area in built(scored=False).areas)


def test_that_the_page_shows_every_part(page: RolePage) -> None:
    words = words_of(page)
    for wanted in (
        "Through the whole life of a model",
        "Why it matters",
        "How it came to be",
        "Responsibilities",
        "Skills",
        "Rungs and neighbouring roles",
        "Questions people ask",
        "Level 3: Agrees a pass mark before training",
        "What is the average pay?",
        "RAND, root causes of failure in AI projects",
    ):
        assert wanted in words
    assert "ready" not in words.lower().split()
    assert page.roles.model().rowCount() == 10
    assert page.roles.model().columnCount() == 7


def test_that_a_part_leads_to_the_same_page_of_an_area_as_the_results(page: RolePage, window: MainWindow) -> None:
    button = page.findChild(AreaButton, "area-TO")
    assert button is not None
    assert "your level" in button.accessibleName()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    area = window.current_page()
    assert isinstance(area, CompetencyPage)
    words = words_of(area)
    assert "How I decide whether a model is good enough" in words
    level = next(one.level for one in built().areas if one.id == "TO")
    assert level is not None
    assert f"you, {labels.level(level)}" in words
    QTest.mouseClick(area.back, Qt.MouseButton.LeftButton)
    assert window.current_page() is page
    page.area_opened.emit("TL")
    window.show_page("results")
    results = window.current_page()
    assert isinstance(results, ResultsPage)
    results.competency_picked.emit("TL")
    from_results = window.current_page()
    assert isinstance(from_results, CompetencyPage)
    # labels are found in the order they were made in, and the line below a page is made when it is first needed
    assert sorted(words_of(from_results).splitlines()) == sorted(words_of(area).splitlines())


def test_that_the_first_sight_says_where_to_begin(page: RolePage, window: MainWindow) -> None:
    window.resize(1280, 720)
    QApplication.processEvents()
    begin = page.findChild(BeginCard)
    assert begin is not None
    words = words_of(begin)
    assert "From here to First-line ML manager" in words
    assert "likely 2.2–3.1, asked for 3.0" in words
    assert begin.step.mapTo(window, begin.step.rect().bottomLeft()).y() < 720
    QTest.mouseClick(begin.step, Qt.MouseButton.LeftButton)
    assert isinstance(window.current_page(), ResultsPage)


def test_that_without_an_assessment_the_step_is_to_take_one(window: MainWindow) -> None:
    begin = opened(window).findChild(BeginCard)
    assert begin is not None
    assert "After an assessment the areas to work on first will be here" in words_of(begin)
    table = begin.findChild(TextTable)
    assert table is not None
    assert [table.model().index(at, 1).data() for at in (0, 4)] == ["Starting", "Shaping"]
    QTest.mouseClick(begin.step, Qt.MouseButton.LeftButton)
    assert not isinstance(window.current_page(), RolePage)


def test_that_a_row_of_the_targets_leads_to_its_area(page: RolePage, window: MainWindow) -> None:
    page.roles.setCurrentIndex(page.roles.model().index(4, 2))
    page.roles.setFocus()
    QTest.keyClick(page.roles, Qt.Key.Key_Return)
    area = window.current_page()
    assert isinstance(area, CompetencyPage)
    assert "How I decide whether a model is good enough" in words_of(area)


def test_that_targets_of_ones_own_stand_beside_those_of_the_roles(workspace: Workspace, window: MainWindow) -> None:
    app.add_sample(workspace)
    workspace.keep_targets("Head of ML, bank", workspace.role.targets)
    page = opened(window)
    card = page.findChild(TargetsCard)
    assert isinstance(card, TargetsCard)
    model = card.table.model()
    columns = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
    # after the area and the own level, as in a narrow window the last columns are out of sight
    assert [at for at, words in enumerate(columns) if "◆" in words] == [2]
    assert columns[2] == "◆ Own", "a long name would push other columns out of sight"
    assert "Head of ML, bank" in words_of(card)
    beside = page.findChild(BeginCard)
    assert isinstance(beside, BeginCard)
    texts = [one.text() for one in beside.findChildren(QLabel) if one.isVisibleTo(beside) and one.pixmap().isNull()]
    assert "" not in texts, "a text that is not there leaves no gap"
    newest = workspace.latest()
    assert newest is not None
    value = newest.result(workspace.role).match.value
    assert value is not None
    assert model.index(model.rowCount() - 1, 2).data() == labels.match(value)


def test_that_with_every_target_reached_the_page_says_that_no_gap_is_named() -> None:
    shown = built()
    assert [one.area.name for one in shown.focus] == ["Project management"]
    assert shown.no_focus is None
    lowest = given.questionnaire().role("first-line")
    assert built(scored=False).no_focus is None
    reached = score("full", given.answered("full", rating=5, frequency=1.0), given.questionnaire(), lowest)
    guide = files.load_guide(given.ML_MANAGER, given.questionnaire())
    assert guide is not None
    pay = load(given.PROJECT / "assets" / "salary")
    assert state.build(guide, given.questionnaire(), reached, lowest, pay).no_focus == "none_named"


def test_that_questions_about_pay_lead_to_the_salary_page(page: RolePage, window: MainWindow) -> None:
    button = page.findChild(PlaceButton, "to-salary")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(window.current_page(), SalaryPage)


def test_that_before_an_assessment_an_area_shows_what_is_asked_and_leads_to_it(window: MainWindow) -> None:
    page = opened(window)
    assert "After an assessment your own level stands beside each area" in words_of(page)
    page.area_opened.emit("TO")
    area = window.current_page()
    assert isinstance(area, CompetencyPage)
    words = words_of(area)
    assert "No assessment yet. The role asks for 3.5." in words
    assert "How I decide whether a model is good enough" in words
    assert "loan" not in words
    assert area.working.isHidden()
    QTest.mouseClick(area.assess, Qt.MouseButton.LeftButton)
    assert not isinstance(window.current_page(), CompetencyPage)


def test_that_opening_again_builds_nothing_anew(page: RolePage, window: MainWindow) -> None:
    button = page.findChild(AreaButton, "area-TO")
    window.show_page("results")
    assert opened(window) is page
    assert page.findChild(AreaButton, "area-TO") is button


def test_that_every_part_names_a_published_pay_figure_as_the_pay_files_have_it() -> None:
    texts = " ".join(part.text for part in built().questions)
    salary = given.PROJECT / "assets" / "salary"
    published = (salary / "published.yaml").read_text(encoding="utf-8")
    sectors = (salary / "sectors.yaml").read_text(encoding="utf-8")
    figures = ("$237,206", "$188,327", "$303,749", "$376,088", "$117,984")
    for figure in figures:
        assert figure in texts
        assert figure.strip("$").replace(",", "") in published
    assert "$196,060" in texts
    assert "p50: 196060" in sectors
    assert "national_median: 171200" in sectors
