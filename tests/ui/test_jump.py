"""Ctrl+K and the head of the navigation: the current person, changed from any page."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import coach

from nextrung.tour import coach as tour_coach
from nextrung.ui.competency.page import CompetencyPage
from nextrung.ui.plan.detail import StepPage
from nextrung.ui.plan.page import PlanPage
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.shell.current_person import CurrentPersonButton
from nextrung.ui.shell.jump import JumpDialog, matching
from nextrung.ui.shell.jump_entry import JumpEntry
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

CONTROL = Qt.KeyboardModifier.ControlModifier


def nothing() -> None:
    pass


ENTRIES = [
    JumpEntry("Salary", "page", nothing),
    JumpEntry("Sam Albright", "person", nothing, "bank"),
    JumpEntry("Alma Sato", "person", nothing, "start-up"),
    JumpEntry("Results", "page", nothing),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Salary", "Sam Albright", "Alma Sato", "Results"]),
        ("sa", ["Salary", "Sam Albright", "Alma Sato"]),
        ("SAM", ["Sam Albright"]),
        ("al", ["Alma Sato", "Sam Albright", "Salary"]),
        ("bank", ["Sam Albright"]),
        ("person sato", ["Alma Sato"]),
        ("nobody", []),
    ],
)
def test_that_names_that_begin_so_come_first_and_every_word_must_fit(typed: str, found: list[str]) -> None:
    assert [entry.name for entry in matching(ENTRIES, typed)] == found


@pytest.fixture
def three(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    return coach.opened(qtbot, workspace, theme, tour_coach.people(3, assessments=1))


def jump(window: MainWindow, typed: str) -> JumpDialog:
    coach.key(Qt.Key.Key_K, CONTROL)
    dialog = window.findChildren(JumpDialog)[-1]
    coach.write(typed)
    return dialog


def test_that_ctrl_k_goes_to_a_page_by_a_few_letters(three: MainWindow) -> None:
    jump(three, "sal")
    coach.key(Qt.Key.Key_Return)
    assert isinstance(three.current_page(), SalaryPage)


def test_that_ctrl_k_makes_it_another_persons_turn_and_stays_at_the_place(
    three: MainWindow, workspace: Workspace
) -> None:
    workspace.plan.add_own(OwnStep("Only Amara's step"))
    three.show_page("plan")
    assert "Only Amara's step" in coach.words_of(three)
    jump(three, "chen")
    coach.key(Qt.Key.Key_Return)
    assert workspace.person is not None
    assert workspace.person.name == "Chen Wei"
    assert isinstance(three.current_page(), PlanPage)
    assert "Only Amara's step" not in coach.words_of(three)


def test_that_the_arrow_keys_choose_and_escape_changes_nothing(three: MainWindow, workspace: Workspace) -> None:
    before = workspace.person
    dialog = jump(three, "e")
    first, second = dialog.shown()[:2]
    coach.key(Qt.Key.Key_Down)
    assert dialog.list.currentIndex().row() == 1
    assert first != second
    coach.key(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert workspace.person == before


def test_that_what_fits_nothing_says_so_and_enter_does_nothing(three: MainWindow) -> None:
    page = three.current_page()
    dialog = jump(three, "zzz")
    assert "Nothing here has this name." in coach.words_of(dialog)
    coach.key(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert three.current_page() is page


def test_that_hidden_names_are_not_in_the_list_of_ctrl_k(three: MainWindow, workspace: Workspace) -> None:
    three.toggle_names()
    dialog = jump(three, "person 0")
    assert dialog.shown() == ["Person 01", "Person 02", "Person 03"]
    coach.key(Qt.Key.Key_Down)
    coach.key(Qt.Key.Key_Return)
    assert workspace.person is not None
    assert workspace.person.number == 2


def test_that_ctrl_k_opens_the_results_at_an_area(three: MainWindow, workspace: Workspace) -> None:
    area = workspace.installed.questionnaire.competencies[2]
    dialog = jump(three, area.name)
    assert dialog.shown() == [area.name, *(action.title for action in area.actions)]
    coach.key(Qt.Key.Key_Return)
    page = three.current_page()
    assert isinstance(page, CompetencyPage)
    assert page.title.text() == area.name
    assert three.findChildren(Button, "nav-results")[0].isChecked()


def test_that_ctrl_k_opens_the_plan_at_a_step(three: MainWindow, workspace: Workspace) -> None:
    workspace.plan.add_own(OwnStep("Read the last three incident reports"))
    dropped = workspace.plan.add_own(OwnStep("Read something else"))
    workspace.plan.drop(dropped.id)
    three.show_page("salary")
    dialog = jump(three, "read")
    assert "Read something else" not in dialog.shown()
    assert dialog.shown()[0] == "Read the last three incident reports"
    coach.key(Qt.Key.Key_Return)
    assert isinstance(three.current_page(), StepPage)
    assert three.findChildren(QLineEdit, "step-title")[0].text() == "Read the last three incident reports"


def test_that_ctrl_k_opens_an_area_at_an_action_that_is_not_planned_yet(
    qtbot: QtBot, three: MainWindow, workspace: Workspace
) -> None:
    area = workspace.installed.questionnaire.competencies[3]
    action = area.actions[-1]
    assert jump(three, action.title).shown() == [action.title]
    coach.key(Qt.Key.Key_Return)
    page = three.current_page()
    assert isinstance(page, CompetencyPage)
    assert page.title.text() == area.name
    add = page.findChildren(Button, f"add-{action.id}")[0]
    qtbot.waitUntil(add.hasFocus)
    assert not add.visibleRegion().isEmpty()
    add.click()
    three.show_page("salary")
    found = jump(three, action.title)
    coach.key(Qt.Key.Key_Return)
    assert found.shown() == [action.title]
    assert isinstance(three.current_page(), StepPage)


def test_that_areas_are_found_once_there_is_a_result(qtbot: QtBot, workspace: Workspace, theme: Theme) -> None:
    window = coach.opened(qtbot, workspace, theme, partial(add, "Alex"))
    area = workspace.installed.questionnaire.competencies[0].name
    assert area not in jump(window, area).shown()


def test_that_others_can_add_what_is_found(three: MainWindow) -> None:
    gone_to: list[str] = []
    three.shortcuts.add_source(lambda: [JumpEntry("The third way", "idea", partial(gone_to.append, "there"))])
    jump(three, "third")
    coach.key(Qt.Key.Key_Return)
    assert gone_to == ["there"]


def test_that_somebody_alone_finds_pages_but_no_people(qtbot: QtBot, workspace: Workspace, theme: Theme) -> None:
    window = coach.opened(qtbot, workspace, theme, partial(add, "Alex"))
    dialog = jump(window, "")
    assert "Results" in dialog.shown()
    assert not {"Alex", "People", "Sessions", "Hide names"} & set(dialog.shown())


def add(name: str, workspace: Workspace) -> None:
    workspace.add_person(name)


def test_that_the_menu_at_the_head_changes_whose_turn_it_is(three: MainWindow, workspace: Workspace) -> None:
    three.show_page("results")
    head = three.findChild(CurrentPersonButton)
    assert head is not None
    menu = head.menu_of_people()
    people = [action for action in menu.actions() if action.data()]
    assert [action.text() for action in people] == ["Amara Okafor", "Ben Lind", "Chen Wei"]
    assert [action.isChecked() for action in people] == [True, False, False]
    people[1].trigger()
    assert workspace.person is not None
    assert workspace.person.name == "Ben Lind"
    assert isinstance(three.current_page(), ResultsPage)
    assert head.accessibleName().startswith("Ben Lind")


def test_that_the_head_opens_no_menu_for_somebody_alone(qtbot: QtBot, workspace: Workspace, theme: Theme) -> None:
    window = coach.opened(qtbot, workspace, theme, partial(add, "Alex"))
    head = window.findChild(CurrentPersonButton)
    assert head is not None
    assert head.focusPolicy() is Qt.FocusPolicy.NoFocus
    head.click()
    assert head.findChildren(QWidget) == []


def test_that_nothing_of_the_person_before_stays_in_the_window(three: MainWindow, workspace: Workspace) -> None:
    workspace.people.save_notes(workspace.people.everyone()[0].id, "a secret about Amara")
    for place in ("overview", "results", "plan", "history", "sessions", "salary", "assess"):
        three.show_page(place)
    three.switch_person(workspace.people.everyone()[1].id, "sessions")
    coach.focused()
    from PySide6.QtWidgets import QLabel, QPlainTextEdit

    texts = [label.text() for label in three.findChildren(QLabel)]
    texts += [field.toPlainText() for field in three.findChildren(QPlainTextEdit)]
    assert not [text for text in texts if "Amara" in text]


def test_that_going_somewhere_is_offered_only_where_there_is_somewhere_to_go(window: MainWindow) -> None:
    jump = window.menus.command("jump")
    assert not jump.isVisible()
    window.workspace.add_person("Ada")
    window.show_page("overview")
    assert jump.isVisible()
