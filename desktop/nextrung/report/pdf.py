"""Documents as PDF (tagged, PDF/UA-1) and as pictures of the same pages, typeset by typst from files in assets."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
_TYPST_PAPERS: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}


def as_pdf(document: Document, paper: Paper = "a4") -> bytes:
    """The document as PDF, with question marks for ``missing_letters``: PDF/UA asks for a glyph for every letter.

    Raises PdfError.
    """
    compiler, inputs = _prepared(document, paper)
    try:
        found = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=[letters.STANDARD])
    except RuntimeError as error:
        raise PdfError(f"The pages cannot be set: {error}.") from error
    return _one(found)


def missing_letters(document: Document) -> tuple[str, ...]:
    """The letters of a document that neither the program's fonts nor those of this machine have. Raises PdfError."""
    return letters.fitting(printable(to_builtins(document)), _FONTS)[1]


def as_pictures(document: Document, paper: Paper = "a4", dots: float = 96) -> tuple[bytes, ...]:
    """The same pages as PNG pictures with ``dots`` per inch. Raises PdfError."""
    return _drawn(*_prepared(document, paper), dots)


def chart_pictures(charts: Sequence[Block], language: str, dots: float = 96) -> tuple[bytes, ...]:
    """The charts of blocks, as they are in the pages, each as a PNG picture 170 mm wide. Raises PdfError."""
    data = {"blocks": to_builtins(charts), "language": language}
    return _drawn(*_compiler("pictures.typ", data), dots) if charts else ()


def _drawn(compiler: typst.Compiler, inputs: dict[str, str], dots: float) -> tuple[bytes, ...]:
    try:
        found = compiler.compile(format="png", ppi=dots, sys_inputs=inputs)
    except RuntimeError as error:
        raise PdfError(f"The pages cannot be set: {error}.") from error
    return tuple(found) if isinstance(found, list) else (_one(found),)


def _one(found: Any) -> bytes:
    if not isinstance(found, bytes):
        raise PdfError("The pages cannot be set: nothing came out.")
    return found


def _prepared(document: Document, paper: Paper) -> tuple[typst.Compiler, dict[str, str]]:
    compiler, inputs = _compiler("document.typ", to_builtins(document))
    return compiler, inputs | {"paper": _TYPST_PAPERS[paper]}


def _compiler(template: str, data: dict[str, Any]) -> tuple[typst.Compiler, dict[str, str]]:
    clean = printable(data)
    fonts, missing = letters.fitting(clean, _FONTS)
    compiler = letters.compiler(template, fonts)
    # Texts go in as data, never as source: nothing that a person wrote can be markup or code.
    return compiler, {"data": json.dumps(letters.without(clean, missing) | {"fonts": _FONTS}, ensure_ascii=False)}
