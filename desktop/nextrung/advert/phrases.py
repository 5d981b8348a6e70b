"""The curated phrases of a questionnaire, and how one of them is found among words.

A phrase is words with single spaces: ``a/b`` is one word or the other, ``lead~`` any inflection, ``the?`` a word that
may be missing, and ``..`` stands for up to four words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from nextrung import looking, resources, typed_yaml
from nextrung.advert.words import TextWord, inflected, plain, words_in
from nextrung.errors import NextRungError

GAP = ".."
MOST_BETWEEN = 4
"""Words that a gap in a phrase stands for at most."""
FORMAT = 1
"""The first number of the versions of phrase files that are read here."""


class NoPhrasesError(NextRungError):
    """A questionnaire for which no phrases are known, in one sentence."""


class ProfilePhrases(Struct, frozen=True):
    """The words of a title that speak for one role profile."""

    role: str
    phrases: tuple[str, ...]


class ShiftPhrases(Struct, frozen=True):
    """Words that move targets, by competency id and in levels, and why."""

    phrases: tuple[str, ...]
    targets: dict[str, float]
    reason: str


class Boilerplate(Struct, frozen=True):
    """Words of what is not about the work: headings of such parts and of others, and beginnings of such sentences."""

    headings: tuple[str, ...]
    duties: tuple[str, ...]
    sentences: tuple[str, ...]
    anywhere: tuple[str, ...]


class PhraseFile(Struct, frozen=True, dict=True):
    """One file of ``assets/adverts``: phrases for the facets of one questionnaire, in one language."""

    id: str
    version: str
    status: Literal["draft", "pilot", "measured"]
    language: Literal["en"]
    facets: dict[str, tuple[str, ...]]
    profiles: tuple[ProfilePhrases, ...]
    shifts: tuple[ShiftPhrases, ...]
    boilerplate: Boilerplate

    @cached_property
    def of_facets(self) -> PhraseIndex:
        """The phrases of all facets, by facet id."""
        return PhraseIndex((phrase, facet) for facet, phrases in self.facets.items() for phrase in phrases)

    @cached_property
    def of_shifts(self) -> PhraseIndex:
        """The phrases that move targets, by the place in ``shifts``."""
        return PhraseIndex((phrase, str(at)) for at, one in enumerate(self.shifts) for phrase in one.phrases)

    @cached_property
    def of_profiles(self) -> PhraseIndex:
        """The words of titles, by role id."""
        return PhraseIndex((phrase, one.role) for one in self.profiles for phrase in one.phrases)

    @cached_property
    def of_boilerplate(self) -> PhraseIndex:
        """What is not about the work, by the name of its list."""
        one = self.boilerplate
        kinds = {"headings": one.headings, "duties": one.duties, "sentences": one.sentences, "anywhere": one.anywhere}
        return PhraseIndex((phrase, kind) for kind, phrases in kinds.items() for phrase in phrases)


class PhraseMatch(Struct, frozen=True):
    """A phrase that was found: what it stands for, and the places of its first and after its last word."""

    label: str
    first: int
    after: int


class _Step(Struct, frozen=True):
    """One word of a phrase; none in ``forms`` is a gap."""

    forms: frozenset[str]
    optional: bool = False


class PhraseIndex:
    """Phrases by the words they may begin with, so that each word of a text is looked up once."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """Of pairs of a phrase and what it stands for."""
        self._by_first: dict[str, list[tuple[tuple[_Step, ...], str]]] = {}
        for phrase, label in phrases:
            steps = tuple(map(_step, phrase.split()))
            for form in steps[0].forms:
                self._by_first.setdefault(form, []).append((steps[1:], label))

    def found(self, words: Sequence[TextWord]) -> Iterator[PhraseMatch]:
        """Every phrase among the words of one sentence."""
        for at, word in enumerate(words):
            if word.plain in self._by_first:
                yield from self.found_at(words, at)

    def found_at(self, words: Sequence[TextWord], at: int) -> Iterator[PhraseMatch]:
        """The phrases that begin with one word."""
        following = words[at + 1].plain if at + 1 < len(words) else ""
        for steps, label in self._by_first.get(words[at].plain, ()):
            # most end here, before anything is called
            if steps and steps[0].forms and not steps[0].optional and following not in steps[0].forms:
                continue
            after = _end(steps, words, at + 1)
            if after is not None:
                yield PhraseMatch(label, at, after)


def _step(word: str) -> _Step:
    if word == GAP:
        return _Step(frozenset())
    optional = word.endswith("?")
    forms: set[str] = set()
    for one in word.removesuffix("?").split("/"):
        forms |= inflected(one[:-1]) if one.endswith("~") else {plain(one)}
    return _Step(frozenset(forms), optional)


def _end(steps: Sequence[_Step], words: Sequence[TextWord], at: int) -> int | None:
    """The place after the last word of a phrase whose words before ``at`` are there; None where it is not."""
    if not steps:
        return at
    step, rest = steps[0], steps[1:]
    if not step.forms:
        reached = range(at, min(at + MOST_BETWEEN, len(words)) + 1)
        return next((end for start in reached if (end := _end(rest, words, start)) is not None), None)
    if at < len(words) and words[at].plain in step.forms:
        end = _end(rest, words, at + 1)
        if end is not None:
            return end
    return _end(rest, words, at) if step.optional else None


def words_of(text: str) -> tuple[TextWord, ...]:
    """All words of a short text, such as a title."""
    return tuple(words_in(text, 0, len(text)))


@lru_cache(maxsize=4)
def _read(path: Path) -> PhraseFile:
    return typed_yaml.read(path, PhraseFile, version=FORMAT)


def phrases_for(questionnaire: str) -> PhraseFile:
    """The phrases for a questionnaire by its id. Raises NoPhrasesError, or FindingsError for a damaged file."""
    path = resources.assets("adverts", f"{questionnaire}.yaml")
    if not looking.is_there(path):
        raise NoPhrasesError(f"No phrases of adverts are known for the questionnaire “{questionnaire}”.")
    return _read(path)
