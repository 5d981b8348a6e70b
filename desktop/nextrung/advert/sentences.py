"""The sentences of an advert that speak of the work: without what is about the company, and without what is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from nextrung.advert.phrases import PhraseFile, PhraseIndex, PhraseMatch
from nextrung.advert.words import TextWord, words_in

_BULLET = re.compile(r"\s*(?:[^\w\s\"'“”’(\[£€$¥₹#&@]{1,2}|o|\d{1,2}[.)])\s+")
"""Signs of any kind before an entry of a list: people paste whatever their page has."""
_END = re.compile(r"[.!?;:•](?=\s|$)|[;•]")
_LINE = re.compile(r"[^\n]*\n?")
_APART = re.compile(r"[-–—(\[=|\t]")
"""What stands between a thing and the word that says how much of it there is."""
_LONGEST_HEADING = 7
"""Words; longer lines are sentences."""
_BESIDE_HEADING = 3
"""Words that may follow in a heading, such as the name of the company."""
_SEEKING = frozenset(("look", "looking", "seek", "seeking", "hiring", "search", "searching", "want", "need"))
_OF_EMPLOYER = frozenset(("is", "was", "are", "has", "have", "values", "believes", "offers", "serves", "stands"))


class Denial(Struct, frozen=True):
    """A word that denies, by its place, and the words that it denies, from the first to after the last."""

    at: int
    first: int
    after: int


class Sentence(Struct, frozen=True):
    """One sentence, or part of one: its words, and what in it is denied."""

    words: tuple[TextWord, ...]
    denials: tuple[Denial, ...]

    def denies(self, match: PhraseMatch) -> bool:
        """Whether a word outside of a phrase denies it; “say no” denies nothing by itself."""
        return any(
            one.first < match.after and match.first < one.after and not match.first <= one.at < match.after
            for one in self.denials
        )


class _Line(Struct, frozen=True):
    """Lines of a text that belong together, from the first letter to after the last one."""

    start: int
    end: int
    bullet: bool
    after_empty: bool


def sentences(text: str, phrases: PhraseFile, employer: str | None) -> tuple[Sentence, ...]:
    """The sentences about the work, in order; ``employer`` is whose name begins sentences about the company."""
    found: list[Sentence] = []
    for line in _about_work(text, phrases.of_boilerplate):
        _read_line(text, line, phrases.of_boilerplate, employer, found)
    return tuple(one for one in found if one.words)


def _lines(text: str) -> Iterator[_Line]:
    """The lines of a text; one that goes on in small letters belongs to the one before."""
    start = end = -1
    bullet = empty = after_empty = False
    for found in _LINE.finditer(text):
        raw = found[0]
        stripped = raw.strip()
        if not stripped:
            empty = True
            continue
        mark = _BULLET.match(raw)
        first = found.start() + (mark.end() if mark else len(raw) - len(raw.lstrip()))
        goes_on = start >= 0 and not mark and not empty and stripped[0].islower() and text[end - 1] not in ".!?:;"
        last = found.start() + len(raw.rstrip())
        if goes_on:
            end = last
            continue
        if start >= 0:
            yield _Line(start, end, bullet, after_empty)
        start, end, bullet, after_empty, empty = first, last, mark is not None, empty, False
    if start >= 0:
        yield _Line(start, end, bullet, after_empty)


def _about_work(text: str, boilerplate: PhraseIndex) -> Iterator[_Line]:
    """The lines outside of parts about the company or what it offers."""
    skipped = False
    for line in _lines(text):
        kind = _heading(text, line, boilerplate)
        if kind == "headings":
            skipped = True
        elif kind == "duties" or (skipped and kind == "other"):
            skipped = False
        if not skipped:
            yield line


def _heading(text: str, line: _Line, boilerplate: PhraseIndex) -> str:
    """``headings`` of what is about the company, ``duties``, ``other`` headings, or nothing for a plain line."""
    shown = text[line.start : line.end]
    if line.bullet or shown[-1] in ".!?;," or len(shown.split()) > _LONGEST_HEADING:
        return ""
    words = tuple(words_in(text, line.start, line.end))
    if not words:
        return ""
    fitting = [
        match
        for match in boilerplate.found_at(words, 0)
        if match.label in ("headings", "duties") and len(words) <= match.after + _BESIDE_HEADING
    ]
    if fitting:
        return max(fitting, key=lambda one: one.after).label
    return "other" if shown.endswith(":") or line.after_empty else ""


def _read_line(text: str, line: _Line, boilerplate: PhraseIndex, employer: str | None, found: list[Sentence]) -> None:
    """Add the sentences of a line to those ``found``; one about the company is added without its words."""
    own = _employer_words(employer)
    start = line.start
    while start < line.end:
        mark = _END.search(text, start, line.end)
        end = mark.end() if mark else line.end
        words = tuple(words_in(text, start, end))
        start = end
        if not words:
            continue
        if found and _is_nothing(words):
            # “Budget responsibility: none”, in one line or in two cells of a table
            before = found[-1].words
            found[-1] = Sentence((*before, *words), (Denial(len(before), 0, len(before)),))
            continue
        begins = tuple(boilerplate.found_at(words, 0))
        whole = any(match.label == "headings" and match.after == len(words) for match in begins)
        if whole and mark is not None and mark[0] == ":":
            break  # “Benefits: …” speaks of them to the end of the line
        if _is_boilerplate(words, {match.label for match in begins}, boilerplate, own):
            found.append(Sentence((), ()))
        else:
            found.append(Sentence(words, denials(text, words)))


def _is_nothing(words: Sequence[TextWord]) -> bool:
    """Whether words say of what stands before them that there is none of it."""
    return tuple(word.plain for word in words) in _NOTHING


def _employer_words(employer: str | None) -> tuple[str, ...]:
    return tuple(word.plain for word in words_in(employer, 0, len(employer))) if employer else ()


def _is_boilerplate(
    words: Sequence[TextWord], beginning: set[str], boilerplate: PhraseIndex, employer: tuple[str, ...]
) -> bool:
    if any(match.label == "anywhere" for match in boilerplate.found(words)):
        return True
    if any(word.plain in _SEEKING for word in words):
        return False
    return "sentences" in beginning or _begins_with_employer(words, employer)


def _begins_with_employer(words: Sequence[TextWord], employer: tuple[str, ...]) -> bool:
    """Whether a sentence says what the employer is; its name may be shortened to the first word."""
    said = tuple(word.plain for word in words[: len(employer) + 1])
    names = {employer, employer[:1]} if employer else set()
    return any(said[: len(name)] == name and said[len(name) : len(name) + 1] != () and said[len(name)] in _OF_EMPLOYER
               for name in names)  # fmt: skip


_DENYING = {
    **{"not": 10, "no": 6, "never": 8, "without": 4, "cannot": 10, "neither": 10, "nor": 6, "none": 6},
    **{"zero": 4, "lacks": 4, "excludes": 6, "excluding": 6},
}
"""Words that deny, and how many words after them."""
_PAIRS = {("instead", "of"): 3, ("rather", "than"): 3, ("free", "of"): 4, ("free", "from"): 4}
_MAY_DENY = frozenset((*_DENYING, "nobody", "nil", "n", *(first for first, _ in _PAIRS)))
_REACH_OF_NT = 10
_NOTHING = frozenset(
    (("none",), ("no",), ("nil",), ("0",), ("zero",), ("n", "a"), ("not", "required"), ("not", "applicable"))
)
"""What stands behind a colon, a dash or in brackets, and says that there is none of what stands before it."""
_OBJECTS = frozenset(("nobody", "no one", "nothing"))
"""Whom one manages or coaches when one does not: they deny what stands before them."""
_NOT_DENIED = frozenset(("only", "just", "least", "limited", "merely", "afraid", "shy", "fear", "later", "simply"))
"""After “not” or “no”, these say the opposite or nothing."""
_TURNS = frozenset(("but", "however", "instead", "although", "though", "while", "yet", "whereas"))
_PERSONS = frozenset(("you", "we", "they", "your"))
_NOT_ASKED = frozenset(
    ("required", "needed", "necessary", "expected", "essential", "mandatory", "part", "applicable", "involved")
)


def denials(text: str, words: Sequence[TextWord]) -> tuple[Denial, ...]:
    """What the sentence says is not asked for."""
    found: list[Denial] = []
    for at, word in enumerate(words):
        if word.plain not in _MAY_DENY and not word.plain.endswith("n't"):
            continue
        if _ends_with_nothing(text, words, at):
            found.append(Denial(at, _clause_start(text, words, at), at))
            break
        reach = _reach(words, at)
        if not reach:
            continue
        if any(word.plain in _NOT_ASKED for word in words[at + 1 : at + 3]):
            found.append(Denial(at, _clause_start(text, words, at), at))
        found.append(Denial(at, at, _clause_end(text, words, at, reach)))
    return tuple(found)


def _ends_with_nothing(text: str, words: Sequence[TextWord], at: int) -> bool:
    """Whether the words from here to the end deny what stands before: “coaching (none)”, “you coach no one”."""
    rest = words[at:]
    if not at or " ".join(word.plain for word in rest) in _OBJECTS:
        return at > 0
    return _is_nothing(rest) and bool(_APART.search(text[words[at - 1].end : words[at].start]))


def _reach(words: Sequence[TextWord], at: int) -> int:
    """How many words after this one it denies; 0 for a word that denies nothing."""
    here = words[at].plain
    after = words[at + 1].plain if at + 1 < len(words) else ""
    before = words[at - 1].plain if at else ""
    if (here, after) in _PAIRS:
        return _PAIRS[here, after]
    if after in _NOT_DENIED or (before == after == "go"):
        return 0
    return _REACH_OF_NT if here.endswith("n't") else _DENYING.get(here, 0)


def _clause_end(text: str, words: Sequence[TextWord], at: int, reach: int) -> int:
    last = min(len(words), at + reach + 1)
    for index in range(at + 1, last):
        word = words[index].plain
        if index > at + 1 and word in _TURNS:
            return index
        if word in _PERSONS and (
            "," in text[words[index - 1].end : words[index].start] or words[index - 1].plain == "and"
        ):
            return index
    return last


def _clause_start(text: str, words: Sequence[TextWord], at: int) -> int:
    # “a plus, but not required” speaks of what stands before “but”
    last = at - 2 if at and words[at - 1].plain in _TURNS else at - 1
    for index in range(last, 0, -1):
        if words[index].plain in _TURNS or "," in text[words[index - 1].end : words[index].start]:
            return index
    return 0
