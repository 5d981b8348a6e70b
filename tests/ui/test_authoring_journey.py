"""A questionnaire is made by keyboard, published, taken, reported, exported, and taken on a second data folder."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from tests.first_start import begun
from tests.ui import person
from tests.ui.author import add, field, listed, pick, press, publish, typed, written_page

from nextrung import app
from nextrung.paths import QUESTIONNAIRE_ENDING
from nextrung.questionnaire import files
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.assess.home import AssessHome
from nextrung.ui.authoring.page import AuthoringPage
from nextrung.ui.report.export_dialog import ExportDialog
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.toast import Toast
from nextrung.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus come to the front


SOON = 20_000
"""Milliseconds to wait for work in the background on a busy machine."""


def write(page: AuthoringPage, window: MainWindow) -> None:
    """Two areas, six items of three kinds, one role: all by keyboard."""
    pick(page, "New questionnaire")
    typed(page, "title", "Our ladder")
    pick(page, "New area")
    for area in ("Delivery", "People"):
        if area == "People":
            add(page, "area")
        typed(page, "name", area)
        for number in (1, 2):
            add(page, "rating")
            typed(page, "stem", f"How I do {area} {number}")
            for point in range(1, 6):
                typed(page, f"anchors.{point}", f"{area} {number}{point}.")
        add(page, "frequency")
        typed(page, "stem", f"How often {area}?")
    add(page, "role")
    typed(page, "name", "Tech lead")
    box = field(page, next(row.field.way for row in page.form.rows if row.field.way.startswith("targets.")))
    assert isinstance(box, QComboBox)
    box.setFocus()
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Down)
    wait_until_idle(window)


def take_by_keys(window: MainWindow, level: int) -> None:
    """Start “Our ladder” in full on the page Assess, answer all of it, and finish."""
    QTest.keySequence(window, "Ctrl+2")
    wait_until_idle(window)
    home = window.current_page()
    assert isinstance(home, AssessHome)
    box = home.questionnaire.field.box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert box.currentText() == "Our ladder"
    wait_until_idle(window)
    home = window.current_page()  # built anew for what was chosen
    assert isinstance(home, AssessHome)
    press(window, home.full)
    for _ in range(6):
        person.digit(level)
        person.go_on(window)
    assert isinstance(window.current_page(), AnswersPage)
    person.press(Qt.Key.Key_Return)  # Finish
    wait_until_idle(window)
    assert isinstance(window.current_page(), ResultsPage)


def report_by_keys(window: MainWindow, file: Path, qtbot: QtBot) -> str:
    """Write the report of what the results page shows."""
    (button,) = (one for one in window.current_page().findChildren(Button) if one.objectName() == "report")
    press(window, button)
    (dialog,) = (one for one in window.findChildren(ExportDialog) if one.isVisible())
    dialog.kind.setFocus()
    QTest.keyClick(dialog.kind, Qt.Key.Key_Home)
    for _ in range(dialog.kind.findData("md")):
        QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
    wait_until_idle(window)
    press(window, dialog.accept_button)
    person.type_file(file)
    qtbot.waitUntil(file.exists, timeout=SOON)
    return file.read_text(encoding="utf-8")


def test_that_one_is_made_published_taken_reported_exported_and_taken_elsewhere(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace.add_person("Jana")
    press(window, listed(window).new)
    page = written_page(window)
    write(page, window)
    publish(page, window)
    assert "“Our ladder” 1.0.0 was published" in window.findChildren(Toast)[0].message
    content = files.load(tmp_path / "data" / "questionnaires" / "our-ladder")
    assert list(content.items_by_id) == ["DE-B1", "DE-B2", "DE-F1", "PE-B1", "PE-B2", "PE-F1"]
    assert [(role.id, role.targets["DE"].level) for role in content.roles] == [("tech-lead", 3.0)]

    take_by_keys(window, 4)
    taken = workspace.latest()
    assert taken is not None
    assert taken.result(workspace.role).match.value == 100
    assert "made by Jana, not reviewed by Next Rung" in report_by_keys(window, tmp_path / "report.md", qtbot)

    card = listed(window)
    card.table.selectRow(2)
    press(window, card.export)
    file = tmp_path / f"ladder{QUESTIONNAIRE_ENDING}"
    person.type_file(file)
    qtbot.waitUntil(file.exists, timeout=SOON)

    with closing(app.open_workspace(begun(tmp_path / "elsewhere").parent)) as other:
        other.add_person("Ben")
        second = MainWindow(other, window.theme)
        qtbot.addWidget(second)
        second.show()
        second.activateWindow()
        second.arrivals.open_file(file)  # as a double click does
        coming = second.commands.questionnaire.page
        wait_until_idle(second)
        assert "made by Jana, not reviewed by Next Rung" in coming._notes.text()
        press(second, coming.accept)
        take_by_keys(second, 2)
        elsewhere = other.latest()
        assert elsewhere is not None
        assert elsewhere.content.blueprint.author == "Jana"
        assert elsewhere.record.questionnaire == taken.record.questionnaire  # the same content to the last letter
        assert "made by Jana, not reviewed by Next Rung" in report_by_keys(second, tmp_path / "other.md", qtbot)
