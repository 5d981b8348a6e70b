"""Very many own figures, as after a whole survey came in, shown as bands: quartiles with the number behind them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from nextrung.counting import counted
from nextrung.salary.own import KeptFigure, OwnFigure

MANY = 200
"""Own figures up to here are shown one by one."""
FEWEST = 5
"""Fewer figures of one role and place say nothing about a spread, and stay as they are."""
PREFIX = "band"
_SHARES = (0.25, 0.5, 0.75)

Key = tuple[str, str, str, str]


def shown(kept: Sequence[KeptFigure]) -> tuple[KeptFigure, ...]:
    """The figures as they are shown: one by one, or single offers of one role, place and currency as three quartiles.

    A quartile has the date of the newest figure behind it, and names their number in its source.
    """
    if len(kept) <= MANY:
        return tuple(kept)
    groups: dict[Key, list[KeptFigure]] = {}
    for one in kept:
        # A figure that is a percentile says itself where it lies; mixed with offers it would count as one person's pay.
        if one.figure.percentile is None:
            groups.setdefault(_key(one.figure), []).append(one)
    banded = {key for key, group in groups.items() if len(group) >= FEWEST}
    alone = [one for one in kept if one.figure.percentile is not None or _key(one.figure) not in banded]
    bands = [band for key in groups if key in banded for band in _quartiles(key, groups[key])]
    return (*alone, *bands)


def behind(figure: str, kept: Sequence[KeptFigure]) -> tuple[KeptFigure, ...]:
    """The kept figures behind a shown one."""
    prefix, *key = figure.split("|")
    if prefix != PREFIX:
        return tuple(one for one in kept if one.id == figure)
    return tuple(one for one in kept if one.figure.percentile is None and list(_key(one.figure)) == key[:4])


def _key(figure: OwnFigure) -> Key:
    return figure.role, figure.country, figure.place or "", figure.currency


def _quartiles(key: Key, group: Sequence[KeptFigure]) -> list[KeptFigure]:
    role, country, place, currency = key
    # Of one currency, since it is part of the key: amounts of several could not be put in order.
    amounts = [one.figure.amount for one in group]
    sources = {one.figure.source for one in group}
    figures = counted(len(group), "1 figure", "{0} figures")
    source = f"{figures}, {sources.pop() if len(sources) == 1 else f'{len(sources)} sources'}"
    newest = max(one.figure.date for one in group)
    return [
        KeptFigure(
            # The key is the id, so that ``behind`` finds the figures again without anything being kept.
            "|".join((PREFIX, *key, f"{share:g}")),
            OwnFigure(role, place or None, amount, share, newest, source, currency, country),
        )
        # Inclusive: quartiles of these very figures, which never lie beyond the lowest and the highest.
        for share, amount in zip(_SHARES, statistics.quantiles(amounts, n=4, method="inclusive"), strict=True)
    ]
