"""Amounts of money as they are written on screens and in reports."""

from __future__ import annotations

MILLIONS_FROM = 2_000_000
"""From here on amounts are written in millions (rupees, yen)."""


def exact(amount: float, currency: str = "USD") -> str:
    """An amount in full, as a published one is written: ``$117,984``."""
    return f"{_sign(currency)}{amount:,.0f}"


def short(amount: float, currency: str = "USD") -> str:
    """A rounded amount: ``$170k``, or in millions where thousands would be long."""
    if abs(amount) >= MILLIONS_FROM:
        # Two steps: stripping zeros and points at once would make 1 of 10.00.
        return f"{_sign(currency)}{f'{amount / 1_000_000:.2f}'.rstrip('0').rstrip('.')}M"
    return f"{_sign(currency)}{amount / 1000:.0f}k"


def span(low: float, high: float, currency: str = "USD") -> str:
    """Two rounded amounts; the currency is named once when it is a word."""
    last = short(high, currency)
    return f"{short(low, currency)}–{last if currency == 'USD' else last.removeprefix(_sign(currency))}"


def _sign(currency: str) -> str:
    return "$" if currency == "USD" else f"{currency} "
