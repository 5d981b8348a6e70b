"""The words of a text with their places, and every inflection of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_AMERICAN = re.compile(r"iz(e|es|ed|er|ers|ing|ation|ations)$")
_IRREGULAR = {
    "lead": ("led",),
    "build": ("built",),
    "write": ("wrote", "written"),
    "hold": ("held",),
    "make": ("made",),
    "choose": ("chose", "chosen"),
    "run": ("ran",),
    "grow": ("grew", "grown"),
    "give": ("gave", "given"),
    "teach": ("taught",),
    "find": ("found",),
    "tell": ("told",),
    "bring": ("brought",),
    "keep": ("kept",),
    "speak": ("spoke", "spoken"),
    "say": ("said",),
    "take": ("took", "taken"),
    "understand": ("understood",),
    "win": ("won",),
    "hypothesis": ("hypotheses",),
    "read": (),
}
_SHORTEST_CHANGED = 5
"""Letters of a word in which -ize is read as -ise: “size” and “prize” are no such verbs."""


class TextWord(Struct, frozen=True):
    """One word as it is compared, with its first place in the text and the place after its last letter."""

    plain: str
    start: int
    end: int


def words_in(text: str, start: int, end: int) -> Iterator[TextWord]:
    """The words between two places of a text."""
    for found in _WORD.finditer(text, start, end):
        yield TextWord(plain(found[0]), found.start(), found.end())


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word as it is compared: small letters, a straight apostrophe, and British endings."""
    small = word.lower().replace("’", "'").removesuffix("'s")
    return _AMERICAN.sub(r"is\1", small) if len(small) > _SHORTEST_CHANGED else small


def inflected(word: str) -> frozenset[str]:
    """A verb or noun with its endings: “plan” is plans, planned and planning, too."""
    forms = {word, *_IRREGULAR.get(word, ())}
    if word.endswith("e"):
        forms |= {f"{word}s", f"{word}d", f"{word[:-1]}ing"}
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        forms |= {f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"}
    else:
        plural = f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{word}s"
        forms |= {plural, f"{word}ed", f"{word}ing"}
        # “plan” doubles its last letter and “model” may; a form that nobody writes does no harm.
        if re.search(r"[^aeiou][aeiou][bdglmnprt]$", word):
            forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return frozenset(map(plain, forms))
