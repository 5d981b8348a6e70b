"""The results: every number as in the scored result, roles, earlier assessments, own targets, one area in full."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests import coaching
from tests.ui import coach
from tests.ui.person import click

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Target
from nextrung.scoring.change import earlier_levels
from nextrung.scoring.result import as_json
from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS
from nextrung.ui.competency import state as competency_state
from nextrung.ui.competency.page import CompetencyPage
from nextrung.ui.results import state as results_state
from nextrung.ui.results.controller import ResultsController
from nextrung.ui.results.focus import FocusCard, TrustCard
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.results.targets_dialog import TargetsDialog
from nextrung.ui.results.working_dialog import WorkingDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.inputs import DecimalBox
from nextrung.workspace import Assessment, Workspace
from nextrung.workspace.targets import TargetsError

SAMPLE = ("sample", "ML-MANAGER-SAMPLE.json")


@pytest.fixture
def sample(workspace: Workspace) -> Assessment:
    return workspace.add_sample(resources.assets(*SAMPLE).read_text(encoding="utf-8"))


@pytest.fixture
def results(qtbot: QtBot, sample: Assessment, workspace: Workspace, theme: Theme) -> MainWindow:
    assert sample.complete
    window = MainWindow(workspace, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.show_page("results")
    return window


def page_of(window: MainWindow) -> ResultsPage:
    page = window.current_page()
    assert isinstance(page, ResultsPage)
    return page


@pytest.mark.parametrize("role", ["first-line", "senior", "director", "mlops-manager", "ai-product-manager"])
def test_that_every_number_of_the_state_is_that_of_the_scored_result(sample: Assessment, role: str) -> None:
    result = sample.result(sample.content.role(role))
    state = results_state.build(sample, result)
    printed = as_json(result)
    assert (state.match, list(state.match_range or ())) == (printed["match"]["value"], printed["match"]["range"])
    assert [entry.id for entry in state.focus] == printed["focus"]
    for row in state.rows:
        expected = printed["competencies"][row.id]
        assert (row.level, row.target, row.gap) == (expected["level"], expected["target"], expected["gap"])
        low, high = expected["range"]
        assert (row.low, row.high) == (1 + low / 25, 1 + high / 25)


def test_that_counts_of_areas_add_up(sample: Assessment) -> None:
    state = results_state.build(sample, sample.result(sample.content.role("senior")))
    assert (state.reached, state.within_reach, state.likely_below, state.without_level) == (3, 0, 6, 0)


def test_that_the_table_shows_the_numbers_of_the_chart(results: MainWindow) -> None:
    click(results, "segment-table")
    model = page_of(results).views.table.model()
    cells = {str(model.index(at, 0).data()): [model.index(at, c).data() for c in range(7)] for at in range(9)}
    assert cells["Project management"] == ["Project management", "2.6", "2.2–3.1", "3.0", "0.4", "likely", "–"]
    assert cells["ML frameworks and tooling"][1:6] == ["3.9", "3.4–4.4", "3.0", "–", "no gap"]


def test_that_another_role_is_shown_at_once_and_remembered(results: MainWindow, workspace: Workspace) -> None:
    page = page_of(results)
    page.role.setCurrentIndex(1)
    page.role.activated.emit(1)
    assert workspace.role.id == "senior"
    click(results, "segment-table")
    assert page.views.table.model().index(0, 0).data() == "Strategic planning"


def test_that_a_row_of_the_details_opens_its_area(results: MainWindow) -> None:
    page = page_of(results)
    click(results, "segment-details")
    first = page.views.details.model().index(0, 0)
    area = str(first.data())
    page.views.details.row_picked.emit(0)
    opened = results.current_page()
    assert isinstance(opened, CompetencyPage)
    assert opened.title.text() == area


def test_that_an_area_opens_with_the_anchors_above_the_answer(results: MainWindow, sample: Assessment) -> None:
    page_of(results).competency_picked.emit("TL")
    assert isinstance(results.current_page(), CompetencyPage)
    result = sample.result(sample.content.role("senior"))
    state = competency_state.build(sample, result, "TL")
    picked = [entry.now.number for entry in state.questions if entry.now]
    assert picked == sorted(picked)
    for entry in state.questions:
        assert entry.now
        assert entry.up is None or entry.up.number == entry.now.number + 1
    rated = next(entry for entry in state.questions if entry.item == "TL-B1")
    assert (rated.now and rated.now.label, rated.up and rated.up.label) == ("Independent", "Leading")
    assert rated.up == rated.steps[3]
    assert len(state.situations) == 2
    assert all(any(option.best for option in one.explained) for one in state.situations)
    fitting = [action.id for action in state.actions if action.fits]
    assert fitting
    assert [action.id for action in state.actions[: len(fitting)]] == fitting


def test_that_the_focus_says_how_firm_it_is(qtbot: QtBot, results: MainWindow) -> None:
    page = page_of(results)
    labels = page.findChildren(type(page.title))
    qtbot.waitUntil(lambda: any("Its place among the first" in label.text() for label in labels))
    firm = next(label for label in labels if "Its place among the first" in label.text())
    assert "of 100 redraws of these same answers" in firm.toolTip()
    assert "%" not in firm.text()


def test_that_an_earlier_assessment_shows_as_rings(workspace: Workspace, sample: Assessment) -> None:
    lower = workspace.start("full")
    for answer in sample.answers.values():
        changed = replace(answer, value=1.0) if answer.item.startswith("TL-B") else answer
        lower = workspace.answer(lower, changed)
    newest = workspace.finish(lower)
    (record,) = workspace.earlier_than(newest)
    role = workspace.role
    compared = workspace.assessment(record.id)
    state = results_state.build(newest, newest.result(role), earlier=[record], compared=compared)
    rows = {row.id: row for row in state.rows}
    assert rows["TL"].earlier == pytest.approx(1 + 4 * 3.375 / 6.5)
    assert rows["TL"].level == pytest.approx(1 + 4 * (0.5 * 1.75) / 6.5)


def test_that_quick_and_full_are_compared_through_the_quick_items(workspace: Workspace, sample: Assessment) -> None:
    quick = workspace.start("quick")
    for item in quick.items:
        quick = workspace.answer(quick, sample.answers[item.id])
    quick = workspace.finish(quick)
    levels = earlier_levels(quick, sample)
    own = quick.result(workspace.role)
    assert levels == {one: score.level for one, score in own.competencies.items()}


def test_that_no_chance_offers_how_to_get_one(workspace: Workspace, sample: Assessment) -> None:
    hiring = ("TL-B7", "TL-B10", "TL-F5")
    without = {item: replace(sample.answers[item], value=None, no_chance=True) for item in hiring}
    answers = {**sample.answers, **without}
    assessment = replace(sample, answers=answers)
    state = results_state.build(assessment, assessment.result(workspace.role))
    assert [(chance.area, chance.facet) for chance in state.chances] == [
        ("Team leadership", "Hiring and talent growth")
    ]


def test_that_own_targets_are_kept_and_compared_with(results: MainWindow, workspace: Workspace) -> None:
    def edit() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TargetsDialog)
        dialog.name.setText("Lead at our place")
        [level] = [box for box in dialog.findChildren(DecimalBox) if "Strategic planning" in box.accessibleName()]
        level.setValue(4.0)
        dialog.accept_button.click()

    QTimer.singleShot(0, edit)
    click(results, "own-targets")
    assert workspace.role.name == "Lead at our place"
    assert workspace.role.targets["SP"].level == 4.0
    assert page_of(results).role.currentText() == "Lead at our place"
    database, salary = workspace.safety.database, resources.assets("salary")
    again = Workspace.look(database, resources.questionnaire_folders(), salary)
    assert again.role.targets == workspace.role.targets
    again.close()


@pytest.mark.parametrize(
    ("name", "target"),
    [("", Target(3.0, 3)), ("x" * 61, Target(3.0, 3)), ("Mine", Target(1.0, 3)), ("Mine", Target(3.0, 6))],
)
def test_that_a_profile_that_cannot_be_scored_is_refused(
    workspace: Workspace, sample: Assessment, name: str, target: Target
) -> None:
    person = workspace.person
    assert person is not None
    assert sample.complete
    with pytest.raises(TargetsError):
        workspace.targets.save(person.id, workspace.role, name, {"TL": target})
    assert workspace.targets.profiles(person.id) == ()


def test_that_the_working_of_the_match_can_be_read(results: MainWindow) -> None:
    seen: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WorkingDialog)
        seen.extend(label.text() for label in dialog.findChildren(type(page_of(results).title)))
        dialog.reject()

    QTimer.singleShot(0, read)
    page_of(results).working.click()
    assert any(re.search(r"= 95\.\d\d; it is shown rounded down", words) for words in seen)


def test_that_an_older_result_is_shown_as_it_was(
    workspace: Workspace, sample: Assessment, theme: Theme, qtbot: QtBot
) -> None:
    quick = workspace.start("quick")
    for item in quick.items:
        quick = workspace.answer(quick, replace(sample.answers[item.id], value=1.0, choice=None, confidence=None))
    workspace.finish(quick)
    window = MainWindow(workspace, theme)
    qtbot.addWidget(window)
    controller = ResultsController(workspace, theme, window)
    page = controller.show_assessment(sample.record.id)
    qtbot.addWidget(page)
    assert isinstance(page, ResultsPage)
    page.views.views.chosen.emit("table")
    assert page.views.table.model().index(0, 1).data() == "2.6"


def test_that_no_chance_at_all_is_never_called_too_few_answers(
    qtbot: QtBot, workspace: Workspace, theme: Theme
) -> None:
    assessment = workspace.start("quick")
    for item in assessment.items:
        given = Answer(item.id, skipped=True) if item.kind is Kind.SCENARIO else Answer(item.id, no_chance=True)
        assessment = workspace.answer(assessment, given)
    workspace.finish(assessment)
    window = MainWindow(workspace, theme)
    qtbot.addWidget(window)
    window.show()
    window.show_page("results")
    QApplication.processEvents()
    page = page_of(window)
    words = "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
    assert "little chance so far" in words
    assert "too few" not in words


def test_that_a_change_of_role_is_taken_back_by_key(qtbot: QtBot, window: MainWindow) -> None:
    coaching.assess(window.workspace)
    window.show_page("results")
    before = window.workspace.role.id
    page = window.current_page()
    assert isinstance(page, ResultsPage)
    assert not page.undo_role.isVisible()
    page.role_chosen.emit("director")
    assert page.undo_role.isVisible()
    coach.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workspace.role.id == before)
    assert not page.undo_role.isVisible()


def test_that_the_name_of_own_targets_is_whole_and_save_stands_where_dialogs_have_it(results: MainWindow) -> None:
    seen: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TargetsDialog)
        wanted = dialog.name.fontMetrics().horizontalAdvance(dialog.name.text())
        seen.append(dialog.name.contentsRect().width() > wanted + 20)
        seen.append(dialog.accept_button.x() > dialog.cancel_button.x())
        dialog.reject()

    QTimer.singleShot(0, look)
    click(results, "own-targets")
    assert seen == [True, True]


def test_that_the_chosen_comparison_says_by_itself_what_it_is(theme: Theme) -> None:
    stop = next(one for one in STOPS if one[0] == "3-results-compared")
    with opened(stop, theme, View()) as window:
        box = page_of(window).comparison
        assert [box.itemText(at) for at in range(2)] == ["Compare with…", "Earlier: 8 Apr 2026, full"]
        box.setCurrentIndex(1)
        box.activated.emit(1)
        settle()
        assert box.currentText() == "Earlier: 8 Apr 2026, full"
        assert box.itemText(0) == "Without comparison"


def test_that_how_far_to_trust_it_stands_right_below_what_to_work_on(results: MainWindow) -> None:
    page = page_of(results)
    page.views.views.chosen.emit("details")
    settle()
    focus, trust = page.findChildren(FocusCard)[0], page.findChildren(TrustCard)[0]
    assert focus.height() <= focus.heightForWidth(focus.width()) + 1
    assert trust.geometry().top() - focus.geometry().bottom() < 30
