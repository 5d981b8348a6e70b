"""The table for analysis: one row an answer, nobody to be told by name, and nothing that was written."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from msgspec.structs import replace
from tests import given
from tests.first_start import begun
from tests.group.people import Group, alike

from nextrung import app, cli, paths
from nextrung.clock import as_moment
from nextrung.workspace import Workspace

NAMED = "Zebra"
PAGE = given.PROJECT / "assets" / "help" / "analysis.md"
RECIPES = [block.split("```")[0] for block in PAGE.read_text(encoding="utf-8").split("```python\n")[1:]]
LONGEST_RECIPE = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data of five people, each with two finished forms; one of them wrote a name into an example."""
    workspace = app.open_workspace(begun(tmp_path / "data").parent)
    fill(workspace, 5)
    workspace.close()
    return tmp_path / "data"


def fill(workspace: Workspace, people: int) -> None:
    moment = as_moment(workspace.clock.now())
    answers = given.sample_answers()
    first = next(iter(answers))
    for number in range(people):
        workspace.add_person(f"{NAMED} {number}")
        noted = answers | {first: replace(answers[first], note=f"With {NAMED}")}
        for _ in range(2):
            workspace.history.keep(workspace.installed.fingerprint, "full", noted, (moment, moment))


def exported(folder: Path, out: Path, *more: str) -> int:
    return cli.main(["--data-dir", str(folder), "export", "--format", "long", "--out-dir", str(out), *more])


def test_that_every_answer_of_everybody_is_a_row(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(folder, tmp_path / "out") == 0
    answers = given.sample_answers()
    assert f"{10 * len(answers)} answers of 5 people" in capsys.readouterr().out.replace(",", "")
    table = pd.read_csv(tmp_path / "out" / "answers.csv")
    assert len(table) == 10 * len(answers)
    assert table["person"].nunique() == 5
    assert sorted(set(table["sitting"])) == [1, 2]
    ratings = {key: one.value for key, one in answers.items() if one.value is not None}
    one = table[(table["person"] == table["person"][0]) & (table["sitting"] == 1) & table["value"].notna()]
    assert dict(zip(one["item"], one["value"], strict=True)) == ratings
    asked = pd.read_csv(tmp_path / "out" / "questions.csv")
    assert set(table["item"]) <= set(asked["item"])
    with (tmp_path / "out" / "codebook.csv").open(encoding="utf-8", newline="") as file:
        assert [row["column"] for row in csv.DictReader(file)] == list(table.columns)


def test_that_no_name_and_nothing_written_goes_out(folder: Path, tmp_path: Path) -> None:
    assert exported(folder, tmp_path / "out") == 0
    for file in (tmp_path / "out").iterdir():
        assert NAMED not in file.read_text(encoding="utf-8")


def test_that_pseudonyms_are_the_same_in_every_export(folder: Path, tmp_path: Path) -> None:
    assert [exported(folder, tmp_path / name) for name in ("one", "two")] == [0, 0]
    one, two = ((tmp_path / name / "answers.csv").read_bytes() for name in ("one", "two"))
    assert one == two


def test_that_a_small_group_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = app.open_workspace(tmp_path / "data")
    fill(workspace, 4)
    workspace.close()
    assert exported(tmp_path / "data", tmp_path / "out") == 1
    assert "at least 5 people with a finished form; here are 4 people" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_that_a_table_that_is_there_is_kept_without_force(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "questions.csv").write_text("mine", encoding="utf-8")
    assert exported(folder, out) == 1
    assert "add --force" in capsys.readouterr().err
    assert [file.name for file in out.iterdir()] == ["questions.csv"]
    assert (out / "questions.csv").read_text(encoding="utf-8") == "mine"
    assert exported(folder, out, "--force") == 0
    assert (out / "questions.csv").read_text(encoding="utf-8") != "mine"


def test_that_without_data_it_says_so_and_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exported(tmp_path / "nowhere", tmp_path / "out") == 1
    assert "There is no data in" in capsys.readouterr().err
    assert not (tmp_path / "nowhere" / paths.DATABASE).exists()


def test_that_the_pandas_recipe_of_the_help_page_gives_the_figures_of_known_people(tmp_path: Path) -> None:
    """The steps that `assets/help/analysis.md` shows, as they stand there, on people who rate everything alike."""
    group = Group(tmp_path / "data")
    for person, level in zip(alike(group, [1, 2, 3, 4, 5]), [2, 3, 4, 5, 1], strict=True):
        group.record(person, given.answered("full", rating=level), at="2026-11-01T10:00:00Z")
    group.workspace.close()
    assert exported(tmp_path / "data", tmp_path / "out") == 0
    names: dict[str, Any] = {}
    exec(compile(RECIPES[0].replace("FOLDER", str(tmp_path / "out")), "recipe", "exec"), names)  # noqa: S102
    areas = {area.id for area in given.questionnaire().competencies}
    for figure, expected in (("alpha", 1), ("retest", 0), ("gap", 0)):  # 1 to 5 again as 2, 3, 4, 5, 1
        assert names[figure] == {area: pytest.approx(expected, abs=1e-12) for area in areas}
    assert list(names["item_rest"].values()) == pytest.approx([1] * len(names["item_rest"]))


def test_that_there_is_a_recipe_for_each_engine() -> None:
    for code, engine in zip(RECIPES, ("import pandas", "import duckdb", "from pyspark"), strict=True):
        assert engine in code
        compile(code, "recipe", "exec")
        assert len(code.strip().splitlines()) <= LONGEST_RECIPE
