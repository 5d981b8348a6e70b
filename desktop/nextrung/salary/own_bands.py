"""Very many own figures, as after a whole survey came in, shown as bands: quartiles with the number behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from nextrung.counting import counted
from nextrung.salary.own import KeptFigure, OwnFigure

MANY = 200
"""Own figures up to here are shown one by one."""
FEWEST = 5
"""Fewer figures of one role and place say nothing about a spread, and stay as they are."""
PREFIX = "band"
SHARES = (0.25, 0.5, 0.75)


class OwnGroup(Struct, frozen=True):
    """Single offers of one role, place and currency; ``quartiles`` are their amounts at ``SHARES``.

    ``place`` is empty for all of a country. ``sources`` is the number of their sources, ``source`` one of these.
    """

    role: str
    country: str
    place: str
    currency: str
    count: int
    newest: date
    sources: int
    source: str
    quartiles: tuple[float, ...]


def shown(alone: Sequence[KeptFigure], groups: Iterable[OwnGroup]) -> tuple[KeptFigure, ...]:
    """Very many figures as they are shown: those that stand alone, and each group as three quartiles.

    A quartile has the date of the newest figure behind it, and names their number in its source.
    """
    return (*alone, *(quartile for group in groups for quartile in _quartiles(group)))


def is_band(figure: str) -> bool:
    """Whether the id of a shown figure is that of a quartile, with many kept ones behind it."""
    return figure.split("|", maxsplit=1)[0] == PREFIX


def behind(figure: str, kept: Sequence[KeptFigure]) -> tuple[KeptFigure, ...]:
    """The kept figures behind a shown one."""
    prefix, *key = figure.split("|")
    if prefix != PREFIX:
        return tuple(one for one in kept if one.id == figure)
    return tuple(one for one in kept if one.figure.percentile is None and list(_key(one.figure)) == key[:4])


def _key(figure: OwnFigure) -> tuple[str, str, str, str]:
    return figure.role, figure.country, figure.place or "", figure.currency


def _quartiles(group: OwnGroup) -> list[KeptFigure]:
    figures = counted(group.count, "1 figure", "{0} figures")
    source = f"{figures}, {group.source if group.sources == 1 else f'{group.sources} sources'}"
    key = (PREFIX, group.role, group.country, group.place, group.currency)
    return [
        KeptFigure(
            "|".join((*key, f"{share:g}")),
            OwnFigure(
                group.role, group.place or None, amount, share, group.newest, source, group.currency, group.country
            ),
        )
        for share, amount in zip(SHARES, group.quartiles, strict=True)
    ]
