"""What an amount is worth elsewhere and later: wage index, price levels, purchasing power; age and rounding."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import exp, floor, log, log10

from nextrung.salary.formats import PricesFile, Provenance
from nextrung.salary.model import SalaryData

DISPLAY_STEP = 5000.0
"""Bands are rounded to this on screen (salary.md section 12); kept values stay unrounded."""

OLD_AFTER = 24
"""Months after which a figure is shown as old."""


def months_of(month: str) -> int:
    """A year-month such as 2025-05 as a count of months."""
    year, number = month.split("-")[:2]
    return 12 * int(year) + int(number) - 1


def age_months(month: str | None, today: date) -> int | None:
    """Full calendar months from a year-month to ``today``, at least 0; None when the month is not known."""
    # At least 0, since a clock that is behind must not make a figure younger than new.
    return None if month is None else max(0, 12 * today.year + today.month - 1 - months_of(month))


def is_old(provenance: Provenance, today: date) -> bool:
    """Whether a figure is older than 24 months; a source without a date is not called old, its age is unknown."""
    age = age_months(provenance.month, today)
    return age is not None and age > OLD_AFTER


def index_at(prices: PricesFile, month: str) -> float | None:
    """The wage index in a month, straight in ln between quarters; the last index after it; None before the first."""
    wanted = months_of(month)
    known = [(months_of(quarter.month), quarter.index) for quarter in prices.quarters]
    # Before the first quarter the index is unknown, and a line through the later ones would invent it.
    if wanted < known[0][0]:
        return None
    for (start, low), (end, high) in pairwise(known):
        if wanted < end:
            # Straight in ln, because wages grow by percents: the same share each month (salary.md section 12).
            share = (wanted - start) / (end - start)
            return exp((1 - share) * log(low) + share * log(high))
    # Never carried past the last published index: later growth is not known.
    return known[-1][1]


def ageing(prices: PricesFile, month: str | None) -> float | None:
    """A(t) = index of the last quarter / index of ``month`` (salary.md section 12; Shelly 2008, BLS).

    1 for months at or after the last quarter: pay is never carried past it. None before the first index or without a
    month.
    """
    index = None if month is None else index_at(prices, month)
    return None if index is None else prices.quarters[-1].index / index


def buying_power(data: SalaryData, amount: float, place: str) -> float:
    """``amount`` x 100 / price level: dollars that buy as much at average prices (salary.md section 6).

    Raises UnknownChoiceError for an unknown place.
    """
    return amount * 100 / data.place(place).prices


def abroad(data: SalaryData, amount: float, country: str) -> tuple[float, str]:
    """``amount`` of dollars in a country's currency by purchasing power, and that currency. No local data.

    Raises UnknownChoiceError for an unknown country.
    """
    there = data.country(country)
    return amount * there.ppp, there.currency


def display_step(ppp: float) -> float:
    """What to round to on screen: 5,000, times ten for every full ten that a dollar buys (yen, rupees)."""
    # By tens, so that a step stays a round number. Never below 5,000: a dollar buys about one franc, pound or euro.
    return DISPLAY_STEP * 10.0 ** max(0, floor(log10(ppp)))


def rounded(amount: float, step: float = DISPLAY_STEP) -> float:
    """``amount`` to the nearest ``step``, halves upwards; for display only."""
    # Not ``round``, which takes halves to the even side.
    return step * floor(amount / step + 0.5)
