from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from tests import given_first as given
from tests.report import made, poppler

from nextrung.report.audience import PARTS
from nextrung.report.blocks import Document, Paper
from nextrung.report.material import Material
from nextrung.report.pages import report_document
from nextrung.report.pdf import FILLED, as_pdf, as_pictures

SOURCES = {
    "full": made.full(),
    "plain": made.material(),
    "little": made.material(finished=made.little_chance()),
    "first team": made.first_team(),
}
TOP, BOTTOM = 68.0, 785.2
"""Where the text of an A4 page begins and ends, in points."""
SHORTER = 841.9 - 792
"""By how many points a page of letter size is shorter."""
HEADING = 13.0
"""Points from the top to the foot of a word in the smallest heading; in any other line, words are lower."""
MOST_EMPTY = 1 - FILLED + 0.01
"""What the letters of the last line lack to the line itself is a hundredth of a page."""
WORD = re.compile(r'<word xMin="[0-9.]+" yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">')


def pages(document: Document, folder: Path) -> list[str]:
    """The text of each page."""
    return poppler.text(as_pdf(document), folder).split("\f")[:-1]


def empty_shares(document: Document, folder: Path, paper: Paper = "a4") -> list[float]:
    """The share of each page below its last line, which is no heading: that would be alone at the foot of its page."""
    found = []
    bottom = BOTTOM - SHORTER * (paper == "letter")
    for number, page in enumerate(poppler.text(as_pdf(document, paper), folder, "-bbox").split("<page ")[1:], 1):
        lines = [(float(end), float(end) - float(top)) for top, end in WORD.findall(page) if float(end) <= bottom + 1]
        last = max(end for end, _ in lines)
        assert max(high for end, high in lines if end > last - 1) < HEADING, f"a heading ends page {number}"
        found.append((bottom - last) / (bottom - TOP))
    return found


@poppler.needed
@pytest.mark.parametrize(
    ("name", "audience", "parts"),
    [
        ("full", "coach", PARTS),
        ("plain", "me", ()),
        ("little", "me", ()),
        ("first team", "me", PARTS),
        ("full", "manager", ()),
        ("plain", "manager", ()),
        ("first team", "manager", ()),
    ],
)
def test_that_no_page_is_over_a_third_empty(name: str, audience: str, parts: tuple[str, ...], tmp_path: Path) -> None:
    shares = empty_shares(report_document(made.report(SOURCES[name], parts, audience)), tmp_path)
    assert max(shares) <= MOST_EMPTY


@poppler.needed
def test_that_a_manager_reads_full_pages_of_letter_size_too(tmp_path: Path) -> None:
    shares = empty_shares(report_document(made.report(SOURCES["full"], (), "manager")), tmp_path, "letter")
    assert max(shares) <= MOST_EMPTY
    assert len(shares) == 2


@poppler.needed
def test_that_suggested_steps_stand_below_their_heading(tmp_path: Path) -> None:
    model = made.report(made.material())
    (page,) = (one for one in pages(report_document(model), tmp_path) if "Suggested next steps" in one)
    assert model.suggestions[0].title in " ".join(page.split())


@poppler.needed
@pytest.mark.parametrize("audience", ["me", "manager"])
@pytest.mark.parametrize("role", [role.id for role in given.questionnaire().roles][1:])
def test_that_no_page_is_over_a_third_empty_whatever_the_role(role: str, audience: str, tmp_path: Path) -> None:
    model = made.report(made.material(role=given.questionnaire().role(role)), audience=audience)
    assert max(empty_shares(report_document(model), tmp_path)) <= MOST_EMPTY


@poppler.needed
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_that_a_manager_reads_two_pages_with_the_message_first(source: Material, tmp_path: Path) -> None:
    model = made.report(source, audience="manager")
    first, second = pages(report_document(model), tmp_path)
    assert "Match to the role" in first
    assert ("How far to trust this: " in first) is (model.quality.grade != "low")
    assert ("ask for care with this result" in first) is (model.quality.grade == "low")
    assert all(area.name in re.sub(r"\s+", " ", first) for area in model.areas)
    shown = [step for step in model.steps if step.live] or model.suggestions[:3]
    assert shown
    assert all(step.title in first for step in shown)
    # only a step that somebody took on is due on a day
    live = [step for step in model.steps if step.live]
    assert first.count("due ") == sum(step.due is not None for step in live)
    assert first.count("could be done by ") == (0 if live else sum(step.due is not None for step in shown))
    assert "Areas below target" in second
    assert "Method in five lines" in second


@poppler.needed
def test_that_a_manager_reads_of_a_person_and_nothing_in_the_first_person(tmp_path: Path) -> None:
    text = " ".join(pages(report_document(made.report(made.full(), audience="manager")), tmp_path))
    assert not re.search(r"\b(I|my|we|our|you|your)\b", text.replace("Made for your own development.", "").replace(
        "A step of my own", ""))  # fmt: skip


@poppler.needed
@pytest.mark.parametrize("audience", ["me", "manager"])
def test_that_defaults_are_never_called_a_choice_of_the_person(audience: str, tmp_path: Path) -> None:
    text = " ".join(pages(report_document(made.report(audience=audience)), tmp_path))
    assert "chose" not in text
    assert "leave out" not in text


@poppler.needed
def test_that_what_is_asked_for_is_in_a_report_for_a_manager_too(tmp_path: Path) -> None:
    text = " ".join(pages(report_document(made.report(made.full(), PARTS, "manager")), tmp_path))
    for words in ("What each rung pays", "Judgement and calibration", "Match to other roles", "The coach’s view"):
        assert words in text


@pytest.mark.parametrize("audience", ["me", "manager"])
def test_that_the_running_head_shows_what_hangs_below_its_line(audience: str) -> None:
    picture = QImage.fromData(as_pictures(report_document(made.report(audience=audience)), dots=192)[1])
    ink = [row for row in range(picture.height() // 8) if _dark(picture, row)]
    head = [row for row in ink if row <= ink[0] + 40]  # the line of writing, above the rule under it
    gap = next(row for row in range(ink[0], picture.height()) if row not in head)
    # from the ascender of N to the descender of g: 8 points of type, .73 em above the line and .2 below it
    assert gap - ink[0] >= 0.9 * 8 / 72 * 192


def _dark(picture: QImage, row: int) -> bool:
    return any(picture.pixelColor(x, row).lightness() < 160 for x in range(picture.width()))
