"""How many years of schooling a text asks for: the Flesch-Kincaid grade of English text. Pure, and offline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from nextrung.lazy import lazy

if TYPE_CHECKING:
    import pyphen
else:
    pyphen = lazy("pyphen")

_SENTENCE_END = re.compile("(?<=[.!?:;])[”\N{RIGHT SINGLE QUOTATION MARK})]*\\s+")
_WORD_PART = re.compile(r"[A-Za-z]+|\d[\d.,]*")
_VOWELS = re.compile(r"[aeiouy]+")

# Written, but not spoken: the e before an ending, at the end, in “-es” and “-ed”, and the “-ue” of “vague”.
_SILENT = re.compile(
    r"(?<=[a-z][a-z][^aeiouyl])e(?=(?:ly|ments?|ful|less|ness|works?|lines?|places?)$)"
    r"|(?<=\bfor)e(?=cast|s)"
    r"|(?<=som)e(?=thing|one|times|body|how|what|where)"
    r"|(?<=[gq])ues?$"
    r"|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$"
    r"|(?<=[^aeiouylcgsxz])es$(?<!shes)(?<!ches)|(?<=[aeiouy]l)es$"
    r"|(?<=[^aeiouyltd])ed$|(?<=[aeiouyl]l)ed$"
)

# Two vowels that are spoken apart: cri-te-ri-a, pe-ri-od, pre-vi-ous, ac-tu-al, ear-li-er, i-de-a.
_APART = re.compile(
    r"(?<=[^aeiouyctgsxq])i(?=a|o(?!n|ur)|um)"
    r"|(?<=[^aeiouygq])u(?=a|en[ct])"
    r"|(?<=[a-z][a-z])i(?=e(?:rs?|st|nts?)$)(?<![ct]i)"
    r"|(?<=id)e(?=a)|(?<=\bar)e(?=a)|(?<=\bcr)e(?=at)|(?<=\br)e(?=act)"
)
_ACRONYM = 4
_APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")


def grade(texts: Sequence[str]) -> float:
    """Flesch-Kincaid grade (years of schooling) of the texts taken together; 0 when there is no word.

    Grade = 0.39 words/sentences + 11.8 syllables/words - 15.59 (Kincaid, Fishburne, Rogers and Chissom, 1975, Research
    Branch Report 8-75). Each text ends a sentence, and so do . ! ? : and ;, as Flesch counted them. A hyphenated word
    is one word; figures count as one syllable, and capitals such as “ML” as one syllable for each letter.

    The error is about one grade, because syllables are counted by rule: on a hundred words of the questionnaire the
    count was compared with a count by ear (see the tests). For the worked examples of the content guide it gives 5.2 to
    8.7 for anchors (published: 5.2 to 8.2), 4.3 to 6.6 for scenarios (3.8 to 7.4), 6.3 to 8.6 for options (6.7 to 8.8)
    and 6.1 to 8.8 for frequency stems (6.1 to 8.3). Short texts swing more than long ones.
    """
    words = [word for text in texts for word in text.split() if _WORD_PART.search(word)]
    if not words:
        return 0.0
    sentences = sum(1 for text in texts for part in _SENTENCE_END.split(text) if _WORD_PART.search(part))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """The syllables of a word as written, hyphens and all."""
    # an apostrophe stands within one spoken word, and would make two of it
    return sum(_part_syllables(part) for part in _WORD_PART.findall(_APOSTROPHES.sub("", word)))


# the same words come again and again in a questionnaire
@cache
def _part_syllables(part: str) -> int:
    """Groups of spoken vowels, or the hyphenation patterns' breaks where they find more (“sci-en-tist”, “be-ing”)."""
    if part[0].isdigit():
        return 1
    # longer ones are words in capitals, which are spoken as words
    if part.isupper() and len(part) <= _ACRONYM:
        return len(part)
    spoken = _SILENT.sub("", part.lower())
    # a hyphen between two vowels that are spoken apart makes two groups of them
    by_vowels = len(_VOWELS.findall(_APART.sub(lambda found: f"{found[0]}-", spoken)))
    by_breaks = len(_hyphenation().positions(part.lower())) + 1
    return max(by_vowels, by_breaks)


@cache
def _hyphenation() -> Any:
    return pyphen.Pyphen(lang="en_GB")
