"""How a .docx looks: its styles, paper, head and foot, so that whoever edits it changes them in one place each."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from nextrung.report.blocks import Document, Paper

TITLE, SUBTITLE, BODY, BULLET, GRID = "Title", "Subtitle", "Normal", "List Bullet", "Table Grid"
MUTED, STRONG, NOTE, FACT, FIGURE = "Muted", "Strong line", "Note", "Fact", "Figure"
PLAN, TICK, ASIDE, CELL, SMALL = "Plan", "Tick", "Aside", "Cell", "Small cell"
"""Styles of its own, beside those that every word processor has."""
FONT = "Calibri"
"""Word processors put another one in where it is missing, and find letters it lacks in others by themselves."""
INK, GREY, BORDER, SOFT = "1A1F29", "5A6473", "CBD2DC", "F6F7F9"
PAPERS_MM: dict[Paper, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}
SIDE_MM, TOP_MM, BOTTOM_MM = 20, 24, 20
# The text of an A4 page: 210 less twice SIDE_MM. Letter is wider, so the same pictures fit both papers.
PICTURE_MM = 170
LEVELS = 2


def heading(level: int) -> str:
    """The style of a heading of a level from 1 to LEVELS."""
    return f"Heading {level}"


SIZES = {BODY: 10, TITLE: 26, SUBTITLE: 12, BULLET: 10, heading(1): 17, heading(2): 12, "Header": 8.5, "Footer": 8.5}
"""Styles that every word processor has, with their sizes in points."""


def set_up(made: DocxDocument, document: Document, paper: Paper) -> None:
    """Give an empty document its styles, paper, language, title, running head and foot."""
    _name(made, document)
    _paper(made, document, paper)
    _keep_only(made, {*SIZES, GRID})
    _standard(made, document.language)
    _own(made)


def _name(made: DocxDocument, document: Document) -> None:
    about = made.core_properties
    about.title, about.language = document.title, document.language
    # The template of the library names itself here.
    about.author = about.comments = about.last_modified_by = ""


def _paper(made: DocxDocument, document: Document, paper: Paper) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAPERS_MM[paper])
    section.left_margin = section.right_margin = Mm(SIDE_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.header_distance = section.footer_distance = Mm(10)
    # A cover has no running head: what stands there is on it in large letters.
    section.different_first_page_header_footer = document.cover is not None
    section.header.paragraphs[0].text = document.running
    feet = [section.footer, *([section.first_page_footer] if document.cover is not None else [])]
    for foot in feet:
        line = foot.paragraphs[0]
        line.paragraph_format.tab_stops.add_tab_stop(
            section.page_width - section.left_margin - section.right_margin, WD_TAB_ALIGNMENT.RIGHT
        )
        line.add_run(f"{document.purpose}\t{document.page} ")
        _field(line, "PAGE")
        line.add_run(f" {document.of} ")
        _field(line, "NUMPAGES")


def style_ids(made: DocxDocument) -> dict[str, str]:
    """The ids of all styles by their names."""
    return {style.name: style.style_id for style in made.styles}


def wear(line: Any, style: str) -> None:
    """Give a paragraph a style, by its id: by name, the library looks through all of them for each paragraph."""
    line.paragraph_format.element.style = style


def _field(line: Any, code: str) -> None:
    """A number that the word processor counts."""
    # The formats of the library are the public way to the elements that they belong to.
    # The library makes no fields. The 1 is shown until the word processor has counted the pages.
    field = _child(line.paragraph_format.element, "w:fldSimple", {"w:instr": code})
    field.append(line.add_run("1").font.element)


def _keep_only(made: DocxDocument, names: set[str]) -> None:
    """Leave out the 150 styles of the template that nothing wears: the library goes through all for every paragraph."""
    styles = {style.style_id: style for style in made.styles}
    wanted = [style.style_id for style in made.styles if style.name in names or style.element.default]
    kept: set[str] = set()
    while wanted:
        one = wanted.pop()
        if one not in kept:
            kept.add(one)
            links = [styles[one].element.find(qn(f"w:{tag}")) for tag in ("basedOn", "link", "next")]
            wanted += [link.get(qn("w:val")) for link in links if link is not None]
    for name, style in styles.items():
        if name not in kept:
            style.delete()


def _standard(made: DocxDocument, language: str) -> None:
    """The styles that every word processor has, and the language of all texts."""
    for name, size in SIZES.items():
        style = _paragraph_style(made, name)
        _font(style, size, GREY if name in ("Header", "Footer", SUBTITLE) else INK, bold=name.startswith("Heading"))
        style.font.italic = False
        style.paragraph_format.space_after = Pt(0 if name in ("Header", "Footer") else 6)
    for level, before in ((1, 18), (2, 12)):
        _paragraph_style(made, heading(level)).paragraph_format.space_before = Pt(before)
    title = _paragraph_style(made, TITLE).element.get_or_add_pPr()
    title.remove(title.find(qn("w:pBdr")))  # the template draws a blue line below a title
    for line in made.styles[GRID].element.find(f".//{qn('w:tblBorders')}"):
        line.set(qn("w:color"), BORDER)
    for tag in made.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)


def _own(made: DocxDocument) -> None:
    looks = {MUTED: (9, GREY), STRONG: (10, INK), NOTE: (10, INK), FACT: (10, INK), FIGURE: (20, INK)}
    looks |= {PLAN: (10, INK), TICK: (10, INK), CELL: (9, INK), SMALL: (8, INK)}
    for name, (size, color) in looks.items():
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles[BODY]
        # Else the style is there but in no gallery, and whoever edits the document does not find it.
        style.quick_style = True
        _font(style, size, color, bold=name in (STRONG, FIGURE))
        style.paragraph_format.space_after = Pt({CELL: 2, SMALL: 2, MUTED: 3, STRONG: 3, FACT: 3}.get(name, 6))
    # Strong lines head what follows: alone at the foot of a page they head nothing.
    made.styles[STRONG].paragraph_format.keep_with_next = True
    made.styles[FACT].paragraph_format.tab_stops.add_tab_stop(Mm(45))
    made.styles[FACT].paragraph_format.left_indent = Mm(45)
    # A hanging indent as wide as the tab stop: values of several lines stay in their column beside the name.
    made.styles[FACT].paragraph_format.first_line_indent = -Mm(45)
    for name in (PLAN, TICK):
        made.styles[name].paragraph_format.left_indent = Mm(5)
    properties = made.styles[NOTE].element.get_or_add_pPr()
    # "clear" draws no pattern over the fill; the attribute may not be missing.
    _child(properties, "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": SOFT})
    aside = made.styles.add_style(ASIDE, WD_STYLE_TYPE.CHARACTER)
    _font(aside, 10, GREY, bold=False)


def _paragraph_style(made: DocxDocument, name: str) -> ParagraphStyle:
    style = made.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    return style


def _font(style: Any, size: float, color: str, *, bold: bool) -> None:
    """One font for all scripts: those named by the template's theme would go before it."""
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(color)
    fonts = style.element.rPr.rFonts
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{part}Theme"), None)
        fonts.set(qn(f"w:{part}"), FONT)


def _child(parent: Any, tag: str, values: dict[str, str]) -> Any:
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(name), value)
    parent.append(made)
    return made


def shade(cell: Any, color: str) -> None:
    """Fill a cell of a table with a colour."""
    _child(_element_of(cell).get_or_add_tcPr(), "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": color})


def add_picture(made: DocxDocument, picture: bytes, alt: str, *, keep_with_next: bool = False) -> None:
    """A chart as wide as the text, with the words that say what it shows."""
    line = made.add_paragraph()
    line.paragraph_format.keep_with_next = keep_with_next
    run = line.add_run()
    run.add_picture(io.BytesIO(picture), width=Mm(PICTURE_MM))
    # What screen readers say of a picture; the library has no call for it.
    run.font.element.find(f".//{qn('wp:docPr')}").set("descr", alt)


def repeat_on_every_page(row: Sequence[Any]) -> None:
    """Make the row of these cells the head of its table, said again on every page and told to screen readers."""
    _child(_element_of(row[0]).getparent().get_or_add_trPr(), "w:tblHeader", {"w:val": "true"})


def keep_whole(row: Sequence[Any]) -> None:
    """Break no page inside the row of these cells."""
    _child(_element_of(row[0]).getparent().get_or_add_trPr(), "w:cantSplit", {"w:val": "true"})


def _element_of(cell: Any) -> Any:
    """The element of a cell, by way of its first paragraph: the library has no public name for it."""
    return cell.paragraphs[0].paragraph_format.element.getparent()
