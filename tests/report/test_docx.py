from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import msgspec
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from msgspec.structs import replace
from tests.report import made, poppler
from tests.report.test_pdf import words_of

from nextrung.report.as_docx import CHARTS, OPEN, TICKED, as_docx
from nextrung.report.audience import PARTS
from nextrung.report.blocks import Bullets, CoverPage, Document, Paragraph, Section, StepBlock, TableBlock
from nextrung.report.group import group_document
from nextrung.report.pages import report_document
from nextrung.report.pdf import as_pdf
from nextrung.report.session import session_document

DOCUMENTS: dict[str, Document] = {
    "me": report_document(made.report(made.full(), PARTS)),
    "coach": report_document(made.report(made.full(), audience="coach")),
    "manager": report_document(made.report(made.full(), PARTS, "manager")),
    "little chance": report_document(made.report(made.material(finished=made.little_chance()))),
    "nothing": report_document(made.report(made.material(finished=made.finished({})))),
    "group": group_document(made.group()),
    "session": session_document(made.session()),
}
NOT_SHOWN = {"language", "kind", "align", "widths", "look", "alt", "legend", "row"}
every_document = pytest.mark.parametrize("document", list(DOCUMENTS.values()), ids=list(DOCUMENTS))


def opened(document: Document, **options: Any) -> DocxDocument:
    return docx.Document(io.BytesIO(as_docx(document, **options)))


def shown(document: Document) -> Iterator[str]:
    """Every text that stands on the pages outside of charts, which are pictures."""
    if document.cover is None:
        yield document.title
    else:
        yield from _texts(msgspec.to_builtins(document.cover))
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, StepBlock):
                yield from (block.title, " \u00b7 ".join(block.tags), block.where, *block.plans, *block.lines)
                yield from (f"{TICKED if done else OPEN} {text}" for done, text in block.ticks)
            elif not isinstance(block, CHARTS) or hasattr(block, "steps"):
                yield from _texts(msgspec.to_builtins(block))


def _texts(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str) and name not in NOT_SHOWN:
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in NOT_SHOWN:
                yield from _texts(one, key)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one, name)


def lines(found: DocxDocument) -> list[str]:
    """The texts of all paragraphs and cells."""
    return [
        *(one.text for one in found.paragraphs),
        *(cell.text for table in found.tables for row in table.rows for cell in row.cells),
    ]


@every_document
def test_that_every_text_of_the_pages_is_in_it_and_nothing_else(document: Document) -> None:
    text = "\n".join(lines(opened(document)))
    wanted = [one for one in shown(document) if one]
    for one in wanted:
        assert one in text
    rest = "\n".join(wanted)
    parts = [part for line in lines(opened(document)) for part in re.split(r"[\t ]", line)]
    assert [part for part in parts if part not in rest] == []


@poppler.needed
@every_document
def test_that_its_words_and_numbers_are_those_of_the_pdf(document: Document, tmp_path: Path) -> None:
    pdf = set(words_of(poppler.text(as_pdf(document), tmp_path, "-layout")).split())
    ours = {word for line in lines(opened(document)) for word in line.split()}
    broken = {word for word in ours if len(word) > 12 or "-" in word or "/" in word}  # over two lines in the PDF
    assert ours - broken - pdf - {TICKED, OPEN} == set()


@every_document
def test_that_headings_lists_and_tables_are_real_ones(document: Document) -> None:
    found = opened(document)
    styles = {one.style.name for one in found.paragraphs if one.style is not None}
    assert "Title" in styles
    titles = [one.text for one in found.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert titles == [section.title for section in document.sections if section.title]
    for table in found.element.body.iter(qn("w:tbl")):
        assert table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    bullets = sum(one.style is not None and one.style.name == "List Bullet" for one in found.paragraphs)
    blocks = [block for section in document.sections for block in section.blocks]
    assert bullets == sum(len(block.items) for block in blocks if isinstance(block, Bullets))


@every_document
def test_that_every_chart_is_a_picture_that_says_what_it_shows(document: Document) -> None:
    found = opened(document)
    said = [shown.get("descr") for shown in found.element.body.iter(qn("wp:docPr"))]
    charts = [block for section in document.sections for block in section.blocks if isinstance(block, CHARTS)]
    assert [one.partition(". ")[0] for one in said] == [block.alt.partition(". ")[0] for block in charts]
    assert all(len(one) > 20 for one in said)


@every_document
def test_that_it_has_language_title_head_and_page_numbers(document: Document) -> None:
    found = opened(document)
    about = found.core_properties
    assert (about.title, about.language, about.author, about.comments) == (document.title, "en", "", "")
    assert {one.get(qn("w:val")) for one in found.styles.element.iter(qn("w:lang"))} == {"en"}
    section = found.sections[0]
    assert section.header.paragraphs[0].text == document.running
    assert section.different_first_page_header_footer is (document.cover is not None)
    feet = [section.footer, *([section.first_page_footer] if document.cover else [])]
    for foot in feet:
        fields = [one.get(qn("w:instr")) for one in foot.part.element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert document.purpose in foot.paragraphs[0].text


@pytest.mark.parametrize(("paper", "width"), [("a4", 210), ("letter", 216)])
def test_that_paper_is_followed(paper: Any, width: int) -> None:
    section = opened(session_document(made.session()), paper=paper).sections[0]
    assert section.page_width is not None
    assert round(section.page_width.mm) == width


NAMES = ("a\x00\x07b", "\ud800", "<w:p/>&amp;", "\u05e2\u05d1\u05e8\u05d9\u05ea", "\uae40\ubbfc\uc900 \U0001f600")


@pytest.mark.parametrize("name", NAMES)
def test_that_any_name_can_stand_in_it(name: str) -> None:
    found = opened(session_document(replace(made.session(), person=name)))
    kept = name.replace("\x00\x07", "").replace("\ud800", "")
    assert kept in found.paragraphs[0].text
    assert found.core_properties.title == found.paragraphs[0].text


def test_that_a_wide_table_stays_on_the_paper() -> None:
    head = tuple(f"Column {number} with a long name" for number in range(12))
    table = TableBlock(head, (head,), (0.0,) * 11 + (1.0,), ("left",) * 12)
    cover = CoverPage("", "T", "", (), (), (), "", "")
    document = Document("T", "en", "", "", "", "", cover, (Section("", (table, Paragraph("Below"))),))
    found = opened(document)
    widths = [column.width.mm for column in found.tables[0].columns if column.width is not None]
    assert len(widths) == 12
    assert sum(widths) == pytest.approx(170, abs=0.5)
    assert min(widths) > 5


def test_that_it_holds_no_trace_of_who_made_the_template() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(session_document(made.session())))) as parts:
        assert b"python-docx" not in b"".join(parts.read(name) for name in parts.namelist())
