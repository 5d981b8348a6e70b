from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from nextrung.errors import FindingsError
from nextrung.salary.files import FILES, check, checked, holds_pay, load
from nextrung.salary.model import SalaryData
from nextrung.salary.rules import US_AREAS

ROLES = Path(__file__).parents[2] / "questionnaires" / "ml-manager" / "roles.yaml"

Spoil = Callable[[str, str, str], tuple[str, ...]]


@pytest.fixture
def spoil(folder: Path, tmp_path: Path) -> Spoil:
    """Replaces a text in one file of a copy and gives back the findings."""

    def _spoil(name: str, old: str, new: str) -> tuple[str, ...]:
        for file in FILES:
            shutil.copyfile(folder / file, tmp_path / file)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tuple(str(finding) for finding in check(tmp_path))

    return _spoil


def test_that_the_bundled_pay_data_are_in_order(folder: Path, data: SalaryData) -> None:
    assert check(folder) == ()
    assert set(data.places) == US_AREAS
    assert len(data.sectors) == 20
    assert sum(place.p50 is not None for place in data.places.values()) == 47
    assert [place.id for place in data.places.values() if place.mean is None] == ["MT"]


def test_that_every_source_says_all_a_provenance_card_needs(data: SalaryData) -> None:
    for source in data.provenances.values():
        assert len(re.findall(r"[a-z0-9]\.(?: |$)", source.method)) == 2, source.id
        assert source.licence
        assert source.period


def test_that_rungs_name_roles_that_exist(data: SalaryData) -> None:
    roles = {role["id"] for role in yaml.safe_load(ROLES.read_text(encoding="utf-8"))["roles"]}
    assert {rung.role for rung in data.ladder.rungs if rung.role} <= roles


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "published.yaml",
            "    source: techneeds-2025\n",
            "",
            "published.yaml:52: published-typical: the key “source” is",
        ),
        ("published.yaml", "source: techneeds-2025", "source: nowhere", "there is no source “nowhere” in this file"),
        ("published.yaml", 'licence: "a single published figure, quoted with its source"', 'licence: ""', "is empty"),
        ("published.yaml", "amount: 303749", "amount: 103749", "percentiles are out of order"),
        ("published.yaml", "amount: 303749", "amount: 188327", "percentiles are out of order"),
        ("published.yaml", "amount: 117984", "amount: -117984", "published-entry: amount is -117,984"),
        ("published.yaml", "amount: 117984", "amount: many", "expected a number, found the text “many”"),
        (
            "published.yaml",
            "high: published-p75",
            "high: published-top",
            "must name two figures that have a percentile",
        ),
        (
            "published.yaml",
            'kind: "model"',
            'kind: "guess"',
            "“guess” is not allowed; use one of survey, advert, model",
        ),
        ("published.yaml", "highest: 0.90", "highest: 0.70", "must hold 0.25 to 0.75"),
        ("published.yaml", 'confidence: "C"', 'confidence: "D"', "“D” is not allowed; use one of A, B, C"),
        ("official.yaml", "p25: 122820", "p25: 222820", "p25 (222,820) is not below p50 (159,010); percentiles must"),
        ("official.yaml", '"2022-05"', '"2020-05"', "from the oldest year to the newest"),
        ("official.yaml", '"2022-05"', '"May 2022"', "“May 2022” is no month"),
        ("places.yaml", '{id: "AL"', '{id: "ZZ"', "“ZZ” is no known place"),
        ("places.yaml", '{id: "AL"', '{id: "AK"', "every id may be used once"),
        ("places.yaml", "mean: 141270", "mean: -1", "places.yaml:48: AL: mean is -1"),
        ("places.yaml", "pay_source: oews", "pay_source: x", "there is no source “x-2023-states”"),
        ("sectors.yaml", "p50: 150140", "p50: 250140", "percentiles must rise"),
        ("prices.yaml", "index: 168.103", "index: 0", "an index must be above 0"),
        ("prices.yaml", '"2025-12"', '"2026-12"', "from the oldest to the newest"),
        ("abroad.yaml", "currency: AUD", "currency: XYZ", "AU: “XYZ” is no known currency"),
        ("abroad.yaml", "ppp: 1.366527", "ppp: -1.366527", "purchasing power must be above 0"),
        ("rungs.yaml", "factor: 1.06", "factor: 106", "a factor must lie from 0.2 to 5.0"),
        ("rungs.yaml", "factor: 1.06", "factor: 0.5", "with rising factors"),
        ("rungs.yaml", "spread: {place: 0.138", "spread: {place: 0.9", "more than the whole spread"),
        ("rungs.yaml", "version: 2.0.0", "version: '2'", "“2” is no version"),
        ("rungs.yaml", "ladder: 0.20", "ladder: 1.2", "rungs.yaml:82: error.ladder: 1.2 is no log standard deviation"),
        ("rungs.yaml", "rung: 0.107", "rung: -0.1", "spread.rung: -0.1 is no log standard deviation of pay"),
        ("official.yaml", "place: 0.065", "place: 6.5", "error.place: 6.5 is no log standard deviation of pay"),
        ("rungs.yaml", "title: Head of AI, n: 7,", "title: Head of AI,", "advert-head-ai: the key “n” is missing"),
        ("rungs.yaml", "title: Head of AI, n: 7,", "title: Head of AI, n: 0,", "advert-head-ai: n must be at least 1"),
        (
            "rungs.yaml",
            "ends: [published-entry",
            "ends: [published-nothing",
            "ends must name two figures of published.yaml",
        ),
        (
            "rungs.yaml",
            "    missing: no figure for managers\n",
            "    factor: 1\n    missing: none\n",
            "only one of factor",
        ),
        ("abroad.yaml", "n: 129, currency: GBP", "currency: GBP", "gb-data-scientist: the key “n” is missing"),
        ("abroad.yaml", "n: 129, currency: GBP", "n: 129, currency: USD", "leave doubtful rows out"),
        (
            "abroad.yaml",
            'country: "GB", title: Data',
            'country: "ZZ", title: Data',
            "there is no country “ZZ” in this file",
        ),
        ("abroad.yaml", "p25: 68375", "p25: 98375", "percentiles must rise"),
        ("demand.yaml", ", source: founding-claims}", "}", "claim-marketing: the key “source” is missing"),
        ("demand.yaml", "source: founding-claims}", "source: rumour}", "there is no source “rumour” in this file"),
        ("demand.yaml", "last: 2033", "last: 2013", "the last year must come after the first"),
        ("demand.yaml", "percent: 17,", "percent: 17000,", "growth is given in percent, from -100 to 1000"),
        ("rungs.yaml", "id: pay-rungs", "id: rungs", "the id of this file must be pay-rungs"),
        ("rungs.yaml", "id: aijobs-2025", "id: oews-2025", "has a source with this id too"),
        ("rungs.yaml", '"https://aijobs.net"', '"aijobs"', "must begin with https://"),
    ],
)
def test_that_a_bad_file_is_refused_with_a_clear_message(
    spoil: Spoil, name: str, old: str, new: str, expected: str
) -> None:
    findings = spoil(name, old, new)
    assert any(expected in finding for finding in findings), findings
    assert all(re.match(r"[a-z]+\.yaml:\d+: ", finding) for finding in findings), findings


def test_that_one_slip_gives_one_message(spoil: Spoil) -> None:
    assert len(spoil("published.yaml", "amount: 117984", "amount: -117984")) == 1
    assert len(spoil("places.yaml", "mean: 141270", "mean: -1")) == 1
    assert len(spoil("abroad.yaml", "currency: AUD", "currency: XYZ")) == 1


def test_that_a_missing_file_is_named(folder: Path, tmp_path: Path) -> None:
    for file in FILES[1:]:
        shutil.copyfile(folder / file, tmp_path / file)
    with pytest.raises(FindingsError, match=r"published\.yaml: the file cannot be read"):
        load(tmp_path)


def test_that_a_folder_without_pay_data_says_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="there are no pay data here"):
        load(tmp_path)


def test_that_a_newer_file_takes_the_place_of_the_bundled_one(folder: Path, tmp_path: Path) -> None:
    text = (folder / "published.yaml").read_text(encoding="utf-8")
    (tmp_path / "published.yaml").write_text(text.replace("188327", "190000"), encoding="utf-8")
    newer = load(folder, tmp_path)
    assert newer.published.figures[1].amount == 190_000
    assert newer.official == load(folder).official


def test_that_a_bad_newer_file_is_refused_whole(folder: Path, tmp_path: Path) -> None:
    text = (folder / "published.yaml").read_text(encoding="utf-8")
    (tmp_path / "published.yaml").write_text(text.replace("188327", "-1"), encoding="utf-8")
    with pytest.raises(FindingsError, match="published-p25"):
        load(folder, tmp_path)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("version", ["1.0.0", "3.1.0"])
def test_that_a_file_of_another_version_is_refused_by_name_and_line_and_nothing_else_is_said(
    spoil: Spoil, name: str, version: str
) -> None:
    (finding,) = spoil(name, "version: 2.0.0", f"version: {version}")
    assert re.fullmatch(
        rf"{name}:\d+: version: this is version {re.escape(version)}; versions 2.x are read here", finding
    )


def test_that_the_first_version_of_a_file_is_refused_by_its_version_alone(folder: Path) -> None:
    first = b"id: pay-rungs\nversion: 1.0.0\nsources: []\nrungs: []\n"
    (finding,) = check(folder, {"rungs.yaml": first})
    assert str(finding) == "rungs.yaml:2: version: this is version 1.0.0; versions 2.x are read here"


def test_that_a_pay_file_and_a_folder_of_some_are_checked_with_the_others(folder: Path, tmp_path: Path) -> None:
    shutil.copyfile(folder / "demand.yaml", tmp_path / "demand.yaml")
    assert holds_pay(tmp_path)
    assert holds_pay(tmp_path / "demand.yaml")
    assert not holds_pay(tmp_path / "role.yaml")
    assert checked(tmp_path, folder) == checked(tmp_path / "demand.yaml", folder) == ()
    text = (folder / "demand.yaml").read_text(encoding="utf-8")
    (tmp_path / "demand.yaml").write_text(text.replace("last: 2033", "last: 1933"), encoding="utf-8")
    assert len(checked(tmp_path, folder)) == len(checked(tmp_path / "demand.yaml", folder)) == 1
    assert checked(tmp_path / "rungs.yaml", folder)
