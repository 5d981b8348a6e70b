"""Whose questionnaire it is, and what is weak or not measured, stands in every file that holds levels or answers."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests import given
from tests.test_no_role import SHEET

from nextrung import app, cli, clock
from nextrung.assessment import answers_file
from nextrung.assessment.answers_file import AnswersHead
from nextrung.questionnaire import files
from nextrung.report.group import group_summary
from nextrung.report.group_sheet import as_spreadsheet
from nextrung.workspace import analysis

MADE_BY = "Questionnaire made by Ada, from ladder.csv, not reviewed by Next Rung."
BORROWED = "The error of the levels is borrowed from another questionnaire, not measured."
ONE = "People has a level from one answer, with the wide range of one."
DRAFT = "Drafts by expert judgement: no pilot has tested these errors, targets and keys."


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    sheet = tmp_path / "ladder.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    data = tmp_path / "data"
    assert cli.main(["import", str(sheet), "--as", "questionnaire", "--by", "Ada", "--data-dir", str(data)]) == 0
    capsys.readouterr()
    return data


@pytest.fixture
def answers(tmp_path: Path, folder: Path) -> Path:
    content = files.load(folder / "questionnaires" / "ladder")
    path = tmp_path / "answers.json"
    head = AnswersHead("ladder", content.version, "full", "Ann")
    path.write_text(answers_file.dump(head, given.answered("full", of=content)), encoding="utf-8")
    return path


def test_that_reports_in_numbers_say_it_too(folder: Path, answers: Path, tmp_path: Path) -> None:
    made = {}
    for ending in ("csv", "xlsx", "json", "md"):
        out = tmp_path / f"report.{ending}"
        assert cli.main(["report", str(answers), "--data-dir", str(folder), "--out", str(out)]) == 0
        made[ending] = out.read_bytes()
    book = CalamineWorkbook.from_filelike(io.BytesIO(made["xlsx"]))
    cells = [str(cell) for row in book.get_sheet_by_name("Summary").to_python() for cell in row]
    for said in (MADE_BY, BORROWED, ONE, DRAFT):
        assert said in made["md"].decode()
        assert all(said in line for line in made["csv"].decode("utf-8-sig").splitlines()[1:])
        assert any(said in cell for cell in cells)
    assert "borrowed, one_item" in made["csv"].decode("utf-8-sig")
    found = json.loads(made["json"])["result"]["cautions"]
    assert found == {"made_by": "Ada, from ladder.csv", "draft": True, "borrowed": True}


def test_that_a_group_and_the_table_for_analysis_say_it(folder: Path) -> None:
    workspace = app.open_workspace(folder, clock.utc_now)
    for number in range(5):
        workspace.add_person(f"P{number}")
        workspace.choose_questionnaire("ladder")
        assessment = workspace.start("full")
        for answer in given.answered("full", of=assessment.content).values():
            assessment = workspace.answer(assessment, answer)
        workspace.finish(assessment)
    workspace.group.choose("ladder")
    content = workspace.group.content
    view = workspace.group.reader().read().view(content.first_role)
    change = workspace.group.change_reader(workspace.group.usual_dates()).read().of(view.members)
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_spreadsheet(view, change, content, lambda one: one.name)))
    cells = [cell for row in book.get_sheet_by_name("columns").to_python() for cell in row]
    summary = group_summary(view, content, {one.member.id: "" for one in view.rows}, clock.utc_now().date())
    codebook = analysis.read(folder / "nextrung.db").files["codebook.csv"]
    for said in (MADE_BY, BORROWED, DRAFT):
        assert said in cells
        assert said in summary.notes
        assert said in codebook
    assert f"ladder: {MADE_BY}" in codebook
    workspace.close()


def test_that_of_what_comes_with_the_program_only_the_draft_is_said(tmp_path: Path) -> None:
    out = tmp_path / "report.csv"
    assert cli.main(["report", str(given.SAMPLE), "--out", str(out)]) == 0
    said = out.read_text(encoding="utf-8-sig")
    assert DRAFT in said
    assert "made by" not in said
