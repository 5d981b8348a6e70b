from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import given_first as given
from tests.report import made, poppler

from nextrung.report.audience import PARTS
from nextrung.report.blocks import Paper
from nextrung.report.group import group_document
from nextrung.report.material import Material
from nextrung.report.model import ReportModel
from nextrung.report.pages import report_document
from nextrung.report.pages_pay import basis_words, range_words
from nextrung.report.pdf import as_pdf, as_pictures
from nextrung.report.session import session_document
from nextrung.report.words import gap, level, match, percent, span
from nextrung.salary.amounts import exact

GOLDEN = Path(__file__).parent.parent / "golden"
LARGEST = 1_000_000
"""Bytes of a full report."""


def pdf(model: ReportModel, paper: Paper = "a4") -> bytes:
    return as_pdf(report_document(model), paper)


def words_of(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


@poppler.needed
@pytest.mark.parametrize("parts", [(), PARTS])
def test_that_every_font_is_embedded_and_the_pages_are_tagged(parts: tuple[str, ...], tmp_path: Path) -> None:
    made_pdf = pdf(made.report(made.full(), parts))
    fonts = poppler.fonts(made_pdf, tmp_path)
    assert fonts
    assert all(embedded for _, embedded in fonts)
    assert {name.split("+")[1].split("-")[0] for name, _ in fonts} == {"Inter"}
    found = poppler.info(made_pdf, tmp_path)
    assert found["Tagged"] == "yes"
    assert found["Title"] == "Development report: Alex, First-line ML manager"
    assert b"/Lang (en)" in made_pdf or b"<dc:language>" in made_pdf
    assert b"pdfuaid:part" in made_pdf
    assert b"/Outlines" in made_pdf
    assert len(made_pdf) < LARGEST


@poppler.needed
@pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("letter", "612 x 792")])
def test_that_the_paper_is_the_one_asked_for(paper: Paper, size: str, tmp_path: Path) -> None:
    assert poppler.info(pdf(made.report(), paper), tmp_path)["Page size"].startswith(size)


@poppler.needed
@pytest.mark.parametrize("source", [made.material(), made.full(), made.material(finished=made.little_chance())])
def test_that_every_number_is_found_in_the_text(source: Material, tmp_path: Path) -> None:
    model = made.report(source, PARTS)
    text = words_of(poppler.text(pdf(model), tmp_path, "-layout"))
    for area in model.areas:
        assert area.name in text
        assert f" {level(area.target)} " in text
        if area.level is not None:
            cells = (level(area.level), span(area.low, area.high), level(area.target), gap(area.target, area.level))
            assert f"{area.name} {' '.join(cells)}" in text
            numbers = (level(area.score), level(area.se), percent(area.exposure or 0), str(area.weight))
            assert f"{area.name} {' '.join(numbers)}" in text
    if model.match.value is not None:
        assert f"{match(model.match.value)} likely" in text
    for role in model.roles:
        assert f"{role.name} {match(role.value)}" in text
    for label, right, n in model.taps if model.calibration and model.calibration.n else ():
        assert f"{label} {right} {n}" in text
    if model.pay is not None:
        for rung in model.pay.rungs:
            assert words_of(range_words(rung)) in text
            assert basis_words(rung).split()[0] in text
        for label, amount in model.pay.published:
            assert f"{label.lower()} {exact(amount)}" in text
        for advert in model.pay.adverts:
            assert exact(dict(advert.points)[0.50], advert.currency) in text
    for step in model.steps:
        assert (step.title in text) is (step.state != "dropped")


@poppler.needed
def test_that_a_part_that_is_left_out_is_not_in_the_text(tmp_path: Path) -> None:
    noted = given.vector_answers()
    noted |= {"TL-B1": replace(noted["TL-B1"], note="Between us: the reorganisation")}
    source = made.full(finished=made.finished(noted))
    text = words_of(poppler.text(pdf(made.report(source)), tmp_path))
    whole = words_of(poppler.text(pdf(made.report(source, PARTS)), tmp_path))
    for words in (
        "Private: ask Kim first",
        "$310,000",
        "What each rung pays",
        "the reorganisation",
        "The coach’s view",
    ):
        assert words not in text
        assert words in whole


@poppler.needed
@pytest.mark.parametrize(
    "name",
    [
        "Ann/../etc\\passwd",
        "עברית דוד",
        "محمد علي",
        "漢字 😀",
        "Zoë Łukasz Ωmega",
        made.LONG_NAME,
        "a\x00\x07b",
        "\ud800",
    ],
)
def test_that_any_name_can_stand_on_a_report(name: str, tmp_path: Path) -> None:
    text = poppler.text(pdf(made.report(made.material(person=name))), tmp_path)
    assert "The picture of gaps" in text


@poppler.needed
def test_that_a_long_name_keeps_inside_the_page(tmp_path: Path) -> None:
    source = made.material(person=made.LONG_NAME)
    boxes = poppler.text(pdf(made.report(source)), tmp_path, "-bbox")
    right = [float(end) for end in re.findall(r'xMax="([0-9.]+)"', boxes)]
    assert max(right) <= 595.3 - 56.0  # the margin of 20 mm
    assert made.LONG_NAME in re.sub(r"[\s\u200b]", "", poppler.text(pdf(made.report(source)), tmp_path))


def masked(text: str) -> str:
    """The text without what changes from day to day and version to version."""
    text = re.sub(r"Next Rung \d+\.\d+\.\d+", "Next Rung VERSION", text)
    return re.sub(r"(Made on\s+)\d+ \w+ \d{4}", r"\1DAY", text)


@poppler.needed
@pytest.mark.parametrize(("name", "parts"), [("report", ()), ("report-everything", PARTS)])
def test_that_the_text_of_a_report_is_as_it_was_read(name: str, parts: tuple[str, ...], tmp_path: Path) -> None:
    text = masked(poppler.text(pdf(made.report(made.full(), parts)), tmp_path))
    golden = GOLDEN / f"{name}.txt"
    assert words_of(text) == words_of(golden.read_text(encoding="utf-8"))


@poppler.needed
def test_that_the_preview_has_the_same_pages_as_the_file(tmp_path: Path) -> None:
    document = report_document(made.report(made.full(), PARTS))
    pictures = as_pictures(document)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert poppler.info(as_pdf(document), tmp_path)["Pages"] == str(len(pictures))


@poppler.needed
def test_that_a_session_summary_holds_what_was_decided(tmp_path: Path) -> None:
    made_pdf = as_pdf(session_document(made.session()))
    assert poppler.info(made_pdf, tmp_path)["Pages"] == "1"
    text = words_of(poppler.text(made_pdf, tmp_path))
    for words in ("Session summary: Alex", "Run the next planning meeting", "due 24 December 2026", "5 January 2027"):
        assert words in text


@poppler.needed
def test_that_a_group_report_holds_every_level(tmp_path: Path) -> None:
    text = words_of(poppler.text(as_pdf(group_document(made.group()), "letter"), tmp_path, "-layout"))
    for words in ("Autumn cohort", "Ann 71 3.4 –", "Bo – 1.2 4.6", "Cy 55 2.7 3.2"):
        assert words in text
