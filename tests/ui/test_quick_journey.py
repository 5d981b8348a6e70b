"""The main job, whole: the Quick form by keyboard alone, then the results; every answer found by another process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar
from pytestqt.qtbot import QtBot
from tests import every
from tests.ui.person import click, digit, go_on, press, question

from nextrung import app
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Questionnaire
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.welcome.page import WelcomePage
from nextrung.workspace import Workspace

READ_BACK = """
import json, sys
from pathlib import Path
from nextrung.store import assessments, people
from nextrung.store.database import open_database
connection = open_database(Path(sys.argv[1]) / "nextrung.db")
(person,) = people.all_people(connection)
(record,) = assessments.of_person(connection, person.id)
print(json.dumps({"complete": record.completed_at is not None, "answers": {
    item: [a.value, a.choice, a.confidence, a.no_chance, a.skipped, a.note, a.seconds is not None]
    for item, a in assessments.answers(connection, record.id).items()}}))
"""


def stored_in_another_process(folder: Path) -> dict[str, object]:
    command = [sys.executable, "-c", READ_BACK, str(folder)]
    environment = {"PYTHONPATH": str(Path(app.__file__).parents[1]), "PATH": ""}
    output = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    found = json.loads(output)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def chosen(each: str, workspace: Workspace) -> Questionnaire:
    """The questionnaire to take."""
    return every.choose(workspace, each)


def test_that_the_quick_form_is_taken_by_keyboard_and_every_answer_is_found_by_another_process(
    chosen: Questionnaire, window: MainWindow, tmp_path: Path
) -> None:
    expected: dict[str, list[object]] = {}
    press(Qt.Key.Key_Return)  # Start
    for number, item in enumerate(chosen.form_items("quick")):
        assert question(window).state.item == item.id
        if number == 3:
            press(Qt.Key.Key_S)
            expected[item.id] = [None, None, None, False, True, "", True]
            continue  # S goes on by itself
        if number == 5:
            press(Qt.Key.Key_0)
            expected[item.id] = [None, None, None, True, False, "", True]
        elif item.kind is Kind.SCENARIO:
            digit(2)
            choice = question(window).state.choices[1].value
            if chosen.has_checks:
                press(Qt.Key.Key_Return)  # on to the confidence taps
                digit(3)
            expected[item.id] = [None, choice, "fairly_sure" if chosen.has_checks else None, False, False, "", True]
        else:
            picked = number % 5 + 1
            digit(picked)
            value = float(picked) if item.kind is Kind.RATING else (picked - 1) / 4
            expected[item.id] = [value, None, None, False, False, "", True]
        stored = stored_in_another_process(tmp_path / "data") if number in (0, 8) else None
        if stored is not None:
            assert stored["answers"] == expected, "the answer is on disk before the next question shows"
        go_on(window)
    assert len(expected) == chosen.scored_count("quick")
    assert isinstance(window.current_page(), AnswersPage)
    press(Qt.Key.Key_Return)  # Finish
    assert isinstance(window.current_page(), ResultsPage)
    stored = stored_in_another_process(tmp_path / "data")
    assert stored == {"complete": True, "answers": expected}


def test_that_closing_and_opening_again_lands_on_the_same_question(
    qtbot: QtBot, window: MainWindow, theme: Theme, tmp_path: Path
) -> None:
    press(Qt.Key.Key_Return)
    for picked in (4, 2, 1):
        digit(picked)
        press(Qt.Key.Key_Return)
    stopped = question(window).state.item
    window.close()
    again = MainWindow(app.open_workspace(tmp_path / "data"), theme)
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert question(again).state.item == stopped
    press(Qt.Key.Key_Backspace)
    assert [choice.chosen for choice in question(again).state.choices] == [True, False, False, False, False]


def test_that_an_example_is_kept_with_the_answer(window: MainWindow, workspace: Workspace) -> None:
    press(Qt.Key.Key_Return)
    digit(4)
    press(Qt.Key.Key_E)
    QTest.keyClicks(question(window).note.field, "Weekly notes 1-5")
    QTest.keyClick(question(window).note.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened = workspace.open_assessment()
    assert opened is not None
    assert opened.answers["TL-B1"].note == "Weekly notes 1-5"
    assert opened.answers["TL-B1"].value == 4


def test_that_enter_without_an_answer_stays_and_says_what_to_do(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)
    before = question(window).state.item
    press(Qt.Key.Key_Return)
    assert question(window).state.item == before
    assert "skip" in question(window).hint_text()


def test_that_a_scenario_does_not_go_on_without_a_confidence(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)
    while question(window).state.kind is not Kind.SCENARIO:
        digit(1)
        press(Qt.Key.Key_Return)
    here = question(window).state.item
    digit(1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert question(window).state.item == here
    digit(4)
    press(Qt.Key.Key_Return)
    assert question(window).state.item != here


def test_that_what_sureness_means_stands_where_it_is_asked(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)
    while question(window).state.kind is not Kind.SCENARIO:
        digit(1)
        press(Qt.Key.Key_Return)
    taps = question(window).taps
    words = " ".join(label.text() for label in taps.findChildren(QLabel) if label.isVisible())
    guessed = round(100 / len(question(window).state.choices))
    assert f"Guessing: right in {guessed} of 100 cases, Certain: in 95. No level changes." in words
    assert taps.taps[2].toolTip() == "About 75 of 100 answers of this kind are the best one."
    assert "Key 3" in taps.taps[2].accessibleDescription()


def test_that_pause_offers_to_go_on_where_it_stopped(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)
    digit(3)
    press(Qt.Key.Key_Return)
    here = question(window).state.item
    press(Qt.Key.Key_Escape)
    click(window, "go-on")
    assert question(window).state.item == here


def test_that_no_chance_can_be_taken_back(window: MainWindow, workspace: Workspace) -> None:
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_0)
    assert question(window).state.no_chance
    press(Qt.Key.Key_0)
    opened = workspace.open_assessment()
    assert opened is not None
    assert opened.answers == {}


def test_that_the_sample_can_be_looked_at_and_removed(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    click(window, "look-around")
    assert isinstance(window.current_page(), ResultsPage)
    click(window, "remove-sample")
    qtbot.waitUntil(lambda: isinstance(window.current_page(), WelcomePage))
    assert workspace.person is None


def test_that_the_bar_of_progress_ends_at_one_place_at_each_question(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)
    ends = set()
    for _ in range(12):
        digit(1)
        press(Qt.Key.Key_Return)
        QApplication.processEvents()
        bar = question(window).findChild(QProgressBar)
        assert bar is not None
        ends.add(bar.geometry().right())
    assert len(ends) == 1
