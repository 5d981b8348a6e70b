"""The commands know every questionnaire: those of the program, and a person's own in the data folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests import given
from tests.questionnaire.changes import rewrite, swap

from nextrung import cli, resources
from nextrung.assessment import answers_file
from nextrung.assessment.answers_file import AnswersHead
from nextrung.questionnaire import files
from nextrung.workspace import Workspace

FIRST_TIME = "first-time-manager"
MADE_BY = "Questionnaire made by Jana, not reviewed by Next Rung."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a questionnaire of a person's own, and nothing else."""
    data = tmp_path / "data"
    made = Path(shutil.copytree(given.FIRST_TIME, data / "questionnaires" / "ladder"))
    rewrite(made, "questionnaire.yaml", swap(f"id: {FIRST_TIME}\n", "id: ladder\nauthor: Jana\n"))
    return data


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return written(tmp_path, FIRST_TIME)


def written(folder: Path, questionnaire: str) -> Path:
    """Answers to the full form of the questionnaire for a first team, or of a copy of it under another id."""
    content = files.load(given.FIRST_TIME)
    path = folder / f"{questionnaire}.json"
    head = AnswersHead(questionnaire, content.version, "full", "Ann")
    path.write_text(answers_file.dump(head, given.answered("full", of=content)), encoding="utf-8")
    return path


def test_that_answers_to_each_are_scored_without_pay_where_it_has_none(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["score", str(answers)]) == 0
    said = capsys.readouterr().out
    assert "First-time manager, full form, compared with: Team lead" in said
    assert "Manager of managers" in said
    assert "Pay" not in said
    assert cli.main(["score", str(given.SAMPLE)]) == 0
    assert "Pay in the United States" in capsys.readouterr().out


def test_that_a_questionnaire_that_is_named_must_be_that_of_the_answers(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["score", str(answers), "--questionnaire", FIRST_TIME, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["questionnaire"]["id"] == FIRST_TIME
    assert cli.main(["score", str(answers), "--questionnaire", "ml-manager"]) == 1
    said = capsys.readouterr().err
    assert said == f"The answers in {answers.name} are to {FIRST_TIME}, not to ml-manager; leave --questionnaire out.\n"
    assert cli.main(["score", str(answers), "--questionnaire", "chef"]) == 1
    assert capsys.readouterr().err.startswith("There is no questionnaire “chef”; installed are ml-manager, first-time")


def test_that_a_persons_own_is_found_in_the_data_folder_and_says_whose_it_is(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = written(tmp_path, "ladder")
    assert cli.main(["score", str(mine), "--data-dir", str(folder)]) == 0
    assert MADE_BY in capsys.readouterr().out
    out = tmp_path / "report.md"
    assert cli.main(["report", str(mine), "--data-dir", str(folder), "--out", str(out), "--with", "pay"]) == 0
    report = out.read_text(encoding="utf-8")
    assert MADE_BY in report
    assert "$" not in report
    assert "How sure" not in report
    elsewhere = tmp_path / "elsewhere"
    assert cli.main(["score", str(mine), "--data-dir", str(elsewhere)]) == 1
    assert "There is no questionnaire “ladder”" in capsys.readouterr().err
    assert not elsewhere.exists()


def test_that_a_broken_one_of_a_persons_own_is_one_sentence_and_keeps_nobody_from_the_rest(
    folder: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "questionnaires" / "ladder" / "questionnaire.yaml").write_text("id: [", encoding="utf-8")
    assert cli.main(["score", str(answers), "--data-dir", str(folder)]) == 0
    capsys.readouterr()
    assert cli.main(["score", str(answers), "--data-dir", str(folder), "--questionnaire", "ladder"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The questionnaire “ladder” cannot be taken: questionnaire.yaml")
    assert said.count("\n") == 1


def test_that_check_takes_a_path_or_one_that_is_installed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--questionnaire", FIRST_TIME]) == 0
    assert capsys.readouterr().out.endswith("nothing to mend.\n")
    assert cli.main(["check", "--questionnaire", "ladder", "--data-dir", str(folder)]) == 0
    capsys.readouterr()
    for odd in ([], [str(given.FIRST_TIME), "--questionnaire", FIRST_TIME]):
        assert cli.main(["check", *odd]) == 1
        assert capsys.readouterr().err.startswith("Say what to check: a PATH, or --questionnaire ID")


def test_that_the_newest_result_of_one_is_reported_and_a_template_is_of_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders, salary = resources.questionnaire_folders(), resources.assets("salary")
    (tmp_path / "data").mkdir()
    workspace = Workspace.open(tmp_path / "data" / "nextrung.db", folders, salary)
    for one in ("ml-manager", FIRST_TIME):
        workspace.choose_questionnaire(one)
        assessment = workspace.start("quick")
        for answer in given.answered("quick", of=assessment.content).values():
            assessment = workspace.answer(assessment, answer)
        workspace.finish(assessment)
    workspace.close()
    out = tmp_path / "report.json"
    for asked, found in (([], FIRST_TIME), (["--questionnaire", "ml-manager"], "ml-manager")):
        command = ["report", "--data-dir", str(tmp_path / "data"), "--out", str(out), "--force", *asked]
        assert cli.main(command) == 0, capsys.readouterr().err
        assert json.loads(out.read_text(encoding="utf-8"))["result"]["questionnaire"]["id"] == found
    table = tmp_path / "template.xlsx"
    assert cli.main(["report", "--template", "quick", "--questionnaire", FIRST_TIME, "--out", str(table)]) == 0
    assert table.stat().st_size
