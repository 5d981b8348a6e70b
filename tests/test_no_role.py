"""A questionnaire without roles: there are levels, and nothing anywhere says a target, a gap or a match."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from python_calamine import CalamineWorkbook
from tests import given

from nextrung import app, cli, clock
from nextrung.assessment import answers_file
from nextrung.assessment.answers_file import AnswersHead
from nextrung.questionnaire import files
from nextrung.questionnaire.model import NO_ROLE, Questionnaire
from nextrung.report.formats import FORMATS
from nextrung.report.group import group_document, group_summary
from nextrung.scoring.result import score
from nextrung.workspace import Workspace

LEVELS = ("I do my own part when asked.", "I plan my own part by the week.", "I plan with the people around me.")
SHEET = "Area,Skill,Level 1,Level 2,Level 3\n" + "".join(
    f"{area},{skill},{','.join(f'{text[:-1]} {skill}.' for text in LEVELS)}\n"
    for area, skill in (("Delivery", "Plans"), ("Delivery", "Risks"), ("People", "Talks"))
)
SAID = "This questionnaire has no role, so there are no targets, no gaps and no match"


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A data folder with a draft made from a sheet that names no targets."""
    sheet = tmp_path / "ladder.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    data = tmp_path / "data"
    assert cli.main(["import", str(sheet), "--as", "questionnaire", "--data-dir", str(data)]) == 0
    capsys.readouterr()
    return data


@pytest.fixture
def content(folder: Path) -> Questionnaire:
    return files.load(folder / "questionnaires" / "ladder")


@pytest.fixture
def answers(tmp_path: Path, content: Questionnaire) -> Path:
    path = tmp_path / "answers.json"
    head = AnswersHead("ladder", content.version, "full", "Ann")
    path.write_text(answers_file.dump(head, given.answered("full", of=content)), encoding="utf-8")
    return path


def test_that_a_sheet_without_targets_makes_no_role(content: Questionnaire) -> None:
    assert content.roles == ()
    assert content.first_role is NO_ROLE


def test_that_without_a_role_a_result_has_levels_and_nothing_about_targets(content: Questionnaire) -> None:
    result = score("full", given.answered("full", of=content), content, content.first_role)
    assert [one.level for one in result.competencies.values()] == [3.0, 3.0]
    assert (result.match.value, result.match.band, result.match.asked) == (None, None, False)
    assert {(one.asked, one.gap, one.priority, one.probability) for one in result.gaps.values()} == {
        (False, None, None, None)
    }
    assert (result.focus, result.matches, result.order) == ((), {}, tuple(result.competencies))


def test_that_score_says_so_in_one_sentence(folder: Path, answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["score", str(answers), "--data-dir", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.count(SAID) == 1
    assert not re.search(r"Match:|target  |Work on first|compared with", said)
    assert cli.main(["score", str(answers), "--data-dir", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["role"], found["roles"], found["match"]["value"], found["unscored"]) == (None, {}, None, [])
    assert {(one["target"], one["gap"]) for one in found["competencies"].values()} == {(None, None)}


def test_that_a_role_that_is_asked_for_is_refused_in_one_sentence(
    folder: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["score", str(answers)], ["report", str(answers), "--out", str(tmp_path / "report.md")]):
        assert cli.main([*command, "--role", "lead", "--data-dir", str(folder)]) == 1
        assert capsys.readouterr().err.endswith("There is no role “lead”; “Ladder” has no role at all.\n")


@pytest.mark.parametrize("ending", [one.name for one in FORMATS if not one.needs])
def test_that_no_format_of_a_report_shows_a_target_a_gap_or_a_match(
    folder: Path, answers: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"report.{ending}"
    assert cli.main(["report", str(answers), "--data-dir", str(folder), "--out", str(out)]) == 0
    raw = out.read_bytes()
    if ending == "md":
        assert SAID in raw.decode()
        assert "Target" not in raw.decode()
    if ending == "docx":
        text = re.sub(r"<[^>]+>", "", ZipFile(io.BytesIO(raw)).read("word/document.xml").decode())
        assert SAID in text
        assert "At or above target" not in text
    if ending == "csv":
        head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
        for name in ("match", "target", "weight", "gap", "priority"):
            assert {row[head.index(name)] for row in rows} == {""}
    if ending == "xlsx":
        found, *sheet = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name("Results").to_python()
        assert {row[found.index("target")] for row in sheet} == {""}


def finished(folder: Path) -> Workspace:
    workspace = app.open_workspace(folder, clock.utc_now)
    workspace.choose_questionnaire("ladder")
    assessment = workspace.start("full")
    for answer in given.answered("full", of=assessment.content).values():
        assessment = workspace.answer(assessment, answer)
    workspace.finish(assessment)
    return workspace


def test_that_people_and_the_group_have_no_match_either(folder: Path, content: Questionnaire) -> None:
    workspace = finished(folder)
    assert [one.role for one in workspace.people.facts()] == [NO_ROLE]
    view = workspace.group.reader().read().view(NO_ROLE)
    assert (view.gaps, view.median_match, view.matched) == ((), None, 0)
    row = view.rows[0]
    summary = group_summary(view, content, {row.member.id: "Ann"}, clock.utc_now().date())
    assert [(area.facts, summary.fact_names) for area in summary.areas] == [(("3.0",), ("Median level",))] * 2
    assert f"{SAID}." in summary.notes
    texts = msgspec.json.encode(group_document(summary)).decode()
    assert not re.search(r"Match by|Target|Mean gap|Likely below|Median match", texts)
    assert (row.levels, row.differences, row.match, row.unscored) == ((3.0, 3.0), (None, None), None, ())
    workspace.close()
