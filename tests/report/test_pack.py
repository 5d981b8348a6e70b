"""Packs hold what was ticked and nothing else; what the program says in them is marked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import docx
import pypdf
import pytest
from msgspec.structs import replace

from nextrung import app
from nextrung.evidence.example import ExampleFields
from nextrung.evidence.replacing import pairs_of, replacing
from nextrung.report.formats import PACKED, known_format, rendered_document
from nextrung.report.pack import PACK_DEFAULTS, PACK_KINDS, PACK_PARTS, PackContents, PackKind, PackMaterial, PackPart
from nextrung.report.pages_pack import pack_document
from nextrung.tour import evidence
from nextrung.workspace import Workspace
from nextrung.workspace.packs import pack_material

EVERYTHING = frozenset(PACK_PARTS)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = app.open_workspace(tmp_path_factory.mktemp("pack"))
    evidence.told(opened)
    opened.evidence.save(ExampleFields("Unwritten", "TL1", note="only for me <b>x</b> {{0}} {1}"))
    step = opened.plan.steps()[0]
    opened.plan.edit(step.id, notes="a private note")
    yield opened
    opened.close()


def material(workspace: Workspace, names: str = "", *, assessed: bool = True) -> PackMaterial:
    made = pack_material(workspace, workspace.role, "Alex", replacing(pairs_of(names)))
    return made if assessed else replace(made, report=None)


def text(made: PackMaterial, kind: PackKind, parts: frozenset[PackPart], voice: str = "first") -> str:
    wanted = PackContents(kind, parts, "third" if voice == "third" else "first")
    return rendered_document(pack_document(made, wanted), known_format("md", formats=PACKED)).decode()


@pytest.mark.parametrize("kind", PACK_KINDS)
def test_that_pay_and_notes_are_in_no_pack_unless_ticked(workspace: Workspace, kind: PackKind) -> None:
    made = material(workspace)
    assert not {"pay", "notes"} & PACK_DEFAULTS[kind]
    usual = text(made, kind, EVERYTHING - {"pay", "notes"})
    for private in ("only for me", "a private note", "What each rung pays"):
        assert private not in usual
    whole = text(made, kind, EVERYTHING)
    assert "only for me \\<b\\>x\\</b\\> \\{\\{0\\}\\} \\{1\\}" in whole
    assert "What each rung pays (by Next Rung)" in whole


@pytest.mark.parametrize("part", ["questions", "stories", "gaps", "levels", "plan"])
def test_that_a_part_is_there_when_it_is_ticked_and_not_else(workspace: Workspace, part: PackPart) -> None:
    signs = {
        "questions": "Tell me how you chose",
        "stories": "Three people judged candidates by feel",
        "gaps": "nothing to show yet",
        "levels": "Likely range",
        "plan": "Steps as they stand in the plan",
    }
    kind: PackKind = "interview" if part == "questions" else "promotion"
    made = material(workspace)
    assert signs[part] in text(made, kind, frozenset({part}))
    assert signs[part] not in text(made, kind, EVERYTHING - {part})


def test_that_what_the_program_says_is_marked_as_such(workspace: Workspace) -> None:
    lines = text(material(workspace), "promotion", EVERYTHING - {"notes"}).splitlines()
    of_program = [line for line in lines if line.startswith("## ") and "(by Next Rung)" in line]
    assert [line.removeprefix("## ").removesuffix(" (by Next Rung)") for line in of_program] == [
        "To prepare",
        "Target against level",
        "What each rung pays",
    ]
    assert any(line.startswith("> Alex wrote this, except for") for line in lines)
    assert any("Likely question (by Next Rung)" in line for line in lines)


def test_that_a_promotion_case_speaks_in_the_person_that_is_chosen(workspace: Workspace) -> None:
    made = material(workspace)
    assert "## What I did" in text(made, "promotion", EVERYTHING)
    third = text(made, "promotion", EVERYTHING, "third")
    assert "## What Alex did" in third
    assert "## Target against level of Alex (by Next Rung)" in third


def test_that_names_of_others_give_way_to_their_part_everywhere(workspace: Workspace) -> None:
    named = text(material(workspace), "interview", EVERYTHING)
    assert "Priya" in named
    without = text(material(workspace, "Priya = my manager\nSam = a colleague"), "interview", EVERYTHING)
    assert "Priya" not in without
    assert "Sam" not in without.replace("Same", "").replace("sample", "")
    assert "My manager, manager · the written review" in without
    assert "Handed the weekly forecast over to a colleague" in without


def test_that_each_story_of_an_interview_begins_a_page(workspace: Workspace) -> None:
    document = pack_document(material(workspace), PackContents("interview", frozenset({"stories"})))
    titles = [one.title for area in material(workspace).areas for one in area.examples]
    assert [section.title for section in document.sections if section.new_page] == titles
    pages = pypdf.PdfReader(io.BytesIO(rendered_document(document, known_format("pdf")))).pages
    assert len(pages) == 1 + len(titles)
    told = "".join(page.extract_text() for page in pages)
    assert "Three people judged candidates by feel" in told


def test_that_all_kinds_of_file_hold_the_same_words(workspace: Workspace) -> None:
    document = pack_document(material(workspace), PackContents("promotion", EVERYTHING - {"notes", "pay"}))
    made = docx.Document(io.BytesIO(rendered_document(document, known_format("docx"))))
    paragraphs = [one.text for one in made.paragraphs]
    assert "Pair up on structured interviews" in paragraphs
    assert any(one.startswith("Result: Four interviews run this way") for one in paragraphs)
    pdf = pypdf.PdfReader(io.BytesIO(rendered_document(document, known_format("pdf"))))
    assert "Four interviews run this way" in "".join(page.extract_text() for page in pdf.pages).replace("\n", " ")


def test_that_a_pack_can_be_made_before_any_assessment(workspace: Workspace) -> None:
    made = material(workspace, assessed=False)
    assert not {"levels", "plan", "pay"} & made.held()
    for kind in PACK_KINDS:
        assert "Pair up on structured interviews" in text(made, kind, EVERYTHING)


def test_that_no_page_ends_with_the_title_of_a_story_told_on_the_next(tmp_path: Path) -> None:
    with closing(app.open_workspace(tmp_path / "many")) as many:
        for at in range(40):
            told = ExampleFields(
                f"Story {at} of forty", "TL1", day="2026-05-01", action="A line.\n" * (1 + at * at % 7)
            )
            many.evidence.save(told)
        held = pack_material(many, many.role, "Alex")
    document = pack_document(held, PackContents("promotion", frozenset({"stories"})))
    pages = pypdf.PdfReader(io.BytesIO(rendered_document(document, known_format("pdf")))).pages
    assert len(pages) > 3
    for page in pages:
        *lines, _foot = [line for line in page.extract_text().splitlines() if line.strip()]
        assert "of forty" not in lines[-1]
        assert "Coaching and feedback" not in lines[-1]
