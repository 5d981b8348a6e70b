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
    most = ", most of them lower" if 2 * lower > len(found) else ""
    return f"not known; local adverts found lie from {_side(max(found))} to {_side(min(found))}{most}"


def _side(share: float) -> str:
    return f"{abs(100 * share):.0f} % {'higher' if share > 0 else 'lower'}"
