"""Adverts that were found abroad, and how far they lie from United States pay at the prices of their country."""

from __future__ import annotations

from nextrung.salary import money
from nextrung.salary.formats import LocalAdverts
from nextrung.salary.model import SalaryData


def local_adverts(data: SalaryData, country: str) -> tuple[LocalAdverts, ...]:
    """The adverts found in a country, from the highest typical pay down."""
    found = [one for one in data.abroad.adverts if one.country == country]
    return tuple(sorted(found, key=lambda one: -one.p50))


def apart(data: SalaryData) -> tuple[float, ...]:
    """How far adverts abroad lie from those with the same title in the United States at local prices: -0.5 is half."""
    same = {one.title: one.p50 for one in data.abroad.same_titles}
    return tuple(
        # Against purchasing power, because that is the very estimate whose error this is to show.
        one.p50 / money.abroad(data, same[one.title], one.country)[0] - 1
        for one in data.abroad.adverts
        if one.title in same
    )


def how_far(data: SalaryData) -> str:
    """The error of United States pay at local prices, in words: it is not known, only where adverts were found."""
    found = apart(data)
    if not found:
        return "not known; no local adverts were found"
    lower = sum(one < 0 for one in found)
    # A strict majority: of two adverts, one below and one above say nothing about a direction.
    most = ", most of them lower" if 2 * lower > len(found) else ""
    return f"not known; local adverts found lie {_span(min(found), max(found))}{most}"


def _span(low: float, high: float) -> str:
    """Two shares in words, from the higher one down."""
    least, most = abs(100 * low), abs(100 * high)
    if low < 0 < high:
        return f"from {most:.0f} % higher to {least:.0f} % lower"
    return f"from {most:.0f} to {least:.0f} % lower" if high <= 0 else f"from {most:.0f} to {least:.0f} % higher"
