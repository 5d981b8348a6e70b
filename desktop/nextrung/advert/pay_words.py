"""The words by which adverts speak of pay, and of other money: a file with a version, made ready to be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from nextrung import resources, typed_yaml

Period = Literal["year", "month", "week", "day", "hour"]
FORMAT = 1
"""The first number of the versions that are read here."""
_SMALLER = 500
"""How much larger amounts are in currencies that are far smaller than a dollar."""


class PeriodWords(Struct, frozen=True):
    """How a period is written: units behind “per” or a stroke, and words of their own."""

    period: Period
    units: tuple[str, ...]
    words: tuple[str, ...]


class AmountScale(Struct, frozen=True):
    """What stands behind a number and multiplies it; ``implies`` is the currency where none is named."""

    words: tuple[str, ...]
    times: int
    implies: str = ""


class Limits(Struct, frozen=True):
    """The amounts that pay of a period can be."""

    period: Period
    least: float
    most: float


class PayWords(Struct, frozen=True, dict=True):
    """``assets/adverts/words/pay.yaml``."""

    id: str
    version: str
    pay: tuple[str, ...]
    other_before: tuple[str, ...]
    other_after: tuple[str, ...]
    turns: tuple[str, ...]
    base: tuple[str, ...]
    all_in: tuple[str, ...]
    periods: tuple[PeriodWords, ...]
    scales: tuple[AmountScale, ...]
    limits: tuple[Limits, ...]
    dollar_sized: tuple[str, ...]

    @cached_property
    def for_pay(self) -> re.Pattern[str]:
        """Words for pay."""
        return _any(self.pay)

    @cached_property
    def for_other(self) -> re.Pattern[str]:
        """Words for other money before an amount."""
        return _any(self.other_before)

    @cached_property
    def for_other_after(self) -> re.Pattern[str]:
        """Words for other money after an amount."""
        return _any(self.other_after)

    @cached_property
    def of_turns(self) -> re.Pattern[str]:
        """Where the clause after an amount ends."""
        return _any(self.turns)

    @cached_property
    def of_base(self) -> re.Pattern[str]:
        """Words for pay that depends on nothing."""
        return _any(self.base)

    @cached_property
    def of_all_in(self) -> re.Pattern[str]:
        """Words for all pay together."""
        return _any(self.all_in)

    @cached_property
    def each(self) -> str:
        """A pattern of the words for any period directly behind an amount."""
        units = "|".join(_plain(unit) for one in self.periods for unit in one.units)
        words = "|".join(_plain(word) for one in self.periods for word in one.words)
        return rf"\s?(?:(?:/|(?:per|an?|pro|par|al)\s)\s?(?:{units})|(?:{words}))\b\.?"

    @cached_property
    def of_periods(self) -> tuple[tuple[Period, re.Pattern[str]], ...]:
        """Each period with the words for it."""
        return tuple((one.period, _period(one)) for one in self.periods)

    @cached_property
    def scale_words(self) -> str:
        """A pattern of all that multiplies a number."""
        return "|".join(re.escape(word) for one in self.scales for word in one.words)

    def scale(self, word: str | None) -> AmountScale | None:
        """What a word behind a number does to it."""
        return next((one for one in self.scales if word in one.words), None)

    def fits(self, amount: float, period: Period, currency: str | None) -> bool:
        """Whether an amount can be pay of such a period."""
        limits = next(one for one in self.limits if one.period == period)
        small = currency is not None and currency not in self.dollar_sized
        return limits.least <= amount <= limits.most * (_SMALLER if small else 1)


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_plain, phrases))})(?!\w)", re.IGNORECASE)


def _plain(phrase: str) -> str:
    """A phrase as a pattern: a star is further letters, and words may be parted by a sign."""
    return r"[\s.-]{1,2}".join(re.escape(word).replace(r"\*", r"\w{0,9}") for word in phrase.split())


def _period(one: PeriodWords) -> re.Pattern[str]:
    units, words = ("|".join(map(_plain, some)) for some in (one.units, one.words))
    # “for a week of 40 hours” is no period
    each = r"(?:/|(?<!for\s)\b(?:per|an?|each|every|pro|par|al|the)\s)\s?"
    return re.compile(rf"{each}(?:{units})\b|\b(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=2)
def _read(path: Path) -> PayWords:
    return typed_yaml.read(path, PayWords, version=FORMAT)


def pay_words() -> PayWords:
    """The words that come with the program. Raises FindingsError when their file has a mistake."""
    return _read(resources.assets("adverts", "words", "pay.yaml"))
