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
"""How much of its height, 0 to 1, each page of a report holds at least before a chapter or the report ends, where any
of ``_AIRS`` gives that; else the fullest is taken."""
_AIRS = (1.0, 1.05, 0.95, 1.1, 0.9, 0.875, 1.15, 0.85, 1.2, 1.25, 0.8)
"""Multiples of the space between lines and blocks, tried in this order; beyond these, pages look cramped or torn."""
_TEMPLATE = "document.typ"
_TYPST_PAPERS: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}


def as_pdf(document: Document, paper: Paper = "a4") -> bytes:
    """The document as PDF, with question marks for ``missing_letters``: PDF/UA asks for a glyph for every letter.

    Raises PdfError.
    """
    fonts, inputs = _inputs(document, paper)
    if _in_chapters(document):
        return _fitted(fonts, inputs["data"], inputs["paper"])[1]
    return _set(letters.compiler(_TEMPLATE, fonts, inputs))


def missing_letters(document: Document) -> tuple[str, ...]:
    """The letters of a document that neither the program's fonts nor those of this machine have. Raises PdfError."""
    return letters.fitting(printable(to_builtins(document)), _FONTS)[1]


def as_pictures(document: Document, paper: Paper = "a4", dots: float = 96) -> tuple[bytes, ...]:
    """The same pages as PNG pictures with ``dots`` per inch. Raises PdfError."""
    fonts, inputs = _inputs(document, paper)
    if _in_chapters(document):
        inputs["air"] = str(_fitted(fonts, inputs["data"], inputs["paper"])[0])
    return _drawn(letters.compiler(_TEMPLATE, fonts, inputs), dots)


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


def _in_chapters(document: Document) -> bool:
    """Whether chapters begin pages of their own, so that the page before one may be left nearly empty."""
    return not document.short_pages and any(section.new_page for section in document.sections)


def _inputs(document: Document, paper: Paper) -> tuple[typst.Fonts, dict[str, str]]:
    fonts, inputs = _written(to_builtins(document))
    return fonts, inputs | {"paper": _TYPST_PAPERS[paper]}


@lru_cache(maxsize=2)
def _fitted(fonts: typst.Fonts, data: str, paper: str) -> tuple[float, bytes]:
    """By how much the space between lines and blocks is multiplied, so that no page ends nearly empty; the PDF.

    Kept for the document that is previewed, which is saved next. Raises PdfError.
    """
    fullest = (-1.0, _AIRS[0], b"")  # a page is filled from 0 on, or a little less at its very top
    for air in _AIRS:
        pages = letters.compiler(_TEMPLATE, fonts, {"data": data, "paper": paper, "air": str(air)})
        # the typesetter forgets earlier pages when it writes some, and never when it is only asked
        made = _set(pages)
        fullest = max(fullest, (_filled(pages), air, made))
        if fullest[0] >= FILLED:
            break
    return fullest[1:]


def _filled(pages: typst.Compiler) -> float:
    """How much of its height the page holds that holds least where a chapter or the document ends, 0 to 1."""
    try:
        return min(map(float, json.loads(pages.query("<filled>", field="value"))))
    except RuntimeError as error:
        raise PdfError(f"The pages cannot be set: {error}.") from error


def _set(pages: typst.Compiler) -> bytes:
    try:
        return _one(pages.compile(format="pdf", pdf_standards=[letters.STANDARD]))
    except RuntimeError as error:
        raise PdfError(f"The pages cannot be set: {error}.") from error


def _written(data: dict[str, Any]) -> tuple[typst.Fonts, dict[str, str]]:
    clean = printable(data)
    fonts, missing = letters.fitting(clean, _FONTS)
    # Texts go in as data, never as source: nothing that a person wrote can be markup or code.
    return fonts, {"data": json.dumps(letters.without(clean, missing) | {"fonts": _FONTS}, ensure_ascii=False)}
