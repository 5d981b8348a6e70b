"""``nextrung advert``: one object for one advert or several, or the same in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.given import questionnaire

from nextrung import cli

ADVERT = """Senior Manager, Machine Learning
Company: Fern Bank
Location: Oslo

You coach six engineers, own the roadmap and its budget, and explain results to executives.
You have managed managers before.
Pay: EUR 120,000 - 140,000
"""
OTHER = "AI Product Manager\nYou own the roadmap and write the requirements. You do not manage people.\n"


@pytest.fixture
def adverts(tmp_path: Path) -> list[str]:
    for name, text in (("one.txt", ADVERT), ("two.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]


def test_that_one_advert_is_one_object(adverts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["advert", adverts[0], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["facet"]: one["phrases"] for one in found["proposals"]} == {
        "TL1": ["coach"],
        "PM4": ["budget"],
        "SC2": ["explain results to executives"],
        "SP3": ["roadmap"],
    }
    assert found["targets"] == {
        **{one: target.level for one, target in questionnaire().role("senior").targets.items()},
        "TL": 4.5,
    }
    assert found["because"]["TL"] == {
        "profile": 4.0,
        "mentioned": True,
        "moved": [{"by": 0.5, "why": "managing managers", "words": "managed managers"}],
    }
    assert (found["title"], found["employer"], found["place"], found["language"], found["role"]) == (
        *("Senior Manager, Machine Learning", "Fern Bank", "Oslo", "en", "senior"),
    )
    assert found["pay"] == {
        "low": 120_000,
        "high": 140_000,
        "currency": "EUR",
        "period": "year",
        "words": "EUR 120,000 - 140,000",
        "date": None,
    }


def test_that_several_adverts_say_how_many_ask(adverts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["advert", *adverts, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    first = found["proposals"][0]
    assert (first["facet"], first["asked_in"], first["of"]) == ("SP3", 2, 2)
    assert found["all_ask"] == ["SP3"]
    assert [one["file"] for one in found["adverts"]] == ["one.txt", "two.txt"]
    assert found["targets"]["TL"] == 3.5
    assert "TL2" in found["none_asks"]


def test_that_the_role_to_start_from_can_be_chosen(adverts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["advert", adverts[0], "--role", "director", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["because"]["SP"]["profile"] == 4.5


def test_that_words_say_the_same(adverts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["advert", adverts[0]]) == 0
    out = capsys.readouterr().out
    for line in (
        "one.txt: Senior Manager, Machine Learning, Fern Bank, Oslo",
        "Pay in this advert: EUR 120,000 - 140,000 a year",
        "Team leadership               4.5  profile 4.0; +0.5 for managing managers (“managed managers”)",
        "Analytical ability            3.5  not mentioned: as in the profile",
        "  Roadmap and portfolio: roadmap",
    ):
        assert line in out.splitlines()
    assert cli.main(["advert", *adverts]) == 0
    assert "Roadmap and portfolio                 asked in 2 of 2" in capsys.readouterr().out


def test_that_an_advert_that_cannot_be_read_is_named_and_the_others_are_read(
    adverts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "de.txt").write_text(
        "Sie führen das Team und sind für die Planung mit dem Vorstand da.", encoding="utf-8"
    )
    files = [str(tmp_path / "de.txt"), adverts[0], str(tmp_path / "none.txt"), adverts[1]]
    assert cli.main(["advert", *files, "--json"]) == 1
    shown = capsys.readouterr()
    assert [one["file"] for one in json.loads(shown.out)["adverts"]] == ["one.txt", "two.txt"]
    refused, missing = shown.err.splitlines()
    assert refused == (
        "de.txt: the text seems to be German; only English phrases are known, so nothing was read from it."
    )
    assert "none.txt" in missing


def test_that_nothing_is_printed_when_no_advert_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert cli.main(["advert", str(tmp_path / "empty.txt"), "--json"]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)


def test_that_an_open_end_of_pay_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "open.txt").write_text("Lead\nYou coach the team and own the roadmap.\nSalary up to £200k\n", "utf-8")
    assert cli.main(["advert", str(tmp_path / "open.txt")]) == 0
    assert "Pay in this advert: up to £200k a year" in capsys.readouterr().out.splitlines()
    assert cli.main(["advert", str(tmp_path / "open.txt"), "--json"]) == 0
    pay = json.loads(capsys.readouterr().out)["pay"]
    assert (pay["low"], pay["high"], pay["words"]) == (None, 200_000, "up to £200k")
