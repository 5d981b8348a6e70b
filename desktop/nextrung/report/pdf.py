"""Documents as PDF (tagged, PDF/UA-1) and as pictures of the same pages, typeset by typst from files in assets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from msgspec import to_builtins

from nextrung.report import letters
from nextrung.report.blocks import Block, Document, Paper
from nextrung.report.letters import PdfError
from nextrung.report.printable import printable

if TYPE_CHECKING:
    import typst

PAPERS: tuple[Paper, ...] = get_args(Paper)
FONT = "Inter"
"""Comes with the program, so that a page looks the same on every machine."""
FALLBACKS = ("Noto Sans", "DejaVu Sans", "Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
"""Tried for what the font lacks, before all others; the last three come with typst."""
_FONTS = (FONT, *FALLBACKS)
FILLED = 2 / 3
"""How much of its height, 0 to 1, the last page of a report holds at least, where any of ``_AIRS`` gives that; else the
fullest is taken."""
_AIRS = (1.0, 1.05, 0.95, 1.1, 0.9, 0.875, 1.15, 0.85, 1.2, 1.25)
"""Multiples of the space between lines and blocks, tried in this order; beyond these, pages look cramped or torn."""
_TEMPLATE = "document.typ"
_TYPST_PAPERS: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}


def as_pdf(document: Document, paper: Paper = "a4") -> bytes:
    """The document as PDF, with question marks for ``missing_letters``: PDF/UA asks for a glyph for every letter.

    Raises PdfError.
    """
    try:
        found = _pages(document, paper).compile(format="pdf", pdf_standards=[letters.STANDARD])
    except RuntimeError as error:
        raise PdfError(f"The pages cannot be set: {error}.") from error
    return _one(found)


def missing_letters(document: Document) -> tuple[str, ...]:
    """The letters of a document that neither the program's fonts nor those of this machine have. Raises PdfError."""
    return letters.fitting(printable(to_builtins(document)), _FONTS)[1]


def as_pictures(document: Document, paper: Paper = "a4", dots: float = 96) -> tuple[bytes, ...]:
    """The same pages as PNG pictures with ``dots`` per inch. Raises PdfError."""
    return _drawn(_pages(document, paper), dots)


def chart_pictures(charts: Sequence[Block], language: str, dots: float = 96) -> tuple[bytes, ...]:
    """The charts of blocks, as they are in the pages, each as a PNG picture 170 mm wide. Raises PdfError."""
    data = {"blocks": to_builtins(charts), "language": language}
    return _drawn(letters.compiler("pictures.typ", *_written(data)), dots) if charts else ()


def _drawn(compiler: typst.Compiler, dots: float) -> tuple[bytes, ...]:
    try:
        found = compiler.compile(format="png", ppi=dots)
    except RuntimeError as error:
        raise PdfError(f"The pages cannot be set: {error}.") from error
    return tuple(found) if isinstance(found, list) else (_one(found),)


def _one(found: Any) -> bytes:
    if not isinstance(found, bytes):
        raise PdfError("The pages cannot be set: nothing came out.")
    return found


def _pages(document: Document, paper: Paper) -> typst.Compiler:
    fonts, inputs = _written(to_builtins(document))
    inputs["paper"] = _TYPST_PAPERS[paper]
    # only a report in chapters flows from page to page; other documents say themselves where a page begins
    air = _air(fonts, inputs["data"], inputs["paper"]) if document.cover else _AIRS[0]
    return letters.compiler(_TEMPLATE, fonts, inputs | {"air": str(air)})


@lru_cache(maxsize=2)
def _air(fonts: typst.Fonts, data: str, paper: str) -> float:
    """By how much the space between lines and blocks is multiplied, so that the last page is not nearly empty.

    Kept for the document that is previewed, which is saved next. Raises PdfError.
    """
    fullest = (0.0, _AIRS[0])
    for air in _AIRS:
        pages = letters.compiler(_TEMPLATE, fonts, {"data": data, "paper": paper, "air": str(air)})
        try:
            filled = json.loads(pages.query("<filled>", field="value"))[-1]
        except RuntimeError as error:
            raise PdfError(f"The pages cannot be set: {error}.") from error
        if filled >= FILLED:
            return air
        fullest = max(fullest, (filled, air))
    return fullest[1]


def _written(data: dict[str, Any]) -> tuple[typst.Fonts, dict[str, str]]:
    clean = printable(data)
    fonts, missing = letters.fitting(clean, _FONTS)
    # Texts go in as data, never as source: nothing that a person wrote can be markup or code.
    return fonts, {"data": json.dumps(letters.without(clean, missing) | {"fonts": _FONTS}, ensure_ascii=False)}
