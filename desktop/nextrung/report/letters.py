"""Which letters there are fonts for: those of the program, then those of this machine, and what none of them has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from nextrung import resources
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.lazy import lazy

if TYPE_CHECKING:
    import typst
    import typst as typst_module
else:
    typst_module = lazy("typst")

STANDARD: Final = "ua-1"
"""PDF/UA-1: an export to it fails where a letter has no glyph, and names the letter."""
# In every font; the box that fonts draw for a missing letter would fail the check of PDF/UA.
INSTEAD = "?"
MOST_NAMED = 12
_CERTAIN = frozenset(map(chr, (*range(0x149), *range(0x2010, 0x2028), 0x2212)))
"""Latin letters and typographic signs, which the program's font has: words of these alone need no look."""
_NOT_DISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class PdfError(NextRungError):
    """A document that could not be typeset, in one sentence."""


def fitting(data: Any, families: Sequence[str]) -> tuple[typst.Fonts, tuple[str, ...]]:
    """The fonts that texts need, and the letters that even those of this machine lack. Raises PdfError.

    Fonts of the machine are looked for only where the program's own are not enough: that takes time.
    """
    words = tuple(sorted(set(_doubtful(data))))
    if not words or not _lacking(words, tuple(families), others=False):
        return _fonts(others=False), ()
    return _fonts(others=True), _lacking(words, tuple(families), others=True)


def without(data: Any, missing: Sequence[str]) -> Any:
    """The same data with a question mark in the place of each missing letter."""
    if not missing:
        return data
    # A longer cluster may begin with the letter of a shorter one.
    longest_first = re.compile("|".join(map(re.escape, sorted(missing, key=len, reverse=True))))
    return _replaced(data, longest_first)


def warning(missing: Sequence[str]) -> str:
    """What is said before such a document is saved; empty where nothing is missing."""
    if not missing:
        return ""
    named = ", ".join(missing[:MOST_NAMED]) + (", \u2026" if len(missing) > MOST_NAMED else "")
    letters = counted(len(missing), "1 letter", "{0} letters")
    return (
        f"No font on this computer has {letters} ({named}): the PDF shows \u201c{INSTEAD}\u201d there. "
        "Install a font for that script, or choose .docx, which keeps every letter."
    )


def compiler(template: str, fonts: typst.Fonts, inputs: dict[str, str]) -> typst.Compiler:
    """What typesets a template of the program with what it says, by name. Raises PdfError."""
    folder = resources.assets("report")
    try:
        return typst_module.Compiler(folder / template, root=folder, font_paths=fonts, sys_inputs=inputs)
    except OSError as error:
        raise PdfError("The pages cannot be set: files of the program are missing; install Next Rung again.") from error


@cache
def _fonts(*, others: bool) -> typst.Fonts:
    return typst_module.Fonts(include_system_fonts=others, font_paths=[resources.assets("report", "fonts")])


def _doubtful(data: Any) -> Iterator[str]:
    """Words with a letter that the program's font may lack."""
    if isinstance(data, str):
        if not _CERTAIN.issuperset(data):
            yield from (word for word in data.split() if not _CERTAIN.issuperset(word))
    elif isinstance(data, dict):
        for one in data.values():
            yield from _doubtful(one)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from _doubtful(one)


@lru_cache(maxsize=2)
def _lacking(words: tuple[str, ...], families: tuple[str, ...], *, others: bool) -> tuple[str, ...]:
    """The letters of words, as they are written together, that no font has.

    The last answers are kept, for both kinds of fonts: a document is asked about before it is saved, and again when it
    is written.
    """
    inputs = {"data": json.dumps({"words": words, "fonts": families}, ensure_ascii=False)}
    page = compiler("letters.typ", _fonts(others=others), inputs)
    try:
        # A page of these words alone: the typesetter itself says which letters it cannot set, whatever fonts there are.
        page.compile(format="pdf", pdf_standards=[STANDARD])
    except typst_module.TypstError as error:
        found = [_unescaped(one) for one in _NOT_DISPLAYED.findall(error.diagnostic)]
        if not found:
            raise PdfError(f"The pages cannot be set: {error}.") from error
        return tuple(dict.fromkeys(found))
    return ()


def _unescaped(text: str) -> str:
    """A letter as it is, where the message writes its number."""
    return _ESCAPED.sub(lambda one: chr(int(one[1], 16)), text)


def _replaced(data: Any, missing: re.Pattern[str]) -> Any:
    if isinstance(data, str):
        return missing.sub(INSTEAD, data)
    if isinstance(data, dict):
        return {key: _replaced(one, missing) for key, one in data.items()}
    return [_replaced(one, missing) for one in data] if isinstance(data, list | tuple) else data
