"""What a sentence of an advert denies, and what it says of somebody else than the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nextrung.advert.denial_words import DenialWords
from nextrung.advert.phrases import PhraseMatch
from nextrung.advert.words import TextWord

_APART = re.compile(r"[-–—(\[=|\t]")
"""What stands between a thing and the word that says how much of it there is."""
_BEFORE_PASSIVE = 4
"""Words before “be” among which the reader is named."""


class Denial(Struct, frozen=True):
    """A word that denies, by its place, and the words that it denies, from the first to after the last."""

    at: int
    first: int
    after: int


def denials(text: str, words: Sequence[TextWord], known: DenialWords) -> tuple[Denial, ...]:
    """What the sentence says is not asked for."""
    clauses = tuple(known.of_clauses.found(words))
    verdict = next((one for one in clauses if one.label == "verdict"), None)
    if verdict is not None:
        # “not apply unless …” is averse by its own last word
        beside = (*words[: verdict.first], *words[verdict.after - 1 :])
        return judged(beside, len(words), known)
    found = [
        Denial(one.first, _clause_start(text, words, one.first, known), one.first)
        for one in clauses
        if one.label == "other"
    ]
    for at, word in enumerate(words):
        if word.plain not in known.may_deny and not word.plain.endswith("n't"):
            continue
        if _ends_with_nothing(text, words, at, known):
            found.append(Denial(at, _clause_start(text, words, at, known), at))
            break
        reach = _reach(words, at, known)
        if not reach:
            continue
        if any(word.plain in known.not_asked for word in words[at + 1 : at + 3]):
            found.append(Denial(at, _clause_start(text, words, at, known), at))
        found.append(Denial(at, at, _clause_end(text, words, at, reach, known)))
    return _without_doubled(words, found)


def judged(words: Sequence[TextWord], length: int, known: DenialWords) -> tuple[Denial, ...]:
    """What is denied of those who are not wanted: nothing where they lack it or do not like it, else all of it.

    ``words`` are those beside the verdict, ``length`` is the number of words of the sentence.
    """
    averse = any(
        word.plain in known.denying or word.plain in known.aversions or word.plain.endswith("n't") for word in words
    )
    return () if averse else (Denial(-1, 0, length),)


def is_verdict(words: Sequence[TextWord], known: DenialWords) -> bool:
    """Whether a sentence says that somebody is not wanted."""
    return any(one.label == "verdict" for one in known.of_clauses.found(words))


def is_nothing(words: Sequence[TextWord], known: DenialWords) -> bool:
    """Whether words say of what stands before them that there is none of it, or that it is not asked for."""
    said = " ".join(word.plain for word in words)
    return said in known.nothing or (
        1 < len(words) < 6 and words[0].plain == "not" and words[1].plain in known.not_asked
    )


def denies_what_follows(words: Sequence[TextWord], known: DenialWords) -> bool:
    """Whether all is denied behind the colon that ends these words: “What you will not do:”."""
    last = len(words)
    while last and words[last - 1].plain in known.before_colon:
        last -= 1
    word = words[last - 1].plain if last else ""
    return word in ("not", "never", "cannot") or word.endswith("n't")


def is_done_to_reader(words: Sequence[TextWord], match: PhraseMatch, known: DenialWords) -> bool:
    """Whether somebody does it for the reader: “your manager will coach you”, “you will be coached by us”."""
    before = [word.plain for word in words[: match.first]]
    by_reader = any(word == "you" or word.startswith("you'") for word in before)
    following = [word.plain for word in words[match.first + 1 : match.after + 1]]
    if following[:1] == ["you"] and match.after > match.first + 1:  # “help you grow”
        return True
    if following[-1:] == ["you"] and match.after < len(words) and before and not by_reader:  # “will coach you”
        return True
    first = words[match.first].plain
    is_participle = first.endswith("ed") or first in known.participles
    is_passive = is_participle and bool(before) and before[-1] in known.passive
    near = before[-1 - _BEFORE_PASSIVE : -1]
    return is_passive and any(word == "you" or word.startswith("you'") for word in near)


def _without_doubled(words: Sequence[TextWord], found: Sequence[Denial]) -> tuple[Denial, ...]:
    """“Cannot … without” denies nothing: what stands behind “without” is asked for."""
    doubled = [
        (one, two)
        for one in found
        for two in found
        if one.at < two.at < one.after and words[two.at].plain == "without" and one.first == one.at
    ]
    gone = {two.at for _, two in doubled}
    cut = {one.at: two.at for one, two in doubled}
    return tuple(
        Denial(one.at, one.first, cut.get(one.at, one.after) if one.first == one.at else one.after)
        for one in found
        if one.at not in gone
    )


def _ends_with_nothing(text: str, words: Sequence[TextWord], at: int, known: DenialWords) -> bool:
    """Whether the words from here to the end deny what stands before: “coaching (none)”, “you coach no one”."""
    rest = words[at:]
    if " ".join(word.plain for word in rest[:2]) in known.objects and len(rest) <= 2:
        return at > 0
    return at > 0 and is_nothing(rest, known) and bool(_APART.search(text[words[at - 1].end : words[at].start]))


def _reach(words: Sequence[TextWord], at: int, known: DenialWords) -> int:
    """How many words after this one it denies; 0 for a word that denies nothing."""
    here = words[at].plain
    after = words[at + 1].plain if at + 1 < len(words) else ""
    before = words[at - 1].plain if at else ""
    pair = known.pairs.get(f"{here} {after}")
    if pair is not None:
        return pair
    if after in known.not_denied or (before == after == "go"):
        return 0
    return known.reach_of_not if here.endswith("n't") else known.denying.get(here, 0)


def _clause_end(text: str, words: Sequence[TextWord], at: int, reach: int, known: DenialWords) -> int:
    last = min(len(words), at + reach + 1)
    for index in range(at + 1, last):
        word = words[index].plain
        if index > at + 1 and word in known.turns:
            return index
        if word in known.persons and (
            "," in text[words[index - 1].end : words[index].start] or words[index - 1].plain == "and"
        ):
            return index
    return last


def _clause_start(text: str, words: Sequence[TextWord], at: int, known: DenialWords) -> int:
    # “a plus, but not required” speaks of what stands before “but”
    last = at - 2 if at and words[at - 1].plain in known.turns else at - 1
    for index in range(last, 0, -1):
        if words[index].plain in known.turns or "," in text[words[index - 1].end : words[index].start]:
            return index
    return 0
