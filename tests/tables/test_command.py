"""``nextrung import``: what it prints, what it takes in, and what it leaves untouched."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.tables.reading import CASES

from nextrung import app, cli, paths
from nextrung.workspace import Workspace


def run(folder: Path, *arguments: str) -> int:
    return cli.main(["--data-dir", str(folder), "import", *arguments])


def as_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def opened(folder: Path) -> Workspace:
    return app.open_workspace(folder)


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*")), ids=lambda path: path.name)
def test_that_a_dry_run_prints_every_case_and_makes_no_data_folder(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    code = run(folder, str(path), "--as", path.parent.name, "--dry-run", "--json")
    found = as_json(capsys)
    assert {"layout", "encoding", "mapping", "rows", "problems", "left_out"} <= found.keys()
    assert code == (1 if path.name == "surveyjs-result.json" else 0)
    assert bool(found["rows"]) == (code == 0)
    assert not folder.exists()
    assert all({"row", "column", "sentence"} <= problem.keys() for problem in found["problems"])


def test_that_people_are_added_and_namesakes_only_when_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sams = str(CASES / "people" / "two-sams.csv")
    assert run(tmp_path, sams, "--as", "people") == 0
    assert "1 person was added." in capsys.readouterr().out
    assert run(tmp_path, sams, "--as", "people") == 1
    assert "Another person of that name?" in capsys.readouterr().out
    assert run(tmp_path, sams, "--as", "people", "--namesakes", "add") == 0
    with closing(opened(tmp_path)) as workspace:
        assert [one.name for one in workspace.people.everyone()] == ["Sam Lee"] * 3


def test_that_answers_of_a_named_person_are_filed_under_them_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(CASES / "answers" / "answers-labelled-mira.xlsx")
    with closing(opened(tmp_path)) as workspace:
        workspace.add_person("Jonas Weber")
    assert run(tmp_path, file, "--as", "answers") == 1
    assert "“Mira Okafor” is nobody here" in capsys.readouterr().out
    assert run(tmp_path, file, "--as", "answers", "--for", "Mira Okafor") == 1
    assert "There is nobody called “Mira Okafor”; add --new" in capsys.readouterr().err
    assert run(tmp_path, file, "--as", "answers", "--new") == 0
    assert run(tmp_path, file, "--as", "answers", "--for", "jonas weber") == 0
    with closing(opened(tmp_path)) as workspace:
        finished = {fact.person.name: len(fact.finished) for fact in workspace.people.facts()}
        assert finished == {"Jonas Weber": 1, "Mira Okafor": 1}


def test_that_half_filled_rows_become_open_assessments(tmp_path: Path) -> None:
    file = str(CASES / "answers" / "google-forms.csv")
    assert run(tmp_path, file, "--as", "answers", "--new") == 0
    with closing(opened(tmp_path)) as workspace:
        assessment = workspace.open_assessment()
        assert assessment is not None
        assert {item: answer.value for item, answer in assessment.answers.items()} == {"TL-B1": 3, "PM-B1": 2}


def test_that_pay_is_added_and_bad_rows_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, str(CASES / "pay" / "pay-short-row.csv"), "--as", "pay") == 0
    said = capsys.readouterr()
    assert "Row 2, date: The date is missing." in said.out
    assert "1 figure was added." in said.out
    oews = str(CASES / "pay" / "pay-bls-oews.csv")
    assert run(tmp_path, oews, "--as", "pay") == 1
    assert run(tmp_path, oews, "--as", "pay", "--day", "2024-05") == 0
    with closing(opened(tmp_path)) as workspace:
        assert [one.figure.role for one in workspace.pay.own()] == ["first-line", *["official"] * 4]


def test_that_a_dry_run_on_data_changes_no_byte_of_them(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as workspace:
        workspace.add_person("Sam Lee")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run(tmp_path, str(CASES / "people" / "two-sams.csv"), "--as", "people", "--dry-run") == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gone.csv", "--as", "people"], "gone.csv: the file cannot be read"),
        (["a.csv", "--as", "people", "--encoding", "klingon"], "“klingon” is no encoding known here"),
        (["a.csv", "--as", "people", "--encoding", "hex"], "is no encoding known here"),
        (["a.csv", "--as", "people", "--map", "name"], "write it as COLUMN=FIELD"),
        (["a.csv", "--as", "people", "--map", "wage=notes"], "The table has no column “wage”."),
        (["a.csv", "--as", "people", "--map", "x=wage"], "“wage” is no field; the fields are name"),
        (["a.csv", "--as", "pay"], "No column holds pay"),
        (["b.csv", "--as", "people"], "No column names people"),
        (["c.csv", "--as", "people"], "The table is empty."),
        (["a.csv", "--as", "people", "--sheet", "X", "--dry-run"], "There is no sheet “X”"),
    ],
)
def test_that_what_cannot_be_read_is_one_sentence(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("name,x\nMira,1\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("colour,size\nred,1\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text(" \n", encoding="utf-8")
    name, *rest = arguments
    assert run(tmp_path / "data", str(tmp_path / name), *rest) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "data" / paths.DATABASE).exists()


def test_that_a_column_can_be_given_a_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.csv").write_text("who,coaching\nMira,3\n", encoding="utf-8")
    asked = [str(tmp_path / "b.csv"), "--as", "answers", "--dry-run", "--json", "--map", "who=person"]
    assert run(tmp_path / "data", *asked, "--map", "coaching=TL-B1") == 0
    (row,) = as_json(capsys)["rows"]
    assert (row["person"], row["answers"]) == ("Mira", {"TL-B1": {"value": 3.0}})
    assert run(tmp_path / "data", *asked, "--map", "coaching=XX-1") == 1
    assert "There is no item “XX-1” in ml-manager" in capsys.readouterr().err


def test_that_the_answer_never_is_printed_as_the_number_that_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.csv").write_text("name,TL-F2\nMira,Never\n", encoding="utf-8")
    assert run(tmp_path / "data", str(tmp_path / "b.csv"), "--as", "answers", "--dry-run", "--json") == 0
    (row,) = as_json(capsys)["rows"]
    assert row["answers"] == {"TL-F2": {"value": 0.0}}


def test_that_a_column_can_be_given_a_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.csv").write_text("colour,size\nred,1\n", encoding="utf-8")
    code = run(
        tmp_path / "data", str(tmp_path / "b.csv"), "--as", "people", "--dry-run", "--json", "--map", "colour=name"
    )
    assert code == 0
    assert as_json(capsys)["rows"][0]["name"] == "red"


def test_that_the_row_of_the_headings_can_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name,Labels\nKontakt,Gruppe\nMira Okafor,Acme\n", encoding="utf-8")
    asked = [str(file), "--as", "people", "--dry-run", "--json"]
    assert run(tmp_path / "data", *asked, "--header-row", "2") == 0
    found = as_json(capsys)
    assert [row["name"] for row in found["rows"]] == ["Mira Okafor"]
    assert "Row 1: Name Labels" in found["left_out"]
    for row, words in (("9", "Row 9 holds no headings"), ("-3", "the first row is 1")):
        assert run(tmp_path / "data", *asked, f"--header-row={row}") == 1
        assert words in capsys.readouterr().err
    assert run(tmp_path / "data", *asked, "--header-row=0") == 0
    assert [row["name"] for row in as_json(capsys)["rows"]] == ["Name", "Kontakt", "Mira Okafor"]


def test_that_no_encoding_of_dos_is_missing_from_those_to_choose() -> None:
    from nextrung.intake.encodings import OFFERED, decoded

    assert decoded(b"name\n\x88\xa8\n", "cp866").text == "name\n\u0418\u0438\n"
    assert {"cp437", "cp850", "cp852", "cp866"} <= OFFERED.keys()


def test_that_somebody_who_took_a_form_twice_is_one_person_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.csv").write_text("Timestamp,Name,TL-B1\n2026-01-05,Ann,2\n2026-06-05,Ann,4\n", encoding="utf-8")
    asked = [str(tmp_path / "b.csv"), "--as", "answers", "--new"]
    assert run(tmp_path / "data", *asked) == 1
    assert "To be said: Names stand in several rows. Whose are they?" in capsys.readouterr().out
    assert run(tmp_path / "data", *asked, "--namesakes", "same") == 0
    with closing(opened(tmp_path / "data")) as workspace:
        assert [one.name for one in workspace.people.everyone()] == ["Ann"]
    assert run(tmp_path / "other", *asked, "--namesakes", "add") == 0
    with closing(opened(tmp_path / "other")) as workspace:
        assert [one.name for one in workspace.people.everyone()] == ["Ann", "Ann"]


def test_that_numbers_beyond_the_scale_are_slips_when_told(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("Name,TL-B1,TL-B8\nAnn,7,10\nBo,3,5\n", encoding="utf-8")
    asked = [str(tmp_path / "b.csv"), "--as", "answers", "--new"]
    assert run(tmp_path / "data", *asked) == 1
    assert run(tmp_path / "data", *asked, "--points") == 0
    with closing(opened(tmp_path / "data")) as workspace:
        assert [one.name for one in workspace.people.everyone()] == ["Bo"]


def test_that_all_rows_of_a_file_for_somebody_new_are_of_one_person(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("Timestamp,TL-B1\n2026-01-05,2\n2026-06-05,4\n", encoding="utf-8")
    assert run(tmp_path / "data", str(tmp_path / "b.csv"), "--as", "answers", "--new", "--for", "Ann") == 0
    with closing(opened(tmp_path / "data")) as workspace:
        assert [one.name for one in workspace.people.everyone()] == ["Ann"]
