"""Documents as PDF (tagged, PDF/UA-1) and as pictures of the same pages, typeset by typst from files in assets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

from msgspec import to_builtins

from nextrung import resources
from nextrung.errors import NextRungError
from nextrung.report.blocks import Block, Document, Paper
from nextrung.report.printable import printable

if TYPE_CHECKING:
    import typst

PAPERS: tuple[Paper, ...] = get_args(Paper)
FONT = "Inter"
"""Comes with the program, so that a page looks the same on every machine."""
FALLBACKS = ("Noto Sans", "DejaVu Sans", "Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
"""Tried for what the font lacks, before all others; the last three come with typst."""
STANDARD: Final = "ua-1"
_TYPST_PAPERS: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}
_FIRST_OTHER = "\u0590"
"""From here on (Hebrew) scripts begin that the font lacks; typographic signs and symbols lie in blocks of their own."""
_SIGNS = range(0x2000, 0x2300)


class PdfError(NextRungError):
    """A document that could not be typeset, in one sentence."""


def as_pdf(document: Document, paper: Paper = "a4") -> bytes:
    """The document as PDF. Raises PdfError.

    Characters that no font on this machine has show as empty boxes; the file is then tagged, but not PDF/UA, which
    asks for a glyph for every character.
    """
    compiler, inputs = _prepared(document, paper)
    try:
        found = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD])
    except RuntimeError as error:
        if "could not be displayed" not in str(error):
            raise PdfError(f"The pages cannot be set: {error}.") from error
        found = compiler.compile(format="pdf", sys_inputs=inputs)
    return _one(found)


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
    import typst  # noqa: PLC0415  (large; only pages need it)

    folder = resources.assets("report")
    text = json.dumps(printable(data) | {"fonts": [FONT, *FALLBACKS]}, ensure_ascii=False)
    fonts = _fonts(others=any(_is_other(character) for character in set(text)))
    try:
        compiler = typst.Compiler(folder / template, root=folder, font_paths=fonts)
    except OSError as error:
        raise PdfError("The pages cannot be set: files of the program are missing; install Next Rung again.") from error
    return compiler, {"data": text}


@cache
def _fonts(*, others: bool) -> typst.Fonts:
    """The fonts of the program, and those of the system only where a text needs them: looking for them takes time."""
    import typst  # noqa: PLC0415  (large; only pages need it)

    return typst.Fonts(include_system_fonts=others, font_paths=[resources.assets("report", "fonts")])


def _is_other(character: str) -> bool:
    return character >= _FIRST_OTHER and ord(character) not in _SIGNS
