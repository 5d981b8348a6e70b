"""The page of evidence: told, changed, deleted and undone by keyboard; links open on a click alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from tests import given
from tests.ui.person import name_file, press

from nextrung.assessment.answer import Answer
from nextrung.evidence.example import ExampleFields
from nextrung.report.pack import PACK_DEFAULTS
from nextrung.tour import evidence as evidence_tour
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.evidence.controller import EvidenceController
from nextrung.ui.evidence.form import ExampleDialog
from nextrung.ui.evidence.pack_dialog import PackDialog
from nextrung.ui.evidence.page import EvidencePage
from nextrung.ui.practice.page import PracticePage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets import opening
from nextrung.workspace import Workspace

TOLD = ExampleFields("Paired interviews", "TL2", situation="Two hires left.", day="2026-05-01", link="/no/such.odt")


def page_of(window: MainWindow) -> EvidencePage:
    window.show_page("evidence")
    page = window.current_page()
    assert isinstance(page, EvidencePage)
    return page


def dialog(page: EvidencePage) -> ExampleDialog:
    (found,) = [one for one in page.findChildren(ExampleDialog) if one.isVisible()]
    return found


def part(page: EvidencePage, name: str) -> str:
    label = page.detail.findChild(QWidget, f"part-{name}")
    assert label is not None
    return str(label.property("text"))


def titles(page: EvidencePage) -> list[str]:
    return [one.title for one in page.list.examples.rows]


def problem(page: EvidencePage) -> str:
    shown = page._problem
    return shown.text() if shown is not None and shown.isVisible() else ""


def test_that_an_empty_page_says_what_will_be_there(window: MainWindow) -> None:
    page = page_of(window)
    assert not page.detail.isVisible()
    assert page._none.isVisible()
    assert "stays on this computer" in page._none.text()


def test_that_an_example_is_told_by_keyboard(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = page_of(window)
    page.add.setFocus()
    press(Qt.Key.Key_Space)
    form = dialog(page)
    qtbot.waitUntil(form.name.hasFocus)
    QTest.keyClicks(form.name, "Handed over")
    press(Qt.Key.Key_Return)
    assert workspace.evidence.examples() == (), "it has no place on the map yet"
    assert "Choose what the example shows" in form._problem.text()
    form.facet.setFocus()
    press(Qt.Key.Key_Down)
    form.parts["action"].setFocus()
    QTest.keyClicks(form.parts["action"].field, "Asked first")
    form.accept_button.setFocus()
    press(Qt.Key.Key_Space)
    (saved,) = workspace.evidence.examples()
    assert (saved.title, saved.facet, saved.action) == ("Handed over", "TL1", "Asked first")
    assert titles(page) == ["Handed over"]
    assert part(page, "action") == "Asked first"
    assert "Result" in part(page, "missing")


def test_that_notes_stand_there_and_become_examples(window: MainWindow, workspace: Workspace) -> None:
    workspace.answer(workspace.start("quick"), Answer("TL-B1", value=4.0, note="Coached Sam"))
    page = page_of(window)
    assert titles(page) == ["Coached Sam"]
    assert part(page, "note") == "Coached Sam"
    assert not page.detail.delete.isVisible()
    page.list.setFocus()
    press(Qt.Key.Key_Return)
    form = dialog(page)
    form.parts["result"].field.setPlainText("Sam leads now")
    form.accept_button.click()
    (saved,) = workspace.evidence.examples()
    assert (saved.is_kept, saved.note, saved.result, saved.level) == (True, "Coached Sam", "Sam leads now", 4.0)
    assert page.detail.delete.isVisible()


def test_that_the_map_chooses_what_is_listed(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_sample(given.SAMPLE.read_text(encoding="utf-8"))
    for title, facet in (("One", "TL1"), ("Two", "TL2"), ("Three", "SC2"), ("Four", "not-known")):
        workspace.evidence.save(ExampleFields(title, facet))
    page = page_of(window)
    here = [one.title for one in workspace.evidence.examples()]
    assert sorted(titles(page)) == sorted(here)
    page.map.setFocus()
    press(Qt.Key.Key_Down)
    assert {"One", "Two"} <= set(titles(page))
    assert "Three" not in titles(page)
    for _ in range(9):
        press(Qt.Key.Key_Down)
    assert titles(page) == ["Four"]


def test_that_a_likely_question_leads_to_the_example_that_is_missing(window: MainWindow, workspace: Workspace) -> None:
    workspace.evidence.save(ExampleFields("Paired", "TL4"))
    page = page_of(window)
    page.map.area_chosen.emit("TL")
    rows = {one.id: one for one in page.questions.questions.rows}
    assert (rows["TL4-Q1"].titles, rows["TL1-Q1"].titles) == (("Paired",), ())
    assert {one.facet[:2] for one in rows.values()} == {"TL"}
    page.questions.table.setFocus()
    press(Qt.Key.Key_Down)
    asked = page.questions.questions.rows[1]
    assert page.questions._asked.text() == asked.ask
    assert all(point in page.questions._good.text() for point in asked.good)
    page.questions.add.click()
    form = dialog(page)
    assert form.facet.currentData() == asked.facet
    form.name.setText("A hard talk")
    form.accept_button.click()
    assert {one.facet for one in workspace.evidence.examples()} == {"TL4", asked.facet}


def test_that_no_questions_are_shown_where_none_are_known(window: MainWindow, workspace: Workspace) -> None:
    made = workspace.own_questionnaires.copy_work("first-time-manager", "Mine")()
    workspace.own_questionnaires.settle()
    workspace.choose_questionnaire(made)
    page = page_of(window)
    assert not page.questions.isVisible()
    page.practise.click()
    practice = window.current_page()
    assert isinstance(practice, PracticePage)
    assert not practice.begin.isVisible()
    assert "no likely questions for this questionnaire" in practice._about.text()


def test_that_a_first_time_manager_has_questions_of_their_own(window: MainWindow, workspace: Workspace) -> None:
    workspace.choose_questionnaire("first-time-manager")
    page = page_of(window)
    assert page.questions.isVisible()
    assert {one.facet[:2] for one in page.questions.questions.rows} == {"PL", "TM", "DL", "SH", "DD", "SM"}


def test_that_deleting_is_undone_by_key(window: MainWindow, workspace: Workspace) -> None:
    saved = workspace.evidence.save(TOLD)
    page = page_of(window)
    page.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert workspace.evidence.examples() == ()
    assert page.undo.isVisible()
    page.undo.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.evidence.examples() == (saved,)


def test_that_a_half_filled_form_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.add.click()
    form = dialog(page)
    QTest.keyClicks(form.name, "Begun")
    QTest.keyClicks(form.parts["situation"].field, "It was late")
    qtbot.waitUntil(lambda: window.workspace.draft("example").fields().get("example-situation") == "It was late")
    form.hide()
    form.deleteLater()
    page.add.click()
    again = dialog(page)
    assert (again.name.text(), again.parts["situation"].text()) == ("Begun", "It was late")
    again.reject()
    assert window.workspace.draft("example").fields() == {}


def test_that_rich_text_is_plain_and_a_huge_text_is_refused_in_a_sentence(window: MainWindow) -> None:
    page = page_of(window)
    page.add.click()
    field = dialog(page).parts["situation"].field
    assert isinstance(field, QPlainTextEdit)
    mime = QMimeData()
    mime.setHtml("<b>bold</b>")
    mime.setText("<b>{{ bold }}</b>")
    field.insertFromMimeData(mime)
    assert field.toPlainText() == "<b>{{ bold }}</b>"
    mime.setText("x" * 2_000_000)
    field.insertFromMimeData(mime)
    assert field.toPlainText() == "<b>{{ bold }}</b>"
    assert "2,000,017 long; at most 10,000" in dialog(page).parts["situation"]._said.text()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system is asked to open: the one thing of it that a test must not do."""
    asked: list[str] = []

    def take(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return asked


def _with_link(workspace: Workspace, link: str) -> None:
    workspace.evidence.save(ExampleFields("Linked", "TL1", link=link))


def test_that_a_link_opens_on_a_click_alone(
    window: MainWindow, workspace: Workspace, opened: list[str], tmp_path: Path
) -> None:
    document = tmp_path / "review.odt"
    document.touch()
    _with_link(workspace, "https://example.org/review")
    page = page_of(window)
    assert opened == []
    page.detail.link.click()
    assert opened == ["https://example.org/review"]
    _with_link(workspace, str(document))
    page = page_of(window)
    page.list.setCurrentIndex(page.list.examples.index(1, 0))
    page.detail.link.click()
    wait_until_idle(window)
    assert opened[1:] == [QUrl.fromLocalFile(str(document)).toString()]


@pytest.mark.parametrize(
    ("link", "said"),
    [("javascript:alert(1)", "neither a web page"), ("/no/such.odt", "There is no file at /no/such.odt")],
)
def test_that_what_cannot_be_opened_is_said(
    window: MainWindow, workspace: Workspace, opened: list[str], link: str, said: str
) -> None:
    _with_link(workspace, link)
    page = page_of(window)
    page.detail.link.click()
    wait_until_idle(window)
    assert opened == []
    assert said in problem(page)


def test_that_what_may_be_a_program_is_shown_and_not_started(tmp_path: Path, opened: list[str]) -> None:
    program = tmp_path / "setup.desktop"
    program.touch()
    opening.open_document(program)
    assert opened == [QUrl.fromLocalFile(str(tmp_path)).toString()]


def pack_dialog(window: MainWindow) -> PackDialog:
    page = page_of(window)
    page.pack.setFocus()
    press(Qt.Key.Key_Space)
    wait_until_idle(window)
    (found,) = [one for one in page.findChildren(PackDialog) if one.isVisible()]
    return found


def test_that_a_pack_is_chosen_looked_at_and_saved(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    evidence_tour.told(workspace)
    form = pack_dialog(window)
    assert form.preview.pages > len(workspace.evidence.examples())
    form.kinds["promotion"].click()
    assert {part for part, box in form.parts.items() if box.isChecked()} == PACK_DEFAULTS["promotion"]
    form.kind.setCurrentIndex(form.kind.findData("md"))
    form.kind.activated.emit(form.kind.currentIndex())
    QTest.keyClicks(form.names.field, "Priya = my manager")
    qtbot.waitUntil(lambda: "My manager, manager" in form.preview.text.toPlainText())
    assert "Priya" not in form.preview.text.toPlainText().replace("Priya = ", "")
    press_save = form.accept_button
    press_save.setFocus()
    press(Qt.Key.Key_Space)
    name_file(tmp_path / "case.md")
    qtbot.waitUntil((tmp_path / "case.md").exists)
    wait_until_idle(window)
    written = (tmp_path / "case.md").read_text(encoding="utf-8")
    assert "My manager, manager" in written
    assert "Priya" not in written
    again = pack_dialog(window)
    assert (again.wish.contents.kind, again.names.text()) == ("promotion", "Priya = my manager")
    again.reject()


def test_that_a_line_of_names_that_says_nothing_is_said_and_nothing_is_written(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.evidence.save(TOLD)
    form = pack_dialog(window)
    QTest.keyClicks(form.names.field, "Priya")
    qtbot.waitUntil(lambda: "Line 1 of the names, “Priya”" in form._problem.text())
    assert not form.accept_button.isEnabled()
    QTest.keyClicks(form.names.field, " = my manager")
    qtbot.waitUntil(form.accept_button.isEnabled)
    form.reject()


def test_that_an_erased_person_leaves_no_names_of_others(window: MainWindow, workspace: Workspace) -> None:
    person = workspace.add_person("Jana")
    workspace.draft("pack").keep({"names": "Priya = my manager"})
    workspace.erase_work(person.id, backups=False)()
    workspace.add_person("Tom")
    workspace.evidence.save(ExampleFields("A pilot", "TL1"))
    assert pack_dialog(window).names.text() == ""


def test_that_hidden_names_are_hidden_in_examples(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Jana Nováková")
    workspace.evidence.save(ExampleFields("What Jana did", "TL1", result="Jana Nováková led"))
    page = page_of(window)
    workspace.privacy.hide_names(hidden=True)
    controller = window.findChild(EvidenceController)
    assert controller is not None
    controller.names_changed()
    assert "Jana" not in titles(page)[0] + part(page, "result")


def test_that_five_hundred_examples_are_a_list_of_rows(window: MainWindow, workspace: Workspace, theme: Theme) -> None:
    for number in range(500):
        workspace.evidence.save(ExampleFields(f"Example {number}", "TL1"))
    page = page_of(window)
    QApplication.processEvents()
    assert page.list.examples.rowCount() == 500
    assert page.list.height() < theme.em(400)
    assert len(page.list.findChildren(QWidget)) < 20, "rows are drawn, not built"


def test_that_long_titles_have_two_lines_and_dates_are_never_cut(
    window: MainWindow, workspace: Workspace, theme: Theme
) -> None:
    long = "Wrote the page that ended the argument about retraining each week"
    for title in (long, "Short"):
        workspace.evidence.save(ExampleFields(title, "TL1", day="2025-12-03"))
    page = page_of(window)
    window.resize(1024, 700)
    QApplication.processEvents()
    heights = {one.title: page.list.rowHeight(at) for at, one in enumerate(page.list.examples.rows)}
    line = theme.font_metrics("body").height()
    assert heights[long] == heights["Short"] + line
    assert page.list.sizeHintForColumn(2) <= page.list.columnWidth(2)
    assert sum(page.list.columnWidth(at) for at in range(3)) == page.list.viewport().width()
