"""Documents as PDF (tagged, PDF/UA-1) and as pictures of the same pages, typeset by typst from files in assets."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

from msgspec import to_builtins

from nextrung import resources
from nextrung.errors import NextRungError
from nextrung.report.blocks import Document, Paper

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
_KEPT = "\n\u200c\u200d\u200e\u200f"
"""Control and format characters that change how a name is written: line ends, joiners, marks of direction."""


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
    compiler, inputs = _prepared(document, paper)
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
    import typst  # noqa: PLC0415  (large; only pages need it)

    data: dict[str, Any] = _cleaned(to_builtins(document))
    data["fonts"] = [FONT, *FALLBACKS]
    folder = resources.assets("report")
    text = json.dumps(data, ensure_ascii=False)
    fonts = _fonts(others=any(_is_other(character) for character in set(text)))
    try:
        compiler = typst.Compiler(folder / "document.typ", root=folder, font_paths=fonts)
    except OSError as error:
        raise PdfError("The pages cannot be set: files of the program are missing; install Next Rung again.") from error
    return compiler, {"data": text, "paper": _TYPST_PAPERS[paper]}


@cache
def _fonts(*, others: bool) -> typst.Fonts:
    """The fonts of the program, and those of the system only where a text needs them: looking for them takes time."""
    import typst  # noqa: PLC0415  (large; only pages need it)

    return typst.Fonts(include_system_fonts=others, font_paths=[resources.assets("report", "fonts")])


def _is_other(character: str) -> bool:
    return character >= _FIRST_OTHER and ord(character) not in _SIGNS


def _cleaned(value: Any) -> Any:
    """The value with its texts free of what cannot be printed: control characters, halves of characters."""
    if isinstance(value, str):
        return "".join(_printable(value))
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value


def _printable(text: str) -> Iterator[str]:
    for character in unicodedata.normalize("NFC", text):
        if character == "\t" or character in _KEPT or unicodedata.category(character)[0] != "C":
            yield " " if character == "\t" else character
