from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.report import poppler
from tests.report.made import rare_letter
from tests.ui.coach import words_of

from nextrung import app, resources
from nextrung.report.audience import ASKED_FOR
from nextrung.salary.own import OwnFigure
from nextrung.ui.report.controller import ReportController
from nextrung.ui.report.export_dialog import ExportDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage
from nextrung.ui.widgets.buttons import Button
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

SOON = 20_000
"""Milliseconds to wait for work in the background on a busy machine."""


@pytest.fixture
def controller(window: MainWindow, workspace: Workspace) -> ReportController:
    app.add_sample(workspace)
    return window.commands.reports


def opened(controller: ReportController, window: MainWindow, qtbot: QtBot) -> ExportDialog:
    controller.export_report()
    (dialog,) = window.findChildren(ExportDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages > 0, timeout=SOON)
    return dialog


def test_that_a_preview_that_is_still_being_made_says_so_and_keeps_the_size_of_its_dialog(
    controller: ReportController, window: MainWindow, qtbot: QtBot
) -> None:
    controller.export_report()
    (dialog,) = window.findChildren(ExportDialog)
    before = dialog.size()
    assert "Preparing the preview…" in words_of(dialog.preview)
    qtbot.waitUntil(lambda: dialog.preview.pages > 0, timeout=SOON)
    assert "Preparing the preview…" not in words_of(dialog.preview)
    assert dialog.size() == before
    dialog.wish_changed.emit()
    assert "Preparing the preview…" not in words_of(dialog.preview)


def test_that_the_results_page_offers_a_report_on_what_it_shows(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    app.add_sample(workspace)
    window.show_page("results")
    window.current_page().findChild(Button, "report").click()  # type: ignore[union-attr]
    (dialog,) = window.findChildren(ExportDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages > 0, timeout=SOON)
    assert "Alex" in dialog.windowTitle()


def test_that_nothing_private_is_ticked_until_somebody_ticks_it(
    controller: ReportController, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened(controller, window, qtbot)
    for audience in dialog.audiences.values():
        audience.click()
        assert not dialog.wish.parts & set(ASKED_FOR)
    dialog.parts["pay"].click()
    assert "pay" in dialog.wish.parts
    assert not dialog.parts["coach"].isEnabled()
    dialog.audiences["manager"].click()
    assert "judgement" not in dialog.wish.parts
    assert "pay" not in dialog.wish.parts


@poppler.needed
def test_that_the_file_has_the_pages_of_the_preview(
    controller: ReportController, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(controller, window, qtbot)
    before = dialog.preview.pages
    dialog.parts["answers"].click()
    qtbot.waitUntil(lambda: dialog.preview.pages > before, timeout=SOON)
    pages = dialog.preview.pages
    with qtbot.waitSignal(controller.saved, timeout=SOON) as saved:
        controller.save_to(str(tmp_path / "report.pdf"))
    assert saved.args == ["Saved as report.pdf.", tmp_path / "report.pdf"]
    assert poppler.info((tmp_path / "report.pdf").read_bytes(), tmp_path)["Pages"] == str(pages)
    assert not dialog.isVisible()


def test_that_a_file_that_cannot_be_written_is_said_in_the_dialog_which_stays(
    controller: ReportController, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(controller, window, qtbot)
    controller.save_to(str(tmp_path / "gone" / "report.pdf"))
    qtbot.waitUntil(lambda: "is not there" in words_of(dialog), timeout=SOON)
    assert dialog.isVisible()
    dialog.parts["pay"].click()
    assert "is not there" not in words_of(dialog)


def test_that_letters_without_a_font_are_named_before_saving(
    controller: ReportController, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.rename(f"Kim {rare_letter()}")
    dialog = opened(controller, window, qtbot)
    qtbot.waitUntil(dialog.preview.warning.isVisible, timeout=SOON)
    assert rare_letter() in dialog.preview.warning.text()
    assert dialog.accept_button.isEnabled()
    dialog.kind.setCurrentIndex(dialog.kind.findData("docx"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: not dialog.preview.warning.isVisible(), timeout=SOON)
    assert dialog.preview.pages > 1


@pytest.mark.parametrize(("kind", "words"), [("md", "# Alex"), ("json", "nextrung.report")])
def test_that_a_file_without_pages_shows_its_text(
    kind: str, words: str, controller: ReportController, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened(controller, window, qtbot)
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: words in dialog.preview.text.toPlainText(), timeout=SOON)
    assert not dialog.paper.isEnabled()
    assert not dialog.print_button.isEnabled()


@poppler.needed
def test_that_the_printer_gets_every_page_on_the_paper_chosen(
    controller: ReportController, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(controller, window, qtbot)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(72)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    pages = dialog.preview.pages
    with qtbot.waitSignal(controller.said, timeout=3 * SOON) as said:
        controller.print_to(printer)
    assert said.args == [f"{pages} pages went to the printer."]
    assert poppler.info((tmp_path / "printed.pdf").read_bytes(), tmp_path)["Pages"] == str(pages)


def test_that_a_calendar_is_offered_once_a_step_has_a_due_date(
    controller: ReportController, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(controller.failed) as said:
        controller.export_calendar()
    assert said.args == ["No step that you are doing or have planned has a due date yet."]
    assert opened(controller, window, qtbot).kind.findData("ics") == -1


def test_that_a_step_with_a_due_date_goes_into_a_calendar(
    controller: ReportController, window: MainWindow, qtbot: QtBot
) -> None:
    due = date(2026, 12, 24)
    window.workspace.plan.add_own(OwnStep("Lead a retro", "TL", "TL1", due=due))
    dialog = opened(controller, window, qtbot)
    dialog.kind.setCurrentIndex(dialog.kind.findData("ics"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: "BEGIN:VCALENDAR" in dialog.preview.text.toPlainText(), timeout=SOON)


def test_that_a_summary_goes_to_the_clipboard(controller: ReportController, qtbot: QtBot) -> None:
    with qtbot.waitSignal(controller.said):
        controller.copy_summary()
    assert "| Project management | 2.6 | 2.2 to 3.1 | 3.0 | 0.4 |" in QGuiApplication.clipboard().text()


def test_that_without_a_finished_assessment_it_says_so(window: MainWindow, qtbot: QtBot) -> None:
    controller = window.commands.reports
    for ask in (controller.export_report, controller.print_report, controller.copy_summary, controller.export_calendar):
        with qtbot.waitSignal(controller.failed) as said:
            ask()
        assert "no finished assessment" in said.args[0]
    assert window.findChildren(ExportDialog) == []


def test_that_a_report_bears_no_name_while_names_are_hidden(
    controller: ReportController, workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    workspace.privacy.hide_names(hidden=True)
    dialog = opened(controller, window, qtbot)
    assert "Alex" not in dialog.windowTitle()
    controller.copy_summary()
    assert "Alex" not in QGuiApplication.clipboard().text()


def brought(window: MainWindow, path: Path, qtbot: QtBot) -> TablePage:
    window.commands.import_answers(path)
    page = window.current_page()
    assert isinstance(page, TablePage)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=SOON)
    return page


def said_on(page: TablePage) -> str:
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def choose(page: TablePage, words: str, qtbot: QtBot) -> None:
    """Answer the question that is open."""
    at = page.questions.box.findText(words)
    page.questions.box.setCurrentIndex(at)
    page.questions.box.activated.emit(at)
    qtbot.waitUntil(lambda: bool(page.preview.rows.taken), timeout=SOON)


@pytest.mark.usefixtures("controller")
def test_that_answers_are_shown_before_they_are_taken_in(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    before = len(workspace.assessments())
    page = brought(window, resources.sample_answers(), qtbot)
    assert len(workspace.assessments()) == before
    assert "74" in page.preview.rows.rows[0].cells
    page.accept.click()
    qtbot.waitUntil(lambda: len(workspace.assessments()) == before + 1, timeout=SOON)
    kept = workspace.latest()
    assert kept is not None
    assert len(kept.answers) == 74


@pytest.mark.usefixtures("controller")
def test_that_answers_labelled_with_another_name_are_filed_under_nobody_unasked(
    workspace: Workspace, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    raw = json.loads(resources.sample_answers().read_text(encoding="utf-8")) | {"person": "Mira Okafor"}
    (tmp_path / "mira.json").write_text(json.dumps(raw), encoding="utf-8")
    before = len(workspace.assessments())
    page = brought(window, tmp_path / "mira.json", qtbot)
    assert page.preview.rows.taken == set()
    assert not page.accept.isEnabled()
    assert "“Mira Okafor” is nobody here" in page.preview.rows.rows[0].problem
    choose(page, "A new person", qtbot)
    page.accept.click()
    qtbot.waitUntil(lambda: workspace.people.count() == 2, timeout=SOON)
    assert [one.name for one in workspace.people.everyone()][1] == "Mira Okafor"
    assert len(workspace.assessments()) == before


@pytest.mark.usefixtures("controller")
def test_that_a_wrong_answer_is_explained_and_the_others_come_in_open(
    workspace: Workspace, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    raw = json.loads(resources.sample_answers().read_text(encoding="utf-8"))
    raw["answers"][3]["value"] = 7
    (tmp_path / "wrong.json").write_text(json.dumps(raw), encoding="utf-8")
    page = brought(window, tmp_path / "wrong.json", qtbot)
    (row,) = page.preview.rows.rows
    assert "the value “7” is out of range" in row.problem
    assert "full, open" in row.cells
    page.back.click()
    assert len(workspace.assessments()) == 1


def test_that_answers_can_be_the_first_thing_somebody_brings(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    page = brought(window, resources.sample_answers(), qtbot)
    choose(page, "A new person", qtbot)
    page.accept.click()
    qtbot.waitUntil(lambda: workspace.people.count() == 1, timeout=SOON)
    assert workspace.person is not None
    assert workspace.person.name == "Alex"
    assert not workspace.person.sample


def test_that_a_file_that_holds_no_answers_is_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("{}", encoding="utf-8")
    page = brought(window, tmp_path / "no.json", qtbot)
    assert "no.json: The file has no answers in it." in said_on(page)


def test_that_every_control_of_the_dialog_has_a_name_and_is_reached_by_tab(
    controller: ReportController, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened(controller, window, qtbot)
    controls = [one for one in dialog.findChildren(QWidget) if isinstance(one, QAbstractButton | QComboBox)]
    named = [one for one in controls if (isinstance(one, QAbstractButton) and one.text()) or one.accessibleName()]
    assert named == controls
    reached = set()
    at: QWidget | None = dialog
    for _ in range(200):
        at = at.nextInFocusChain() if at is not None else None
        reached.add(at)
    assert set(controls) <= reached


def test_that_a_report_beside_a_whole_survey_of_pay_waits_for_it_without_holding_the_window_up(
    controller: ReportController, workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    figure = OwnFigure("senior", "CA", 200_000.0, None, date(2026, 5, 1), "Survey", "USD")
    workspace.pay.add_own([figure] * 3_000)
    controller.export_report()
    assert window.findChildren(ExportDialog) == []
    qtbot.waitUntil(lambda: bool(window.findChildren(ExportDialog)), timeout=SOON)
    (dialog,) = window.findChildren(ExportDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages > 0, timeout=SOON)
    with qtbot.waitSignal(controller.said):
        controller.copy_summary()
