"""Passphrases of sealed files: which bytes one stands for, and how hard it is to guess."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Strength = Literal["weak", "fair", "strong"]
"""Guessed by a program in days or less; in months or years; not at all, as far as anybody can tell."""

_WORDS = re.compile(r"[^\W\d_]{3,}")
_DIGITS = re.compile(r"\d+")
_BITS_OF_WORD = 11
"""A word is one of some two thousand that a guesser tries first, however many letters it has."""
_WORD_LENGTH = 8
_BITS_OF_LETTER = 2
"""Each letter beyond the length of a common word."""
_BITS_OF_DIGITS = 7
"""Digits together, such as a year, however many; four and more count twice."""
_BITS_OF_SIGN = 5
_FAIR, _STRONG = 33, 44
"""Three and four words. At ten thousand guesses a second, as many computers make them together against this much work
(2^18 rounds of scrypt), all combinations take ten days, and fifty years."""


def forms(passphrase: str) -> tuple[bytes, ...]:
    """The bytes that it may stand for, the usual one first: letters with marks can be written in two ways.

    Files are sealed with the first one (NFC), which keyboards give; the other one (NFD) comes from some systems.
    """
    shapes: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    # half of a surrogate pair, as a damaged text may hold, is no letter of any passphrase
    return tuple(dict.fromkeys(unicodedata.normalize(one, passphrase).encode("utf-8", "replace") for one in shapes))


def strength(passphrase: str) -> Strength:
    """How hard it is to guess for a program that tries words, years and signs, by a rough and cautious count."""
    bits = _bits(passphrase.casefold())
    return "strong" if bits >= _STRONG else "fair" if bits >= _FAIR else "weak"


def _bits(text: str) -> int:
    words = dict.fromkeys(_WORDS.findall(text))
    numbers = dict.fromkeys(_DIGITS.findall(text))
    rest = _DIGITS.sub("", _WORDS.sub("", text)).replace(" ", "")
    return (
        sum(_BITS_OF_WORD + _BITS_OF_LETTER * max(0, len(_once(one)) - _WORD_LENGTH) for one in words)
        + sum(_BITS_OF_DIGITS * (1 + (len(one) >= 4)) for one in numbers)
        + _BITS_OF_SIGN * len(set(rest))
    )


def _once(word: str) -> str:
    """A word in which no letter stands twice in a row."""
    return re.sub(r"(.)\1+", r"\1", word)
