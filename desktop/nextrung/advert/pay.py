"""The pay that an advert names: amounts with their currency and period, never a budget or what a company raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from nextrung.intake.days import day_of
from nextrung.salary.currencies import CURRENCIES

Period = Literal["year", "month", "day", "hour"]
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
}
"""A bare “$” is read as US dollars, the most frequent in adverts; the words of the advert are kept beside it."""
_WORDS = {
    **dict.fromkeys(("euros", "euro", "Euros", "Euro"), "EUR"),
    "pounds": "GBP",
    "dollars": "USD",
    "Swiss francs": "CHF",
    "zł": "PLN",
}
_SIGNS = "|".join(re.escape(one) for one in sorted(_SYMBOLS, key=len, reverse=True))
_NAMES = "|".join(re.escape(one) for one in (*_WORDS, *sorted(CURRENCIES)))
_MONEY = rf"{_SIGNS}|\b(?:{_NAMES})\b"
# In India the parts before the last three digits have two: 45,00,000.
_NUMBER = (
    r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{2,3}){0,4}[.,'’\u00a0\u202f ]\d{3}(?:[.,]\d{2})?(?!\d)"
    r"|\d{1,7}(?:[.,]\d{1,2})?(?!\d)"
)


def _amount(end: str) -> str:
    return rf"(?P<c{end}>{_MONEY})?\s?(?P<n{end}>{_NUMBER})\s?(?P<k{end}>[kK]\b)?\s?(?P<d{end}>{_MONEY})?"


_SPAN = re.compile(
    rf"(?<![\w.,]){_amount('1')}(?:\s*(?:-|–|—|−|\bto\b|\band\b)\s*{_amount('2')})?(?!\s?(?:[mM]\b|million|bn|%))"
)
_NOT_PAY_BEFORE = re.compile(
    r"\b(?:budgets?|fund\w*|rais\w+|revenues?|turnover|spend\w*|costs?|training|allowance|stipend|worth|bonus(?:es)?|deals?|prior|previous|not|p&l)"
    r"\b[^.\n]{0,18}$",
    re.IGNORECASE,
)
_NOT_PAY_AFTER = re.compile(
    r"^[^.,;\n]{0,18}\b(?:budgets?|fund\w*|revenues?|turnover|spend|million|customers|users|people|staff|allowance|stipend|sign-on|"
    r"signing|transactions|deals|training|p&l)\b",
    re.IGNORECASE,
)
_PAY_WORDS = re.compile(
    r"\b(?:salary|salaries|pay|pays|paid|compensation|base|gross|remuneration|package|wages?|ote|rate|offer)\b",
    re.IGNORECASE,
)
_SALARY_BEFORE = re.compile(
    r"\b(?:salary|compensation|remuneration|pay|wage)(?: range| band| package)?(?: is| of)?[ :]*"
    r"(?:from |between |up to )?$",
    re.IGNORECASE,
)
_PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"\b(?:hour|hourly|hr)\b", re.IGNORECASE)),
    ("day", re.compile(r"\b(?:per day|a day|daily|day rate|/ ?day)\b", re.IGNORECASE)),
    ("month", re.compile(r"\b(?:month|monthly|/ ?mo|pcm)\b", re.IGNORECASE)),
    ("year", re.compile(r"\b(?:year|yearly|annum|annual|annually|yr)\b|\bp\.? ?a\.?(?=\W|$)", re.IGNORECASE)),
)
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
Bound = Literal["", "high", "low"]
_BOUNDS: tuple[tuple[Bound, tuple[re.Pattern[str], re.Pattern[str]]], ...] = (("high", _HIGHEST), ("low", _LOWEST))
_POSTED = re.compile(
    r"\b(?:posted|published|advertised|date(?: posted)?)\s*(?:on|:)?\s*([^\n;|()]{6,24})", re.IGNORECASE
)
_AROUND = 40
"""Characters before and after an amount in which words about it are looked for."""
_THOUSANDS = 1000
_LEAST_A_YEAR = 10_000
"""An amount without a period that is smaller is no pay a year."""
_LEAST: dict[Period, float] = {"year": 1_000, "month": 200, "day": 20, "hour": 3}


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


def pay_in(text: str) -> AdvertPay | None:
    """The pay that an advert names; None where it names none."""
    found = sorted(_candidates(text), key=lambda one: -one[0])
    return found[0][1] if found else None


def _candidates(text: str) -> Iterator[tuple[int, AdvertPay]]:
    """Every amount that may be pay, with how much speaks for it."""
    posted = _posted(text)
    for match in _SPAN.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = start + len(match[0].strip())
        before = text[max(0, start - _AROUND) : start].rpartition("\n\n")[2]
        after = text[end : end + _AROUND].partition("\n\n")[0]
        currency = next((match[group] for group in ("c1", "d1", "c2", "d2") if match[group]), None)
        named = bool(_PAY_WORDS.search(before.rpartition(". ")[2]) or _PAY_WORDS.search(after.partition(". ")[0]))
        # an amount without a currency is pay only where the words beside it leave no doubt
        thousands = bool(match["k1"] or match["k2"])
        if not currency and not (named and thousands) and not _SALARY_BEFORE.search(before):
            continue
        if _NOT_PAY_BEFORE.search(before) or _NOT_PAY_AFTER.search(after):
            continue
        period = next((one for one, words in _PERIODS if words.search(after.partition(". ")[0])), None)
        bound, earlier, later = _bound(match, before, after)
        start, end = start - earlier, end + later
        limits = _limits(match, bound)
        least = min(limit for limit in limits if limit is not None)
        if least < (_LEAST_A_YEAR if period is None else _LEAST[period]):
            continue
        code = None if currency is None else {**_SYMBOLS, **_WORDS}.get(currency, currency)
        words = " ".join(text[start:end].split())
        pay = AdvertPay(*limits, code, period or "year", words, posted, start, end)
        yield 2 * (match["n2"] is not None) + 2 * named + (period is not None), pay


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


def _limits(match: re.Match[str], bound: Bound) -> tuple[float | None, float | None]:
    """The lowest and the highest amount of a match; None where an end is open."""
    first = _number(match["n1"]) * (_THOUSANDS if match["k1"] else 1)
    low = high = first
    if match["n2"] is not None:
        second = _number(match["n2"]) * (_THOUSANDS if match["k2"] else 1)
        if match["k2"] and not match["k1"] and first < _THOUSANDS:  # “70-85k”
            first *= _THOUSANDS
        low, high = min(first, second), max(first, second)
    else:
        return (None if bound == "high" else low), (None if bound == "low" else high)
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
