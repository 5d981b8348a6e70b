"""The pay that an advert names: amounts with their currency and period, never a budget or what a company raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.advert.pay_words import PayWords, Period, pay_words
from nextrung.intake.days import day_of
from nextrung.salary.currencies import CURRENCIES

_SYMBOLS = {
    "US$": "USD",
    "CA$": "CAD",
    "C$": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "SG$": "SGD",
    "S$": "SGD",
    "HK$": "HKD",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "R$": "BRL",
    "₩": "KRW",
    "₪": "ILS",
    "₱": "PHP",
    "₺": "TRY",
}
"""A bare “$” is read as US dollars, the most frequent in adverts; the words of the advert are kept beside it."""
_WORDS = {
    **dict.fromkeys(("euros", "euro", "Euros", "Euro"), "EUR"),
    "pounds": "GBP",
    "dollars": "USD",
    "Swiss francs": "CHF",
    "zł": "PLN",
    "Rs": "INR",
    "Rs.": "INR",
}
_SIGNS = "|".join(re.escape(one) for one in sorted(_SYMBOLS, key=len, reverse=True))
_NAMES = "|".join(re.escape(one) for one in (*_WORDS, *sorted(CURRENCIES)))
_MONEY = rf"{_SIGNS}|\b(?:Rs\.|(?:{_NAMES})\b)"
# In India the parts before the last three digits have two: 45,00,000.
_NUMBER = (
    r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{2,3}){0,4}[.,'’\u00a0\u202f ]\d{3}(?:[.,]\d{2})?(?!\d)"
    r"|\d{1,7}(?:[.,]\d{1,2})?(?!\d)"
)


@lru_cache(maxsize=2)
def _span(words: PayWords) -> re.Pattern[str]:
    """An amount, or two of them, each with its currency and what multiplies it."""

    def amount(end: str) -> str:
        scale = rf"(?:(?P<k{end}>{words.scale_words})\b)?"
        return rf"(?P<c{end}>{_MONEY}|\bR(?=\s?\d))?\s?(?P<n{end}>{_NUMBER})\s?{scale}\s?(?P<d{end}>{_MONEY})?"

    until = rf"(?:{words.each})?\s*(?:-|–|—|−|\bto\b|\band\b)\s*"
    return re.compile(rf"(?<![\w.,]){amount('1')}(?:{until}{amount('2')})?(?!\s?(?:bn|billion|%))")


_HIGHEST = (
    re.compile(
        r"(?:\b(?:up to|maximum|max\.?|at most|no more than|not more than|below|under|less than|capped at)|<=|≤|<)"
        r"(?: a)?(?: maximum)?(?: of)?\s*$",
        re.IGNORECASE,
    ),
    re.compile(r"^[ \t]*(?:max(?:imum)?\b|at most\b|or less\b)", re.IGNORECASE),
)
"""Words before and after an amount that is the highest."""
_LOWEST = (
    re.compile(
        r"(?:\b(?:from|start(?:ing|s)? (?:at|from)|at least|minimum|min\.?|(?:no|not) less than|more than|over|above)"
        r"|>=|≥|>)(?: a)?(?: minimum)?(?: of)?[ \t]*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^[ \t]*(?:\+(?!\s*\w)|"
        r"(?:min(?:imum)?|at least|(?:and|or) (?:up|above|more|higher)|(?:and )?(?:up|on)wards?)\b)",
        re.IGNORECASE,
    ),
)
"""Words before and after an amount that is the lowest."""
_BARE = re.compile(
    r"\b(?:up to|from|between|at least|over|about|approx\.?|around|circa|ca\.?|min\.?|max\.?|is|of|a)\b", re.IGNORECASE
)
"""Words before an amount that say nothing of what it is for."""
_THOUSANDS = 1000
Bound = Literal["", "high", "low"]
_BOUNDS: tuple[tuple[Bound, tuple[re.Pattern[str], re.Pattern[str]]], ...] = (("high", _HIGHEST), ("low", _LOWEST))
_POSTED = re.compile(
    r"\b(?:posted|published|advertised|date(?: posted)?)\s*(?:on|:)?\s*([^\n;|()]{6,24})", re.IGNORECASE
)
_AROUND = 40
"""Characters before and after an amount in which words about it are looked for."""
_CLAUSE = 160
"""Characters of a clause that are looked at."""
_CLAUSE_ENDS = re.compile(r"[\n;!?•|:]|\.\s")
_ASIDE = re.compile(r"[\n;!?•|,(+]|\.(?:\s|$)")
"""What ends the words that belong to an amount."""
_FEW_WORDS, _FEW_BEFORE_RANGE = 2, 5
"""Words before an amount, and before a range, beyond which only words for pay make it pay: else it is a sentence."""
_TOGETHER = 200
"""Characters between ranges of one job, such as those for two states."""
_MOST_NUMBERS = 1_000
"""Numbers that are looked at; a long advert has some thirty."""
_LEAST_A_YEAR = 10_000
"""An amount without a period that is smaller is no pay a year."""
_SALARY_BEFORE = re.compile(
    r"\b(?:salary|compensation|remuneration|pay|wage)(?: range| band| package)?(?: is| of)?[ :]*"
    r"(?:from |between |up to )?$",
    re.IGNORECASE,
)


class AdvertPay(Struct, frozen=True):
    """Pay named in an advert, before tax unless its words say otherwise; ``low`` or ``high`` is None where open."""

    low: float | None
    high: float | None
    currency: str | None
    """The code of ISO 4217; None where the advert names none."""
    period: Period
    words: str
    """As the advert has it."""
    date: str | None
    """The day that the advert says it was published (ISO 8601), None where it says nothing."""
    start: int
    end: int


class _Found(Struct, frozen=True):
    """An amount that may be pay, with how much speaks for it."""

    pay: AdvertPay
    weight: int
    kind: int
    """1 for pay that depends on nothing, -1 for all of it together, 0 for what says neither."""
    is_range: bool

    def is_alike(self, other: _Found) -> bool:
        """Whether it is a range of the same kind of pay, such as that for another state."""
        same = (self.pay.currency, self.pay.period) == (other.pay.currency, other.pay.period)
        return same and self.is_range and other.is_range and (self.kind < 0) == (other.kind < 0)


def pay_in(text: str) -> AdvertPay | None:
    """The pay that an advert names; None where it names none. Ranges for several places are one, from end to end."""
    found = list(_candidates(text))
    if not found:
        return None
    best = max(found, key=lambda one: one.weight)
    if not best.is_range:
        return best.pay
    pay = best.pay
    alike = [one for one in found if one is not best and one.is_alike(best)]
    for one in alike[::-1]:
        if 0 <= pay.start - one.pay.end <= _TOGETHER:
            pay = _joined(one.pay, pay, text)
    for one in alike:
        if 0 <= one.pay.start - pay.end <= _TOGETHER:
            pay = _joined(pay, one.pay, text)
    return pay


def _joined(first: AdvertPay, second: AdvertPay, text: str) -> AdvertPay:
    lows = [one.low for one in (first, second) if one.low is not None]
    highs = [one.high for one in (first, second) if one.high is not None]
    high = max(highs) if len(highs) == 2 else None
    words = " ".join(text[first.start : second.end].split())
    return replace(first, low=min(lows), high=high, words=words, end=second.end)


def _candidates(text: str) -> Iterator[_Found]:
    """Every amount that may be pay."""
    known, posted = pay_words(), _posted(text)
    for match in islice(_span(known).finditer(text), _MOST_NUMBERS):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = start + len(match[0].strip())
        around = _Around(text, start, end, known)
        currency = _currency(match, known)
        # an amount without a currency is pay only where the words beside it leave no doubt
        sure = around.named and (match["k1"] or match["k2"])
        if (not currency and not sure and not _SALARY_BEFORE.search(around.before)) or around.is_other(match):
            continue
        if not around.named and _is_large(match, currency, known):
            continue
        period = around.period(match[0])
        bound, earlier, later = _bound(match, around.before, around.after)
        limits = _limits(match, bound, known)
        amounts = [limit for limit in limits if limit is not None]
        if period is None and min(amounts) < _LEAST_A_YEAR:
            continue
        if not all(known.fits(amount, period or "year", currency) for amount in amounts):
            continue
        start, end = start - earlier, end + later
        words = " ".join(text[start:end].split())
        pay = AdvertPay(*limits, currency, period or "year", words, posted, start, end)
        is_range = match["n2"] is not None
        yield _Found(
            pay, 4 * is_range + 4 * around.named + (period is not None) + 2 * around.kind, around.kind, is_range
        )


def _currency(match: re.Match[str], known: PayWords) -> str | None:
    """The code of ISO 4217; None where neither amount names a currency."""
    named = next((match[group] for group in ("c1", "d1", "c2", "d2") if match[group]), None)
    if named is not None:
        return {**_SYMBOLS, **_WORDS, "R": "ZAR"}.get(named, named)
    scales = (known.scale(match[group]) for group in ("k1", "k2"))
    return next((scale.implies for scale in scales if scale is not None and scale.implies), None)


def _is_large(match: re.Match[str], currency: str | None, known: PayWords) -> bool:
    """Whether an amount is told in millions of a currency in which hardly anybody has them."""
    scales = (known.scale(match[group]) for group in ("k1", "k2"))
    return currency in known.dollar_sized and any(scale is not None and scale.times > _THOUSANDS for scale in scales)


class _Around:
    """What stands around an amount, and what it says of it."""

    def __init__(self, text: str, start: int, end: int, known: PayWords) -> None:
        """Cut out the clause that the amount stands in."""
        self._known = known
        self.before = text[max(0, start - _AROUND) : start].rpartition("\n\n")[2]
        self.after = text[end : end + _AROUND].partition("\n\n")[0]
        clause = text[max(0, start - _CLAUSE) : start]
        ends = [found.end() for found in _CLAUSE_ENDS.finditer(clause)]
        self._clause = clause[ends[-1] :] if ends else clause
        # what stands before a colon says what stands behind it
        labelled = bool(ends) and clause[ends[-1] - 1] == ":"
        self._label = clause[ends[-2] if len(ends) > 1 else 0 :] if labelled else self._clause
        title, _, behind = self._clause.rpartition(" - ")
        if len(title.split()) > _FEW_WORDS and not labelled:  # “Sales Data Manager - £90,000”
            self._clause = self._label = behind
        cuts = (found.start() for found in (_ASIDE.search(self.after), known.of_turns.search(self.after)) if found)
        self._behind = self.after[: min(cuts, default=_AROUND)]

    @property
    def named(self) -> bool:
        """Whether words for pay stand beside the amount."""
        before = self.before.rpartition(". ")[2]
        return bool(self._known.for_pay.search(before) or self._known.for_pay.search(self.after.partition(". ")[0]))

    @property
    def kind(self) -> int:
        """1 for pay that depends on nothing, -1 for all of it together, 0 for what says neither."""
        near = self._label[-_AROUND:] + " " + self._behind
        return bool(self._known.of_base.search(near)) - bool(self._known.of_all_in.search(near))

    def is_other(self, match: re.Match[str]) -> bool:
        """Whether the words nearest to the amount speak of other money, or it stands in a sentence about none."""
        known = self._known
        own = self._clause.rpartition(", ")[2]
        alone = ", " in self._clause and len(_BARE.sub("", own).split()) == 0
        clause = own if alone else self._label
        pay, other = _last(known.for_pay, clause), _last(known.for_other, clause)
        behind_pay, behind_other = known.for_pay.search(self._behind), known.for_other_after.search(self._behind)
        if behind_other and not (behind_pay and behind_pay.start() < behind_other.start()):
            return True
        if other is not None:
            return pay is None or other >= pay
        if pay is not None or behind_pay:
            return False
        most = _FEW_BEFORE_RANGE if match["n2"] else _FEW_WORDS
        return len(_BARE.sub("", own).split()) > most

    def period(self, amount: str) -> Period | None:
        """The time that the amount is for: as it says, as stands behind it, or as its pay is called before it."""
        for words in (amount, self.after.partition(". ")[0], self._label[-_AROUND:]):
            found = [(at.start(), one) for one, pattern in self._known.of_periods if (at := pattern.search(words))]
            if found:
                return min(found)[1]
        return "year" if "LPA" in amount.upper() else None


def _last(pattern: re.Pattern[str], clause: str) -> tuple[int, int] | None:
    """The end of the last match, and how long it is: “previous salary” says more than “salary”."""
    return max(((found.end(), found.end() - found.start()) for found in pattern.finditer(clause)), default=None)


def _bound(match: re.Match[str], before: str, after: str) -> tuple[Bound, int, int]:
    """Which end the amount is, if it is one, and how many characters before and after it say so."""
    for bound, (leading, trailing) in _BOUNDS:
        lead = leading.search(before) if match["n2"] is None else None
        trail = trailing.search(after)
        if lead is not None:
            return bound, len(before) - lead.start(), 0
        if trail is not None:
            return bound, 0, trail.end()
    return "", 0, 0


def _limits(match: re.Match[str], bound: Bound, known: PayWords) -> tuple[float | None, float | None]:
    """The lowest and the highest amount of a match; None where an end is open."""
    scales = [scale.times if (scale := known.scale(match[group])) else 1 for group in ("k1", "k2")]
    low = high = first = _number(match["n1"]) * scales[0]
    if match["n2"] is None:
        return (None if bound == "high" else low), (None if bound == "low" else high)
    second = _number(match["n2"]) * scales[1]
    if scales[0] == 1 < scales[1] and first < _THOUSANDS:  # “70-85k”
        first *= scales[1]
    low, high = min(first, second), max(first, second)
    return low, (None if bound == "low" else high)


def _number(written: str) -> float:
    """A number in which points, commas, apostrophes and spaces part thousands, and one or two digits are a fraction."""
    head, tail = written, ""
    found = re.fullmatch(r"(.*)[.,](\d{1,2})", written)
    if found:
        head, tail = found[1], found[2]
    return float(re.sub(r"\D", "", head) + (f".{tail}" if tail else ""))


def _posted(text: str) -> str | None:
    """The day after “posted” or the like, where it can be read as one."""
    for found in _POSTED.finditer(text):
        words = found[1].strip(" ,.").split()
        for count in (3, 1):
            day = day_of(" ".join(words[:count]))
            read = day.read("") if day is not None else None
            if read is not None:
                return read.isoformat()
    return None
