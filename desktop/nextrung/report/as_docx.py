"""Documents as .docx, to be edited: the blocks of the pages as real headings, lists and tables, charts as pictures.

Loaded when one is written (``formats.py``): with its XML library it takes longer to load than a page to write.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.text.paragraph import Paragraph as DocxParagraph
from msgspec import Struct, convert, to_builtins

from nextrung.report import docx_styles as styles
from nextrung.report.blocks import (
    AreaCard,
    Bars,
    Block,
    Bullets,
    CoverPage,
    Document,
    GapChartBlock,
    Heading,
    HeatMap,
    KeyFigure,
    KeyFigures,
    LineChart,
    Paper,
    Paragraph,
    PayChart,
    StepBlock,
    TableBlock,
)
from nextrung.report.docx_tables import heat_table, plain_table
from nextrung.report.pdf import chart_pictures
from nextrung.report.printable import printable

DOTS = 200
"""Dots per inch of the charts: sharp on paper, about 30 kB each."""
CHARTS = (AreaCard, Bars, GapChartBlock, LineChart, PayChart)
TICKED, OPEN = "\u2611", "\u2610"
LOOKS = {"body": styles.BODY, "muted": styles.MUTED, "strong": styles.STRONG, "note": styles.NOTE}


def as_docx(document: Document, paper: Paper = "a4") -> bytes:
    """The document as .docx, with the words and numbers of the pages. Raises PdfError when a chart cannot be drawn."""
    # By way of plain values, so that every text of every block is made fit for XML.
    clean = convert(printable(to_builtins(document)), Document)
    made = docx.Document()
    styles.set_up(made, clean, paper)
    _Writer(made, clean).write()
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _charts(document: Document) -> Iterator[Block]:
    return (block for section in document.sections for block in section.blocks if isinstance(block, CHARTS))


class _Writer:
    """Writes block after block; the pictures of all charts are drawn at once before."""

    def __init__(self, made: DocxDocument, document: Document) -> None:
        self._made = made
        self._document = document
        self._ids = styles.style_ids(made)
        # One run of the typesetter for all charts: each run compiles the templates anew.
        self._pictures = iter(chart_pictures(tuple(_charts(document)), document.language, DOTS))
        self._write: dict[type[Struct], Callable[[Any], None]] = {
            Paragraph: lambda it: self._line(it.text, LOOKS[it.look]),
            Heading: lambda it: self._line(it.text, styles.heading(2)),
            Bullets: self._bullets,
            TableBlock: lambda it: plain_table(self._made, it),
            HeatMap: lambda it: heat_table(self._made, it),
            KeyFigures: self._figures,
            AreaCard: self._area,
            StepBlock: self._step,
            **dict.fromkeys((Bars, GapChartBlock, LineChart, PayChart), self._chart),
        }

    def write(self) -> None:
        """Write cover or title, then every section; each chart takes the next of the pictures. To be called once."""
        document = self._document
        if document.cover is not None:
            self._cover(document.cover)
        else:
            self._line(document.title, styles.TITLE)
        for number, section in enumerate(document.sections):
            if section.title:
                line = self._add(section.title, styles.heading(1))
                # the first one after a title stays on its page, as in the document that is printed
                line.paragraph_format.page_break_before = section.new_page and bool(number or document.cover)
            for block in section.blocks:
                self._write[type(block)](block)

    def _line(self, text: str, style: str) -> None:
        if text:
            self._add(text, style)

    def _add(self, text: str, style: str) -> DocxParagraph:
        line = self._made.add_paragraph(text)
        styles.wear(line, self._ids[style])
        return line

    def _cover(self, cover: CoverPage) -> None:
        self._line(cover.kicker, styles.MUTED)
        self._line(cover.title, styles.TITLE)
        self._line(cover.subtitle, styles.SUBTITLE)
        for name, value in cover.facts:
            self._named(name, value, styles.FACT)
        self._figures(KeyFigures(cover.figures))
        self._line(cover.warning, styles.NOTE)
        for name, text in cover.paragraphs:
            self._line(name, styles.STRONG)
            self._line(text, styles.BODY)
        self._line(cover.purpose, styles.NOTE)

    def _named(self, name: str, value: str, style: str) -> None:
        line = self._add(f"{name}\t", style)
        line.add_run(value).bold = True

    def _bullets(self, bullets: Bullets) -> None:
        for item in bullets.items:
            self._line(item, styles.BULLET)

    def _figures(self, figures: KeyFigures) -> None:
        for one in figures.items:
            self._figure(one)

    def _figure(self, figure: KeyFigure) -> None:
        self._line(figure.name, styles.MUTED)
        line = self._add(figure.figure, styles.FIGURE)
        if figure.aside:
            line.add_run(f" {figure.aside}", styles.ASIDE)
        self._line(figure.below, styles.BODY)

    def _chart(self, chart: GapChartBlock | Bars | LineChart | PayChart) -> None:
        styles.add_picture(self._made, next(self._pictures), chart.alt)

    def _area(self, area: AreaCard) -> None:
        self._line(area.title, styles.heading(2))
        self._add(area.about, styles.MUTED).paragraph_format.keep_with_next = True
        styles.add_picture(self._made, next(self._pictures), f"{area.alt}. {area.line}", keep_with_next=True)
        line = self._add("", styles.BODY)
        line.add_run(area.line).bold = True
        if area.verdict:
            line.add_run(f" {area.verdict}")
        self._line(area.steps_title, styles.STRONG)
        for where, text in area.steps:
            self._line(where, styles.MUTED)
            self._line(text, styles.BODY)
        self._all(area.notes, styles.MUTED)

    def _step(self, step: StepBlock) -> None:
        self._line(step.title, styles.STRONG)
        self._line(" · ".join(step.tags), styles.MUTED)
        self._line(step.where, styles.MUTED)
        self._all(step.plans, styles.PLAN)
        for done, text in step.ticks:
            self._line(f"{TICKED if done else OPEN} {text}", styles.TICK)
        self._all(step.lines, styles.BODY)

    def _all(self, texts: Sequence[str], style: str) -> None:
        for text in texts:
            self._line(text, style)
