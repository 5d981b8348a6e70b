"""Numbers as people write them: decimal point or comma, any grouping, thousands, powers of ten, a currency beside."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

Decimal = Literal["", ".", ","]
"""The sign before decimals; empty: told from each number by itself."""
_GROUPED = {
    # By threes, or as in India the last three and twos before them: 25,00,000.
    ",": re.compile(r"\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})+,\d{3}"),
    ".": re.compile(r"\d{1,3}(\.\d{3})+"),
}
_SPACES = re.compile(r"[\s'\u2019\u00a0\u202f\u2009_]")
"""Signs that only group digits: spaces of all widths, apostrophes as in Switzerland, underlines."""
_POWER = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}")
_TIMES = {
    "k": 1e3, "tsd": 1e3, "thousand": 1e3, "mille": 1e3, "mil": 1e3,
    "m": 1e6, "mio": 1e6, "mm": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6, "lakh": 1e5, "lakhs": 1e5, "lpa": 1e5,
    "万": 1e4,
}  # fmt: skip
"""What a word behind a number multiplies it by: lakh and LPA (lakh per annum) are Indian, "mil" is Spanish."""
_MULTIPLIED = re.compile(rf"(.*?\d)\s*({'|'.join(sorted(_TIMES, key=len, reverse=True))})", re.IGNORECASE)
_SIGNS = {
    "us$": "USD", "$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "円": "JPY", "₹": "INR", "₪": "ILS", "zł": "PLN",
    "r$": "BRL", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "s$": "SGD", "euro": "EUR", "euros": "EUR",
    "dollar": "$", "dollars": "$", "chf": "CHF", "sfr": "CHF", "fr": "CHF", "kr": "kr", "rs": "Rs",
}  # fmt: skip
SHARED = {
    "$": ("USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "¥": ("JPY", "CNY"),
    "Rs": ("INR", "PKR", "LKR", "NPR"),
}
"""Signs that several currencies have, with these, the most used first."""
_NO_CENTS = re.compile(r"(?<=\d)\s?[.,]\s?[-–—]+(?=\D|$)")
"""How German and Swiss writers say that there are no cents: "95.000,-", "150'000.--"."""
_YEAR = re.compile(
    r"(?:/|\b(?:per|a|je|par|pro|al))\s*(?:year|yr|y|annum|jahr|an|año|ano)\b"
    r"|(?<![a-z])(?:p\.? ?a\.?|annual(?:ly)?|yearly|brutto|gross)(?![a-z])",
    re.IGNORECASE,
)
_MARK = r"(?:[A-Za-z]{1,3}\$|[A-Za-z]{2,7}\.?|[$€£¥₹₪円]|zł)"
_AMOUNT = re.compile(rf"(?P<before>{_MARK})?\s*(?P<number>-?\s*\d.*?)\s*(?P<after>{_MARK})?")


_LONGEST = 100
"""Characters of a number with all that stands around it; a longer text is none, and is not looked through."""


class Amount(Struct, frozen=True):
    """An amount as it was written: its number, and the currency beside it.

    ``currency`` is a code of three letters, a sign that several currencies have (``SHARED``), or empty.
    """

    number: float
    currency: str = ""


def number_of(text: str, at_least: float = 0.0, decimal: Decimal = "") -> float | None:
    """A number with decimal point or decimal comma and any grouping; None when it is none.

    With both signs the last one is the decimal sign. A sign that only groups groups ("188,327"); for a point
    only when the number would otherwise be below ``at_least`` or has several ("1.188.327"). ``decimal`` decides that
    for all.
    """
    plain = _SPACES.sub("", text.strip())
    if len(plain) > _LONGEST:
        return None
    digits = plain.removeprefix("-")
    sign = -1 if plain.startswith("-") else 1
    if _POWER.fullmatch(digits):
        return sign * float(digits.replace(",", "."))
    # \d takes the digits of every script; the signs that group them there are not known here.
    if not re.fullmatch(r"\d[\d.,]*", digits) or not digits.isascii():
        return None
    found = _chosen(digits, decimal) if decimal else _told(digits, at_least)
    return None if found is None else sign * found


def _chosen(digits: str, decimal: str) -> float | None:
    whole, point, rest = digits.partition(decimal)
    group = "," if decimal == "." else "."
    if group in whole and not _GROUPED[group].fullmatch(whole):
        return None
    if point and not rest.isdecimal():
        return None
    return float(whole.replace(group, "") + ("." + rest if point else ""))


def _told(digits: str, at_least: float) -> float | None:
    if "," in digits and "." in digits:
        decimal = max(",.", key=digits.rfind)
        group = "," if decimal == "." else "."
        whole, _, rest = digits.rpartition(decimal)
        if not _GROUPED[group].fullmatch(whole) or not rest.isdecimal():
            return None
        digits = whole.replace(group, "") + "." + rest
    elif _GROUPED[","].fullmatch(digits):
        digits = digits.replace(",", "")
    # "188.327" is a number as well as a German 188,327; only an amount too small to be pay decides for the second.
    elif _GROUPED["."].fullmatch(digits) and (digits.count(".") > 1 or float(digits) < at_least):
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        return None
    return float(digits)


def amount_of(text: str, at_least: float = 0.0, decimal: Decimal = "") -> Amount | None:
    """An amount such as "185K", "1.85E+05", "95.000,00 €" or "USD 185000 per year"; None when it is none."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return None
    plain = _NO_CENTS.sub("", " ".join(_YEAR.sub(" ", text).split()))
    if _POWER.fullmatch(plain):
        return Amount(number_of(plain) or 0.0)
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return None
    marks = [mark for mark in (found["before"], found["after"]) if mark]
    number, times = found["number"], 1.0
    if found["after"] and found["after"].lower().rstrip(".") in _TIMES:
        times = _TIMES[marks.pop().lower().rstrip(".")]
    elif multiplied := _MULTIPLIED.fullmatch(number.rstrip(".")):
        number, times = multiplied[1], _TIMES[multiplied[2].lower()]
    currency = _agreed([_code(mark) for mark in marks])
    if currency is None:
        return None
    # “1.185 mio” is no 1,185 millions: the limit is for the whole amount.
    value = number_of(number, at_least / times, decimal)
    if value is None:
        return None
    # A product of floats may miss the amount in its last digits: 0.29 lakh comes to 28,999.999999999996.
    return Amount(round(value * times, 6), currency)


def currency_of(mark: str) -> str:
    """The currency of a mark beside a number, or the sign that several share (``SHARED``); empty when it is none."""
    return _code(mark)


def _agreed(codes: list[str]) -> str | None:
    """The one currency, or the shared sign, that marks stand for; empty without marks, None when they disagree."""
    # "USD $" names one currency twice: the code says which of those that share the sign is meant.
    named = {code for code in codes if code not in SHARED} or set(codes)
    if "" in codes or len(named) > 1:
        return None
    currency = next(iter(named), "")
    fits = all(currency in (code, *SHARED.get(code, ())) for code in codes)
    return currency if fits else None


def _code(mark: str) -> str:
    """The currency of a mark, or the sign that several share; empty when it is none."""
    plain = mark.lower().rstrip(".")
    if plain in _SIGNS:
        return _SIGNS[plain]
    return mark.upper() if re.fullmatch(r"[A-Za-z]{3}", mark) else ""
