"""The sentences of an advert that speak of the work: without what is about the company, and without what is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from nextrung.advert.denial_words import denial_words
from nextrung.advert.denials import (
    Denial,
    denials,
    denies_what_follows,
    is_done_to_reader,
    is_nothing,
    is_verdict,
    judged,
)
from nextrung.advert.phrases import PhraseFile, PhraseIndex, PhraseMatch
from nextrung.advert.words import TextWord, words_in

_BULLET = re.compile(r"\s*(?:[^\w\s\"'“”’(\[£€$¥₹#&@]{1,2}|o|\d{1,2}[.)])\s+")
"""Signs of any kind before an entry of a list: people paste whatever their page has."""
_END = re.compile(r"[.!?;:•](?=\s|$)|[;•]")
_LINE = re.compile(r"[^\n]*\n?")
_LONGEST_SENTENCE = 200
"""Words; what is longer has lost its ends, and is read in parts: what denies reaches no further anyway."""
_LONGEST_HEADING = 7
"""Words; longer lines are sentences."""
_BESIDE_HEADING = 3
"""Words that may follow in a heading, such as the name of the company."""
_SEEKING = frozenset(("look", "looking", "seek", "seeking", "hiring", "search", "searching", "want", "need"))
_OF_EMPLOYER = frozenset(("is", "was", "are", "has", "have", "values", "believes", "offers", "serves", "stands"))


class Sentence(Struct, frozen=True):
    """One sentence, or part of one: its words, and what in it is denied."""

    words: tuple[TextWord, ...]
    denials: tuple[Denial, ...]

    def denies(self, match: PhraseMatch) -> bool:
        """Whether a word outside of a phrase denies it, or somebody does it for the reader; “say no” is no denial."""
        if is_done_to_reader(self.words, match, denial_words()):
            return True
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
    known = denial_words()
    start, ended, earlier = line.start, "", len(found)
    while start < line.end:
        mark = _END.search(text, start, line.end)
        end = mark.end() if mark else line.end
        words = tuple(islice(words_in(text, start, end), _LONGEST_SENTENCE))
        if len(words) == _LONGEST_SENTENCE:
            mark, end = None, words[-1].end
        start, before_mark, ended = end, ended, mark[0] if mark else ""
        if not words:
            continue
        if before_mark == "?" and len(found) > earlier and is_verdict(words, known):
            # “You love meetings? This is not for you.”
            found[-1] = Sentence(found[-1].words, judged(found[-1].words, len(found[-1].words), known))
        if before_mark == ":" and len(found) > earlier and denies_what_follows(found[-1].words, known):
            found.append(Sentence(words, (Denial(-1, 0, len(words)),)))
            continue
        begins = tuple(boilerplate.found_at(words, 0))
        whole = any(match.label == "headings" and match.after == len(words) for match in begins)
        if whole and ended == ":":
            break  # “Benefits: …” speaks of them to the end of the line
        if found and is_nothing(words, known):
            # “Budget responsibility: none”, in one line or in two cells of a table
            before = found[-1].words
            found[-1] = Sentence((*before, *words), (Denial(len(before), 0, len(before)),))
            continue
        if _is_boilerplate(words, {match.label for match in begins}, boilerplate, own):
            found.append(Sentence((), ()))
        else:
            found.append(Sentence(words, denials(text, words, known)))


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
