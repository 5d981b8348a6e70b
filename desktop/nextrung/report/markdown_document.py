"""Any document as Markdown: the words of its pages; a chart is told in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from nextrung.report.blocks import (
    AreaCard,
    Bars,
    Bullets,
    Document,
    GapChartBlock,
    Heading,
    HeatMap,
    KeyFigures,
    LineChart,
    Paper,
    Paragraph,
    PayChart,
    StepBlock,
    TableBlock,
)
from nextrung.report.markdown import plain

_LOOKS = {"body": "{}", "muted": "*{}*", "strong": "**{}**", "note": "> {}"}


def as_markdown_document(document: Document, _paper: Paper = "a4") -> bytes:
    """The document as Markdown, UTF-8; whatever a person wrote in it stands as plain text."""
    lines = [f"# {plain(document.title)}", ""]
    if document.cover is not None:
        lines += [f"- {plain(name)}: {plain(value)}" for name, value in document.cover.facts]
        lines += ["", *(f"{plain(name)}: {plain(text)}\n" for name, text in document.cover.paragraphs)]
    for section in document.sections:
        if section.title:
            lines += [f"## {plain(section.title)}", ""]
        for block in section.blocks:
            lines += [*_WRITERS[type(block)](block), ""]
    lines += [f"*{plain(document.purpose)}*", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _paragraph(block: Paragraph) -> Iterator[str]:
    if block.text.strip():
        yield _LOOKS[block.look].format(plain(block.text))


def _table(block: TableBlock) -> Iterator[str]:
    yield from _rows(block.head, block.rows)


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _cells(head)
    yield f"|{'---|' * len(head)}"
    yield from (_cells(row) for row in rows)


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join('<br>'.join(plain(line) for line in cell.splitlines()) for cell in cells)} |"


def _step(block: StepBlock) -> Iterator[str]:
    yield f"**{plain(block.title)}** ({plain(', '.join(block.tags))})"
    yield ""
    yield from (f"- {plain(text)}" for text in (block.where, *block.plans) if text)
    yield from (f"- [{'x' if done else ' '}] {plain(text)}" for done, text in block.ticks)
    yield from (f"- {plain(text)}" for text in block.lines)


def _area(block: AreaCard) -> Iterator[str]:
    yield f"### {plain(block.title)}"
    yield ""
    yield from (plain(text) for text in (block.about, block.line, block.verdict) if text)
    yield from (f"- {plain(where)}: {plain(text)}" for where, text in block.steps)
    yield from (f"- {plain(note)}" for note in block.notes)


def _figures(block: KeyFigures) -> Iterator[str]:
    for one in block.items:
        yield f"- {plain(one.name)}: {plain(' '.join(text for text in (one.figure, one.aside, one.below) if text))}"


def _heat(block: HeatMap) -> Iterator[str]:
    yield from _rows(
        (block.corner, *block.columns), ((name, *(text for text, _ in cells)) for name, cells in block.rows)
    )


def _chart(block: GapChartBlock | Bars | LineChart | PayChart) -> Iterator[str]:
    yield f"*{plain(block.alt)}*"


_WRITERS: dict[type[Struct], Callable[[Any], Iterator[str]]] = {
    Paragraph: _paragraph,
    Heading: lambda block: iter((f"### {plain(block.text)}",)),
    Bullets: lambda block: (f"- {plain(item)}" for item in block.items),
    TableBlock: _table,
    HeatMap: _heat,
    KeyFigures: _figures,
    AreaCard: _area,
    StepBlock: _step,
    **dict.fromkeys((GapChartBlock, Bars, LineChart, PayChart), _chart),
}
