"""Which language a text is in, by the small words that every text in it is full of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nextrung.advert.words import TextWord

ENGLISH = "en"
_SMALL_WORDS = {
    ENGLISH: "the and of to you a in with for we our is will your on as are or an be that this who by at from it",
    "de": "der die das und ist sie wir mit für von zu den im ein eine einer auf ihre ihr als sowie bei oder dem werden",
    "fr": "le la les et des de du un une vous nous avec pour dans est votre sur au aux en que qui par ou notre",
    "es": "el la los las y de del un una con para en por que su se como tu nuestro nuestra es al más o",
    "it": "il lo la gli le e di del della un una con per in che sei è nel nella dei delle al alla nostro o",
    "nl": "de het een en van je wij met voor in is op zijn bij onze jouw als te aan om die dat of jij",
    "pt": "o a os as e de do da um uma com para em por que no na dos das se você nosso ou ao é",
    "sv": "och att det som en ett du vi med för på är av till i din vår den har kan eller om",
    "da": "og at det som en et du vi med for på er af til i din vores den har kan eller om dig",
    "pl": "i w z na do się jest oraz dla o nas że twoje nasz będziesz za przez od po lub jak",
}
NAMES = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "sv": "Swedish",
    "da": "Danish",
    "pl": "Polish",
}
"""The languages that are told apart, without English."""
_SETS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_FEWEST = 8
"""Words below which a text is too short to be called another language."""
_LEAST_SHARE = 0.08
"""Small words among all words; lists of tools and names have few in any language."""


def language_of(words: Sequence[TextWord]) -> str | None:
    """The language by its code of ISO 639-1; None for a text of letters in which none of the known ones is seen."""
    if not words:
        return None
    counts = Counter(word.plain for word in words)
    shares = {language: sum(counts[one] for one in small) / len(words) for language, small in _SETS.items()}
    best = max(shares, key=lambda one: (shares[one], one == ENGLISH))
    if best != ENGLISH and len(words) >= _FEWEST and shares[best] >= _LEAST_SHARE:
        return best
    latin = sum(word.plain.isascii() for word in words) / len(words)
    return ENGLISH if latin > 0.8 else None
