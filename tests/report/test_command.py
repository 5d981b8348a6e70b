from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.given_first import PROJECT, VECTORS

from nextrung import app, cli
from nextrung.report.formats import FORMATS


@pytest.mark.parametrize("kind", [one.name for one in FORMATS])
def test_that_every_format_is_written_without_a_screen(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"report.{kind}"
    assert cli.main(["report", str(VECTORS), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert out.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_that_role_audience_and_parts_are_followed(tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    options = ["--role", "senior", "--for", "manager", "--with", "pay,answers", "--without", "history"]
    assert cli.main(["report", str(VECTORS), "--out", str(out), *options]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["result"]["role"] == "senior"
    assert found["made_for"] == "manager"
    assert {"pay", "assessment"} <= found.keys()
    assert found["left_out"] == ["history", "judgement", "roles", "notes", "coach", "others"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "Say where to"),
        (["--out", "a.pdf", "--out-dir", "b"], "not both"),
        (["--out", "a.odt"], "there is no format “odt”; allowed are pdf, docx, xlsx, csv, json, ics, md"),
        (["--out", "a.pdf", "--format", "csv"], "does not end in .csv"),
        (["--out", "a.pdf", "--for", "boss"], "allowed are me, coach, manager, later"),
        (["--out", "a.pdf", "--with", "salary"], "allowed are plan, history"),
        (["--out", "a.pdf", "--paper", "a3"], "allowed are a4, letter"),
        (["--out", "a.pdf", "--role", "king"], "the roles are first-line"),
        (["--out", "gone/a.pdf"], "is not there; choose another one"),
    ],
)
def test_that_a_wish_that_cannot_be_met_is_said_and_nothing_is_written(
    options: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["report", str(VECTORS), *options]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_that_many_files_are_written_and_bad_ones_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(4):
        shutil.copy(VECTORS, tmp_path / f"person {number}.json")
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    sources = [str(path) for path in sorted(tmp_path.glob("*.json"))]
    out = tmp_path / "reports"
    assert cli.main(["report", *sources, "--out-dir", str(out), "--format", "pdf"]) == 1
    said = capsys.readouterr()
    assert sorted(path.name for path in out.iterdir()) == [f"person {number}.pdf" for number in range(4)]
    assert "bad.json: This is not an answers file" in said.err
    assert "4 of 5 reports are written." in said.err
    assert len(said.out.splitlines()) == 4


def test_that_two_files_of_one_name_are_not_written_over_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").mkdir()
    for folder in (tmp_path, tmp_path / "a"):
        shutil.copy(VECTORS, folder / "kim.json")
    sources = [str(tmp_path / "kim.json"), str(tmp_path / "a" / "kim.json")]
    assert cli.main(["report", *sources, "--out-dir", str(tmp_path / "out")]) == 1
    assert "would both become kim" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_that_the_data_folder_can_be_reported_with_its_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "data"
    workspace = app.open_workspace(folder)
    app.add_sample(workspace)
    assessment = workspace.latest()
    assert assessment is not None
    result = assessment.result(workspace.role)
    step = workspace.plan.add_for(assessment, result, result.focus[0])
    workspace.close()
    out = tmp_path / "plan.ics"
    assert cli.main(["--data-dir", str(folder), "report", "--out", str(out)]) == 0
    assert f"UID:{step.id}@nextrung" in out.read_text(encoding="utf-8").replace("\n ", "")
    assert cli.main(["--data-dir", str(folder), "report", "--out-dir", str(tmp_path), "--format", "md"]) == 0
    assert list(tmp_path.glob("Next Rung Report - Alex - *.md"))
    assert cli.main(["--data-dir", str(tmp_path / "empty"), "report", "--out", str(out)]) == 1
    assert "There is no data" in capsys.readouterr().err


def test_that_a_template_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "questions.xlsx"
    assert cli.main(["report", "--template", "quick", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"PK")
    assert cli.main(["report", "--template", "quick", "--out", "a.pdf"]) == 1
    assert "--out FILE.xlsx" in capsys.readouterr().err


def test_that_a_report_loads_no_window(tmp_path: Path) -> None:
    script = (
        "import sys; from nextrung import cli\n"
        "code = cli.main(['report', sys.argv[1], '--out', sys.argv[2]])\n"
        "print(code, [name for name in sys.modules if name.startswith(('PySide6', 'pandas', 'numpy'))])\n"
    )
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "desktop")}
    command = [sys.executable, "-c", script, str(VECTORS), str(tmp_path / "a.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_that_results_of_others_are_not_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--data-dir", str(tmp_path / "data")]
    people = tmp_path / "people.csv"
    people.write_text("name\nAnn Lee\nBo Ray\n", encoding="utf-8")
    assert cli.main(["import", str(people), "--as", "people", *folder]) == 0
    assert cli.main(["report", "--out", str(tmp_path / "a.md"), *folder]) == 1
    assert "There is no finished assessment yet" in capsys.readouterr().err
    assert cli.main(["import", str(VECTORS), "--as", "answers", "--new", *folder]) == 0
    assert cli.main(["report", "--out", str(tmp_path / "a.md"), *folder]) == 1
    assert "1 other person has one; say whose report it is with --person." in capsys.readouterr().err


def test_that_a_report_is_of_whoever_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--data-dir", str(tmp_path / "data")]
    people = tmp_path / "people.csv"
    people.write_text("name\nAnn Lee\nBo Ray\n", encoding="utf-8")
    assert cli.main(["import", str(people), "--as", "people", *folder]) == 0
    assert cli.main(["import", str(VECTORS), "--as", "answers", "--for", "Bo Ray", *folder]) == 0
    capsys.readouterr()
    out = tmp_path / "bo.md"
    assert cli.main(["report", "--person", "bo ray", "--out", str(out), *folder]) == 0
    assert "Bo Ray" in out.read_text(encoding="utf-8")
    for name, said in (("Ann Lee", "“Ann Lee” has no finished assessment"), ("Cy", "There is nobody called “Cy”.")):
        assert cli.main(["report", "--person", name, "--out", str(tmp_path / "a.md"), *folder]) == 1
        assert said in capsys.readouterr().err
    assert cli.main(["report", str(VECTORS), "--person", "Bo Ray", "--out", str(tmp_path / "a.md"), *folder]) == 1
    assert "leave it out where files of answers are named" in capsys.readouterr().err
    assert not (tmp_path / "a.md").exists()
