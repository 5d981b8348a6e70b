"""What one advert says: which facets it asks for and by which words, and what else it names."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nextrung.advert.heading import AdvertHeading, heading_of
from nextrung.advert.language import ENGLISH, NAMES, language_of
from nextrung.advert.pay import AdvertPay, pay_in
from nextrung.advert.phrases import PhraseFile
from nextrung.advert.sentences import Sentence, sentences
from nextrung.advert.words import words_in
from nextrung.errors import NextRungError

LONGEST_TEXT = 100_000
"""Characters of an advert; one of two thousand words has some twelve thousand."""


class AdvertError(NextRungError):
    """A text that is not read as an advert, in one sentence."""


class FoundPhrase(Struct, frozen=True):
    """Words of an advert that speak of a facet, with their first place and the place after them."""

    words: str
    start: int
    end: int


class Proposal(Struct, frozen=True):
    """A facet that an advert seems to ask for, and the words this rests on, in their order."""

    facet: str
    phrases: tuple[FoundPhrase, ...]


class FoundShift(Struct, frozen=True):
    """Words that move targets; ``shift`` is the place of the rule in the file of phrases."""

    shift: int
    phrase: FoundPhrase


class AdvertReading(Struct, frozen=True):
    """All that was read from one advert."""

    text: str
    words: int
    language: str
    heading: AdvertHeading
    proposals: tuple[Proposal, ...]
    shifts: tuple[FoundShift, ...]
    profile: str | None
    """The role profile that its words speak for; None where none does."""
    pay: AdvertPay | None

    @property
    def facets(self) -> frozenset[str]:
        """The facets that it seems to ask for."""
        return frozenset(one.facet for one in self.proposals)


def read_advert(text: str, phrases: PhraseFile) -> AdvertReading:
    """Read an advert in English. Raises AdvertError for a text that is empty, too long or in another language."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_TEXT:
        raise AdvertError(f"the text has more than {LONGEST_TEXT:,} characters; paste the advert alone")
    words = tuple(words_in(text, 0, len(text)))
    if not words:
        raise AdvertError("there is no text to read; only pictures, perhaps")
    language = language_of(words)
    if language != ENGLISH:
        seems = f"seems to be {NAMES[language]}" if language in NAMES else "is not in a language that is known here"
        raise AdvertError(f"the text {seems}; only English phrases are known, so nothing was read from it")
    heading = heading_of(text)
    about_work = sentences(text, phrases, heading.employer)
    return AdvertReading(
        text,
        len(words),
        ENGLISH,
        heading,
        _proposals(text, about_work, phrases),
        _shifts(text, about_work, phrases),
        _profile(heading.title, about_work, phrases),
        pay_in(text),
    )


def _proposals(text: str, about_work: Iterable[Sentence], phrases: PhraseFile) -> tuple[Proposal, ...]:
    """What is asked for, in the order of the file of phrases."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for sentence in about_work:
        for match in phrases.of_facets.found(sentence.words):
            if not sentence.denies(match):
                place = sentence.words[match.first].start, sentence.words[match.after - 1].end
                spans.setdefault(match.label, []).append(place)
    return tuple(
        Proposal(facet, tuple(_phrase(text, *span) for span in _merged(spans[facet])))
        for facet in phrases.facets
        if facet in spans
    )


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _phrase(text: str, start: int, end: int) -> FoundPhrase:
    return FoundPhrase(" ".join(text[start:end].split()), start, end)


def _shifts(text: str, about_work: Iterable[Sentence], phrases: PhraseFile) -> tuple[FoundShift, ...]:
    """The first words for each rule that moves targets. A rule may name what is denied: “coding is not required”."""
    found: dict[int, FoundShift] = {}
    for sentence in about_work:
        for match in phrases.of_shifts.found(sentence.words):
            at = int(match.label)
            if at not in found and not sentence.denies(match):
                first, last = sentence.words[match.first], sentence.words[match.after - 1]
                found[at] = FoundShift(at, _phrase(text, first.start, last.end))
    return tuple(found[at] for at in sorted(found))


def _profile(title: str | None, about_work: Iterable[Sentence], phrases: PhraseFile) -> str | None:
    """The profile whose words stand in the title, else in the text: the first in the order of the file."""
    words = tuple(words_in(title, 0, len(title))) if title else ()
    in_title = {match.label for match in phrases.of_profiles.found(words)}
    in_text = {
        match.label
        for sentence in about_work
        for match in phrases.of_profiles.found(sentence.words)
        if not sentence.denies(match)
    }
    order = [one.role for one in phrases.profiles]
    return next((one for found in (in_title, in_text) for one in order if one in found), None)
