"""A document as values: what stands on its pages, without how it looks. The PDF template draws every kind of block.

Texts are ready to be shown. Levels in charts go from 1 to 5. Every chart says in ``alt`` what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Align = Literal["left", "right", "center"]
Look = Literal["body", "muted", "strong", "note"]
Paper = Literal["a4", "letter"]


class Paragraph(Struct, frozen=True, tag_field="kind", tag="text"):
    """A paragraph."""

    text: str
    look: Look = "body"


class Heading(Struct, frozen=True, tag_field="kind", tag="heading"):
    """A heading inside a section."""

    text: str


class Bullets(Struct, frozen=True, tag_field="kind", tag="bullets"):
    """A list."""

    items: Sequence[str]


class TableBlock(Struct, frozen=True, tag_field="kind", tag="table"):
    """A table with one row of column names; ``widths`` are shares, 0 is as wide as the texts."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    align: Sequence[Align]
    small: bool = False


class KeyFigure(Struct, frozen=True):
    """A large figure with its name, what it is out of, and a line below."""

    name: str
    figure: str
    aside: str = ""
    below: str = ""


class KeyFigures(Struct, frozen=True, tag_field="kind", tag="figures"):
    """Figures side by side."""

    items: Sequence[KeyFigure]


class GapChartRow(Struct, frozen=True):
    """One row of a gap chart: levels, None where there is none, and what is said then."""

    name: str
    level: float | None
    low: float | None
    high: float | None
    target: float
    note: str = ""
    other: float | None = None
    """A level from somebody else's view."""


class GapChartBlock(Struct, frozen=True, tag_field="kind", tag="gaps"):
    """Levels with likely ranges against targets; ``legend`` has pairs of a mark and its name.

    The marks are level, reached, range, target, gap and other.
    """

    rows: Sequence[GapChartRow]
    legend: Sequence[tuple[str, str]]
    alt: str


class AreaCard(Struct, frozen=True, tag_field="kind", tag="area"):
    """One competency in a frame of its own."""

    title: str
    about: str
    row: GapChartRow
    alt: str
    line: str
    verdict: str
    steps_title: str
    steps: Sequence[tuple[str, str]]
    """Where, and what the next step looks like."""
    notes: Sequence[str]


class StepBlock(Struct, frozen=True, tag_field="kind", tag="step"):
    """One step of a plan: title, tags such as its state and due date, ticks with whether they are done, and lines."""

    title: str
    tags: Sequence[str]
    where: str
    plans: Sequence[str]
    """If-then plans, the one that starts the step first."""
    ticks: Sequence[tuple[bool, str]]
    lines: Sequence[str]


class Bars(Struct, frozen=True, tag_field="kind", tag="bars"):
    """Shares from 0 to 100 as named bars."""

    bars: Sequence[tuple[str, float, str]]
    """Name, share, and the share as a text."""
    alt: str


class LinePoint(Struct, frozen=True):
    """One point over time: where it stands from 0 (first) to 1 (last), level and likely range, and its name."""

    at: float
    level: float
    low: float
    high: float
    name: str


class LineChart(Struct, frozen=True, tag_field="kind", tag="line"):
    """A level over time."""

    points: Sequence[LinePoint]
    alt: str


class PayMark(Struct, frozen=True):
    """One amount on a row of pay: a published figure, adverts, or few adverts, with a short label below it."""

    amount: float
    label: str
    look: Literal["figure", "adverts", "few"]


class PayChartRow(Struct, frozen=True):
    """A bar of pay, its typical figure (or two, or none), and where its error, or a thin line through it, ends."""

    name: str
    low: float
    typical_low: float | None
    typical: float | None
    high: float
    soft_low: float
    soft_high: float
    look: Literal["published", "matched", "estimate", "ends", "adverts", "none", "converted"]
    marks: Sequence[PayMark]


class PayChart(Struct, frozen=True, tag_field="kind", tag="pay"):
    """Pay of rungs on one line of amounts; ``ticks`` are amounts with their texts."""

    rows: Sequence[PayChartRow]
    ticks: Sequence[tuple[float, str]]
    alt: str


class HeatMap(Struct, frozen=True, tag_field="kind", tag="heat"):
    """People by areas: the text of each cell, and how far above (positive) or below its target it is, in levels."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[str, float | None]]]]
    corner: str


Block = (
    Paragraph
    | Heading
    | Bullets
    | TableBlock
    | KeyFigures
    | GapChartBlock
    | AreaCard
    | StepBlock
    | Bars
    | LineChart
    | PayChart
    | HeatMap
)


class Section(Struct, frozen=True):
    """A part of the document under a heading of its own; ``new_page`` begins one."""

    title: str
    blocks: Sequence[Block]
    new_page: bool = False


class CoverPage(Struct, frozen=True):
    """The first page: facts as name and value, figures, and paragraphs under names."""

    kicker: str
    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    figures: Sequence[KeyFigure]
    paragraphs: Sequence[tuple[str, str]]
    warning: str
    purpose: str


class Document(Struct, frozen=True):
    """A whole document; without a cover it begins with its title, which is also that of the file.

    ``running`` stands on top of every page after the cover, ``purpose`` at its foot beside ``page`` and ``of``.
    """

    title: str
    language: str
    running: str
    purpose: str
    page: str
    of: str
    cover: CoverPage | None
    sections: Sequence[Section]
    short_pages: bool = False
    """Whether pages may be left nearly empty, as those of one story each; else none is, where space can help it."""
