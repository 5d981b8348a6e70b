"""Which backups stay: the newest of each day for a week, of each week for two months, of each month for two years."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

DAILY = timedelta(days=7)
WEEKLY = timedelta(days=62)
MONTHLY = timedelta(days=731)


class Dated(Protocol):
    """Something made at a moment, with a number that grows even when the clock is set back."""

    @property
    def number(self) -> int:
        """Higher for what was made later."""

    @property
    def made_at(self) -> datetime:
        """The moment on the clock, UTC."""

    @property
    def precious(self) -> bool:
        """Made just before something was changed for good: kept for the whole first week."""


def _day(at: datetime) -> tuple[int, ...]:
    return (at.year, at.month, at.day)


def _week(at: datetime) -> tuple[int, ...]:
    return at.isocalendar()[:2]


def _month(at: datetime) -> tuple[int, ...]:
    return (at.year, at.month)


_SPANS: tuple[tuple[timedelta, Callable[[datetime], tuple[int, ...]]], ...] = (
    (DAILY, _day),
    (WEEKLY, _week),
    (MONTHLY, _month),
)


def kept(backups: Iterable[Dated], now: datetime) -> frozenset[int]:
    """The numbers of the backups that stay.

    The newest of all stays whatever its age, and so does what the clock says was made in the future: a clock that was
    set back must not cost a backup.
    """
    newest_first = sorted(backups, key=lambda one: one.number, reverse=True)
    stay = {one.number for one in newest_first[:1]}
    seen: set[tuple[timedelta, tuple[int, ...]]] = set()
    for one in newest_first:
        age = now - one.made_at
        if age < timedelta(0) or (one.precious and age <= DAILY):
            stay.add(one.number)
            continue
        span = next(((limit, bucket(one.made_at)) for limit, bucket in _SPANS if age <= limit), None)
        if span is not None and span not in seen:
            seen.add(span)
            stay.add(one.number)
    return frozenset(stay)
