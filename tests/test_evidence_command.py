"""A pack without a window: the same as in it, with the names left out that were left out there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import given

from nextrung import app, cli
from nextrung.evidence.example import ExampleFields


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with_sample = app.open_workspace(folder)
    with_sample.add_sample(given.SAMPLE.read_text(encoding="utf-8"))
    with_sample.evidence.save(
        ExampleFields("Asked Priya first", "TL1", action="Priya and Sam <b>agreed</b>", result="Yes")
    )
    with_sample.draft("pack").keep({"names": "Priya = my manager"})
    with_sample.close()
    return folder


def pack(data: Path, out: Path, *more: str) -> int:
    return cli.main(["evidence", "--data-dir", str(data), "--out", str(out), *more])


def test_that_a_pack_has_questions_and_stories_with_names_left_out(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.md"
    assert pack(data, out, "--replace", "Sam=a colleague") == 0
    assert capsys.readouterr().out == f"{out}\n"
    text = out.read_text(encoding="utf-8")
    assert "Asked my manager first" in text
    assert "Priya" not in text
    assert "Sam" not in text
    assert "Tell me about somebody who got better" in text
    assert "Made for your own development" in text


def test_that_a_promotion_case_says_whose_words_it_has_and_what_bears_no_decision(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.md"
    assert pack(data, out, "--kind", "promotion", "--voice", "third", "--role", "senior") == 0
    text = out.read_text(encoding="utf-8")
    assert "The person’s own words. Levels are a self-assessment" in text
    assert "Not suitable for hiring" not in text
    other = tmp_path / "examples.md"
    assert pack(data, other, "--kind", "promotion", "--without", "levels,plan") == 0
    assert "self-assessment" not in other.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_that_a_pack_is_made_of_pages_too(data: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"pack.{ending}"
    assert pack(data, out, "--paper", "letter") == 0
    assert out.stat().st_size > 5_000


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--kind", "wedding"], "There is no kind of pack “wedding”; allowed are interview, promotion, feedback."),
        (["--with", "horoscope"], "There is no part “horoscope”"),
        (["--voice", "second"], "There is no voice “second”; allowed are first, third."),
        (["--replace", "Priya"], "write NAME = what stands for it"),
        (["--paper", "papyrus"], "--paper is “papyrus”"),
        (["--format", "pdf"], "does not end in .pdf"),
        (["--role", "emperor"], "emperor"),
        (["--questionnaire", "none-such"], "none-such"),
    ],
)
def test_that_what_cannot_be_made_is_said_in_a_sentence(
    data: Path, tmp_path: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.md"
    assert pack(data, out, *more) == 1
    shown = capsys.readouterr()
    assert said in shown.err
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert not out.exists()


def test_that_without_anything_to_show_a_case_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.open_workspace(tmp_path / "empty").close()
    assert pack(tmp_path / "empty", tmp_path / "pack.md", "--kind", "promotion") == 1
    assert "There is nothing for such a pack yet" in capsys.readouterr().err


def test_that_a_pack_is_of_whoever_is_named(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name\nBo Ray\n", encoding="utf-8")
    assert cli.main(["import", str(people), "--as", "people", "--data-dir", str(data)]) == 0
    capsys.readouterr()
    assert pack(data, tmp_path / "mine.md") == 0
    assert "who is open; --person names somebody else" in capsys.readouterr().err
    assert pack(data, tmp_path / "bo.md", "--person", "Bo Ray") == 0
    assert capsys.readouterr().err == ""
    assert "Asked my manager first" not in (tmp_path / "bo.md").read_text(encoding="utf-8")
    assert pack(data, tmp_path / "cy.md", "--person", "Cy") == 1
    assert "nobody called “Cy”" in capsys.readouterr().err
